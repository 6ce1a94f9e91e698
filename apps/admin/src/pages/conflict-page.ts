/** `<admin-conflict>`: one conflict field by field: both values, what they were when they last agreed, and the choice. */
import {
  counted,
  navigate,
  sharedStyles,
  toast,
  type ChooseDetail,
  type DiffColumn,
  type DiffRow,
  type Problem,
} from '@koble/ui'
import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit'
import { answer } from '../api/answer.ts'
import { ApiFailure, problemOf } from '../api/api-failure.ts'
import { conflict } from '../api/client.ts'
import type { Conflict, Side } from '../api/types.ts'
import { paths } from '../app/paths.ts'
import { Loaded } from '../data/loaded.ts'
import { LiveReload } from '../live/live-reload.ts'
import { pageStyles } from '../parts/page-styles.css.ts'
import { fieldName, mappingName, otherSide, sideName } from '../words/names.ts'
import { valueText } from '../words/value-text.ts'
import {
  carryOver,
  changedSides,
  chooseAll,
  conflictIn,
  movesBetween,
  undecided,
  writesOf,
  type Choice,
  type Move,
} from './conflict-choice.ts'

const columns: readonly DiffColumn[] = [
  { key: 'baseErp', label: 'ERP when last in agreement' },
  { key: 'erp', label: 'ERP now', choosable: true },
  { key: 'crm', label: 'CRM now', choosable: true },
  { key: 'baseCrm', label: 'CRM when last in agreement' },
]

const rowOf = (field: Conflict['fields'][number]): DiffRow => ({
  field: field.field,
  label: fieldName(field.label),
  values: { baseErp: field.base?.erp ?? null, erp: field.erp, crm: field.crm, baseCrm: field.base?.crm ?? null },
  changed: changedSides(field),
})

const isSide = (column: string): column is Side => column === 'erp' || column === 'crm'

export class ConflictPage extends LitElement {
  static override properties = {
    connection: {},
    conflict: {},
    choice: { state: true },
    moves: { state: true },
    problem: { state: true },
    busy: { state: true },
  }
  declare connection: string
  declare conflict: string
  declare private choice: Choice
  /** What moved since the person began to choose. */
  declare private moves: readonly Move[]
  declare private problem: Problem | undefined
  declare private busy: boolean
  /** The conflict that the choices are about. */
  #seen: Conflict | undefined

  readonly #conflict = new Loaded(this, {
    key: () => `${this.connection}/${this.conflict}`,
    load: async () => this.#take(await answer(conflict.$get({ param: this.#param() }))),
  })

  constructor() {
    super()
    this.connection = ''
    this.conflict = ''
    this.choice = {}
    this.moves = []
    this.busy = false
    new LiveReload(this, { types: ['conflict', 'coupling'], reload: () => this.#conflict.reload() })
  }

  static override styles = [
    sharedStyles,
    pageStyles,
    css`
      .foot {
        position: sticky;
        bottom: 0;
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        justify-content: space-between;
        gap: 8px 16px;
        padding: 12px 16px;
        border: 1px solid var(--koble-stroke-2);
        border-radius: var(--koble-radius-card);
        background: var(--koble-surface);
      }
      ul {
        margin: 4px 0 0;
        padding-inline-start: 20px;
      }
    `,
  ]

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('conflict') && !changed.has('connection')) return
    this.#seen = undefined
    this.choice = {}
    this.moves = []
    this.problem = undefined
  }

  #param(): { id: string; item: string } {
    return { id: this.connection, item: this.conflict }
  }

  /** A newer version keeps the choices that still stand and names what moved. */
  #take(now: Conflict): Conflict {
    const seen = this.#seen
    if (seen !== undefined && seen.version !== now.version) {
      this.moves = movesBetween(seen, now)
      this.choice = carryOver(seen, now, this.choice)
    }
    this.#seen = now
    return now
  }

  readonly #choose = ({ detail }: CustomEvent<ChooseDetail>): void => {
    if (isSide(detail.column)) this.choice = { ...this.choice, [detail.field]: detail.column }
  }

  async #resolve(version: number, choose: Side | Choice): Promise<void> {
    this.busy = true
    this.problem = undefined
    try {
      await answer(conflict.resolve.$post({ param: this.#param(), json: { version, choose } }))
      toast('Resolved. Both sides agree again.', { kind: 'success' })
      navigate(paths.conflicts(this.connection))
    } catch (error) {
      const now = error instanceof ApiFailure && error.status === 409 ? conflictIn(error.body) : undefined
      if (now === undefined) this.problem = problemOf(error)
      else this.#conflict.set(this.#take(now))
    }
    this.busy = false
  }

  #moved(): unknown {
    if (this.moves.length === 0) return nothing
    return html`<koble-ui-notice kind="warning" role="alert" heading="The record moved while you looked">
      Nothing was written. Choose again for what moved:
      <ul>
        ${this.moves.map(
          ({ field, side, from, to }) =>
            html`<li>${fieldName(field)} in the ${sideName[side]}: ${valueText(from)} became ${valueText(to)}</li>`,
        )}
      </ul>
    </koble-ui-notice>`
  }

  #failed(): unknown {
    return this.problem === undefined
      ? nothing
      : html`<koble-ui-error role="alert" .problem=${this.problem}></koble-ui-error>`
  }

  #fields(now: Conflict, choosable: boolean): unknown {
    if (now.fields.length === 0) return nothing
    return html`<koble-ui-card heading="Fields">
      ${
        choosable
          ? html`<div slot="actions" class="row">
              <koble-ui-button @click=${() => (this.choice = chooseAll(now, 'erp'))}>All from ERP</koble-ui-button>
              <koble-ui-button @click=${() => (this.choice = chooseAll(now, 'crm'))}>All from CRM</koble-ui-button>
            </div>`
          : nothing
      }
      <koble-ui-diff
        .columns=${choosable ? columns : columns.map(({ key, label }) => ({ key, label }))}
        .rows=${now.fields.map(rowOf)}
        .chosen=${this.choice}
        @ui-choose=${this.#choose}
      ></koble-ui-diff>
    </koble-ui-card>`
  }

  #effect(now: Conflict): string {
    const open = undecided(now, this.choice).length
    if (open > 0) return `${counted(open, 'field')} still to choose.`
    const { erp, crm } = writesOf(now, this.choice)
    const parts = [
      ...(crm > 0 ? [`${counted(crm, 'field')} in the CRM`] : []),
      ...(erp > 0 ? [`${counted(erp, 'field')} in the ERP`] : []),
    ]
    return `Overwrites ${parts.join(' and ')}.`
  }

  #update(now: Conflict): TemplateResult {
    const open = undecided(now, this.choice).length
    return html`${this.#fields(now, true)}
      <div class="foot">
        <span role="status">${this.#effect(now)}</span>
        <koble-ui-button
          kind="primary"
          ?busy=${this.busy}
          ?disabled=${open > 0}
          @click=${() => void this.#resolve(now.version, this.choice)}
          >Resolve</koble-ui-button
        >
      </div>`
  }

  /** The gone side chosen follows the deletion; the other one brings the record back. */
  #deletion(now: Conflict, goneOn: Side): TemplateResult {
    const there = otherSide[goneOn]
    const name = (there === 'erp' ? now.erpName : now.crmName) ?? 'the record'
    return html`<koble-ui-card heading=${`Deleted in the ${sideName[goneOn]}`}>
        <p>
          ${name} still is in the ${sideName[there]}. Keep it, and it is created again in the ${sideName[goneOn]}; or
          follow the deletion, and it is deleted from the ${sideName[there]} too.
        </p>
        <div class="row" style="margin-top:12px">
          <koble-ui-button kind="primary" ?busy=${this.busy} @click=${() => void this.#resolve(now.version, there)}
            >Keep and restore in the ${sideName[goneOn]}</koble-ui-button
          >
          <koble-ui-button kind="danger" ?disabled=${this.busy} @click=${() => void this.#resolve(now.version, goneOn)}
            >Delete 1 record from the ${sideName[there]}</koble-ui-button
          >
        </div>
      </koble-ui-card>
      ${this.#fields(now, false)}`
  }

  #page(now: Conflict): TemplateResult {
    const goneOn = now.kind === 'deletion' ? now.goneOn : null
    return html`<koble-ui-page
      heading=${now.erpName ?? now.crmName ?? 'Conflict'}
      subheading=${mappingName(now.mapping)}
      back=${paths.conflicts(this.connection)}
      back-label="Back to the conflicts"
    >
      <koble-ui-button slot="actions" href=${paths.coupling(this.connection, now.coupling)}>Coupling</koble-ui-button>
      <div class="stack">
        ${this.#moved()} ${this.#failed()}
        ${now.message === null ? nothing : html`<koble-ui-notice kind="warning">${now.message}</koble-ui-notice>`}
        ${goneOn === null ? this.#update(now) : this.#deletion(now, goneOn)}
      </div>
    </koble-ui-page>`
  }

  #gone(problem: Problem): TemplateResult {
    return html`<koble-ui-page
      heading="Conflict"
      back=${paths.conflicts(this.connection)}
      back-label="Back to the conflicts"
    >
      ${
        problem.status === 404
          ? html`<koble-ui-empty heading="This conflict is settled"
              >It was resolved, or both sides agree again.
              <koble-ui-button slot="action" kind="primary" href=${paths.conflicts(this.connection)}
                >Other conflicts</koble-ui-button
              ></koble-ui-empty
            >`
          : html`<koble-ui-error
              .problem=${problem}
              retryable
              @ui-retry=${() => void this.#conflict.reload()}
            ></koble-ui-error>`
      }
    </koble-ui-page>`
  }

  protected override render(): TemplateResult {
    const { value, problem } = this.#conflict
    if (problem !== undefined && (value === undefined || problem.status === 404)) return this.#gone(problem)
    if (value !== undefined) return this.#page(value)
    return html`<koble-ui-page heading="Conflict"><koble-ui-skeleton lines="8"></koble-ui-skeleton></koble-ui-page>`
  }
}

customElements.define('admin-conflict', ConflictPage)
