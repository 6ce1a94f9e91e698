/** `<admin-coupling>`: one coupling: both sides, what was written, and what a person may do about it. */
import { confirmAction, navigate, sharedStyles, toast, type Fact, type Problem } from '@koble/ui'
import { html, LitElement, nothing, type TemplateResult } from 'lit'
import { answer } from '../api/answer.ts'
import { connection, coupling } from '../api/client.ts'
import type { Coupling, Direction, Side } from '../api/types.ts'
import { paths } from '../app/paths.ts'
import { Loaded } from '../data/loaded.ts'
import { LiveReload } from '../live/live-reload.ts'
import { badge } from '../parts/badge.ts'
import '../parts/history-list.ts'
import { openLink } from '../parts/open-link.ts'
import { pageStyles } from '../parts/page-styles.css.ts'
import { perform } from '../parts/perform.ts'
import { mappingName, sideName } from '../words/names.ts'
import { couplingStates } from '../words/states.ts'

const synchronizeItems = [
  { key: 'both', label: 'Both ways' },
  { key: 'toCrm', label: 'ERP to CRM: the ERP wins' },
  { key: 'toErp', label: 'CRM to ERP: the CRM wins' },
] as const

const isDirection = (key: string): key is Direction => synchronizeItems.some((item) => item.key === key)

export class CouplingPage extends LitElement {
  static override properties = { connection: {}, coupling: {}, busy: { state: true } }
  declare connection: string
  declare coupling: string
  declare private busy: boolean

  readonly #coupling = new Loaded(this, {
    key: () => `${this.connection}/${this.coupling}`,
    load: () => answer(coupling.$get({ param: this.#param() })),
  })

  /** The way to this record's own conflict, among the first page of them. */
  readonly #conflicts = new Loaded(this, {
    key: () => (this.#coupling.value?.state === 'conflict' ? `${this.connection}/${this.coupling}` : undefined),
    load: () => answer(connection.conflicts.$get({ param: { id: this.connection }, query: { limit: '1000' } })),
  })

  constructor() {
    super()
    this.connection = ''
    this.coupling = ''
    this.busy = false
    new LiveReload(this, { types: ['coupling', 'conflict', 'job'], reload: () => this.#coupling.reload() })
  }

  static override styles = [sharedStyles, pageStyles]

  #param(): { id: string; item: string } {
    return { id: this.connection, item: this.coupling }
  }

  readonly #synchronize = async ({ detail }: CustomEvent<{ key: string }>): Promise<void> => {
    const { key } = detail
    if (!isDirection(key)) return
    this.busy = true
    const now = await perform(() =>
      answer(coupling.synchronize.$post({ param: this.#param(), json: { direction: key } })),
    )
    this.busy = false
    if (now === undefined) return
    this.#coupling.set(now)
    this.#tellOutcome(now)
    this.renderRoot.querySelector('admin-history')?.reload()
  }

  #tellOutcome(now: Coupling): void {
    if (now.state === 'coupled') toast('Synchronized.', { kind: 'success' })
    else
      toast(`Synchronized; the record is now: ${couplingStates[now.state].label}. ${now.problem ?? ''}`, {
        kind: 'warning',
      })
  }

  readonly #uncouple = async (): Promise<void> => {
    const shown = this.#coupling.value
    if (shown === undefined) return
    const confirmed = await confirmAction({
      heading: 'Uncouple these records?',
      effect: `${shown.erpName ?? shown.erpId} (ERP) and ${shown.crmName ?? shown.crmId} (CRM) stay as they are, but are no longer kept in step. Nothing is deleted. They can be coupled again; fields that differ by then are asked about.`,
      confirmLabel: 'Uncouple',
      count: 1,
      noun: 'coupling',
      danger: true,
    })
    if (!confirmed) return
    this.busy = true
    const done = await perform(
      async () => {
        await answer(coupling.$delete({ param: this.#param() }))
        return true
      },
      () => 'Uncoupled. Both records stay.',
    )
    this.busy = false
    if (done === true) navigate(paths.couplings(this.connection))
  }

  readonly #retry = async (): Promise<void> => {
    this.busy = true
    await perform(
      () => answer(connection.skipped.retry.$post({ param: { id: this.connection }, json: { ids: [this.coupling] } })),
      () => 'Tried again.',
    )
    this.busy = false
    await this.#coupling.reload()
    this.renderRoot.querySelector('admin-history')?.reload()
  }

  #actions(shown: Coupling): TemplateResult {
    return html`<div class="row" slot="actions">
      ${
        shown.state === 'skipped' || shown.state === 'failed'
          ? html`<koble-ui-button icon="refresh" ?busy=${this.busy} @click=${this.#retry}>Retry</koble-ui-button>`
          : nothing
      }
      <koble-ui-menu
        kind="primary"
        label=${this.busy ? 'Synchronizing' : 'Synchronize now'}
        .items=${synchronizeItems.map((item) => ({ ...item, disabled: this.busy }))}
        @ui-action=${this.#synchronize}
      ></koble-ui-menu>
      <koble-ui-button kind="danger" ?disabled=${this.busy} @click=${this.#uncouple}>Uncouple</koble-ui-button>
    </div>`
  }

  #side(side: Side, shown: Coupling): TemplateResult {
    const name = side === 'erp' ? shown.erpName : shown.crmName
    const id = side === 'erp' ? shown.erpId : shown.crmId
    const url = side === 'erp' ? shown.erpUrl : shown.crmUrl
    const facts: readonly Fact[] = [
      { label: 'Name', value: name ?? '(no name)', strong: true },
      { label: 'Id', value: html`<koble-ui-id value=${id} label=${`${sideName[side]} id`}></koble-ui-id>` },
    ]
    return html`<koble-ui-card slot="aside" heading=${sideName[side]}>
      <span slot="actions">${openLink(side, url, name ?? id)}</span>
      <koble-ui-facts .facts=${facts}></koble-ui-facts>
    </koble-ui-card>`
  }

  #facts(shown: Coupling): TemplateResult {
    const agreed = shown.agreedAt === null ? 'Not yet' : html`<koble-ui-time value=${shown.agreedAt}></koble-ui-time>`
    const facts: readonly Fact[] = [
      { label: 'Mapping', value: mappingName(shown.mapping) },
      { label: 'In agreement since', value: agreed },
      { label: 'Filter', value: shown.outside ? 'Outside: only state fields travel' : 'Inside' },
      { label: 'Coupling', value: html`<koble-ui-id short value=${shown.id} label="coupling id"></koble-ui-id>` },
    ]
    return html`<koble-ui-card slot="aside" heading="Coupling"
      ><koble-ui-facts .facts=${facts}></koble-ui-facts
    ></koble-ui-card>`
  }

  #conflictPath(): string {
    const found = this.#conflicts.value?.items.find((item) => item.coupling === this.coupling)
    return found === undefined ? paths.conflicts(this.connection) : paths.conflict(this.connection, found.id)
  }

  #trouble(shown: Coupling): unknown {
    if (shown.state === 'conflict')
      return html`<koble-ui-notice kind="warning" heading="Both sides changed">
        ${shown.problem ?? 'A person decides which value holds.'}
        <koble-ui-button slot="action" href=${this.#conflictPath()}>Decide</koble-ui-button>
      </koble-ui-notice>`
    if (shown.problem === null) return nothing
    return html`<koble-ui-notice
      kind=${shown.state === 'failed' ? 'danger' : 'warning'}
      heading=${couplingStates[shown.state].label}
      >${shown.problem}</koble-ui-notice
    >`
  }

  #page(shown: Coupling): TemplateResult {
    return html`<koble-ui-page
      heading=${shown.erpName ?? shown.crmName ?? 'Coupling'}
      subheading=${mappingName(shown.mapping)}
      back=${paths.couplings(this.connection)}
      back-label="Back to the couplings"
    >
      <span slot="status">${badge(couplingStates[shown.state])}</span>
      ${this.#actions(shown)}
      <div class="stack">
        ${this.#trouble(shown)}
        <koble-ui-card heading="History">
          <admin-history .connection=${this.connection} .coupling=${this.coupling}></admin-history>
        </koble-ui-card>
      </div>
      ${this.#side('erp', shown)} ${this.#side('crm', shown)} ${this.#facts(shown)}
    </koble-ui-page>`
  }

  #unavailable(problem: Problem): TemplateResult {
    return html`<koble-ui-page
      heading="Coupling"
      back=${paths.couplings(this.connection)}
      back-label="Back to the couplings"
    >
      <koble-ui-error .problem=${problem} retryable @ui-retry=${() => void this.#coupling.reload()}></koble-ui-error>
    </koble-ui-page>`
  }

  protected override render(): TemplateResult {
    const { value, problem } = this.#coupling
    if (value !== undefined) return this.#page(value)
    if (problem !== undefined) return this.#unavailable(problem)
    return html`<koble-ui-page heading="Coupling"><koble-ui-skeleton lines="8"></koble-ui-skeleton></koble-ui-page>`
  }
}

customElements.define('admin-coupling', CouplingPage)
