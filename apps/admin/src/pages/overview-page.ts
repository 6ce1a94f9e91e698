/** `<admin-overview>`: how a connection stands, in figures that lead to what is behind them and mapping by mapping. */
import { formatInteger, sharedStyles, type Column, type Kind } from '@koble/ui'
import { html, LitElement, nothing, type TemplateResult } from 'lit'
import { answer } from '../api/answer.ts'
import { connection } from '../api/client.ts'
import type { Overview, Standing } from '../api/types.ts'
import { paths } from '../app/paths.ts'
import { Loaded } from '../data/loaded.ts'
import { LiveReload } from '../live/live-reload.ts'
import { badge } from '../parts/badge.ts'
import { pageStyles } from '../parts/page-styles.css.ts'
import { startJob } from '../parts/start-job.ts'
import type { Shown } from '../words/states.ts'

/** The worst that is true. */
export const healthOf = (row: Standing): Shown => {
  if (!row.enabled) return { label: 'Switched off', kind: 'neutral' }
  if (row.trouble !== null) return { label: 'Stopped', kind: 'danger' }
  if (row.problems > 0) return { label: 'Errors', kind: 'danger' }
  if (row.conflicts > 0) return { label: 'Conflicts', kind: 'warning' }
  if (row.skipped > 0) return { label: 'Some skipped', kind: 'warning' }
  if (row.waiting > 0) return { label: 'Some waiting', kind: 'brand' }
  if (row.coupled === 0) return { label: 'Nothing coupled', kind: 'neutral' }
  return { label: 'In sync', kind: 'success' }
}

type Count = 'coupled' | 'conflicts' | 'waiting' | 'skipped' | 'problems'

const total = (overview: Overview | undefined, count: Count): number =>
  (overview?.mappings ?? []).reduce((sum, row) => sum + row[count], 0)

const latest = (overview: Overview | undefined): string | null =>
  (overview?.mappings ?? []).reduce<string | null>(
    (last, { lastSuccess }) => (lastSuccess !== null && (last === null || lastSuccess > last) ? lastSuccess : last),
    null,
  )

export class OverviewPage extends LitElement {
  static override properties = { connection: {}, busy: { state: true } }
  declare connection: string
  declare private busy: boolean

  readonly #connection = new Loaded(this, {
    key: () => this.connection,
    load: () => answer(connection.$get({ param: { id: this.connection } })),
  })
  readonly #overview = new Loaded(this, {
    key: () => this.connection,
    load: () => answer(connection.overview.$get({ param: { id: this.connection } })),
  })
  #columns: readonly Column<Standing>[] = []

  constructor() {
    super()
    this.connection = ''
    this.busy = false
    new LiveReload(this, { types: ['job', 'coupling', 'conflict'], reload: () => this.#overview.reload() })
  }

  static override styles = [sharedStyles, pageStyles]

  protected override willUpdate(): void {
    if (this.#columns.length > 0) return
    const of = (row: Standing, state: string): string =>
      paths.couplings(this.connection, { mapping: row.mapping, state })
    this.#columns = [
      { key: 'label', label: 'Mapping' },
      { key: 'health', label: 'Health', value: (row) => healthOf(row).label, format: (_, row) => badge(healthOf(row)) },
      { key: 'coupled', label: 'Coupled', kind: 'integer' },
      {
        key: 'conflicts',
        label: 'Conflicts',
        kind: 'integer',
        href: (row) => (row.conflicts > 0 ? of(row, 'conflict') : undefined),
      },
      { key: 'waiting', label: 'Waiting', kind: 'integer' },
      {
        key: 'skipped',
        label: 'Skipped',
        kind: 'integer',
        href: (row) => (row.skipped > 0 ? of(row, 'skipped') : undefined),
      },
      {
        key: 'problems',
        label: 'Errors',
        kind: 'integer',
        href: (row) => (row.problems > 0 ? of(row, 'failed') : undefined),
      },
      { key: 'lastSuccess', label: 'Last success', kind: 'instant' },
      { key: 'trouble', label: 'Trouble' },
    ]
  }

  readonly #synchronize = async (): Promise<void> => {
    this.busy = true
    await startJob(this.connection, { kind: 'synchronize' })
    this.busy = false
  }

  #tile(label: string, count: Count, kind: Kind, href: string, hint: string): TemplateResult {
    const overview = this.#overview.value
    const value = total(overview, count)
    return html`<koble-ui-tile
      label=${label}
      value=${formatInteger(value)}
      kind=${value > 0 ? kind : 'neutral'}
      hint=${hint}
      href=${href}
      ?loading=${overview === undefined}
    ></koble-ui-tile>`
  }

  #tiles(): TemplateResult {
    const at = this.connection
    return html`<koble-ui-tiles>
      ${this.#tile('Coupled records', 'coupled', 'neutral', paths.couplings(at), 'kept in step')}
      ${this.#tile('Conflicts', 'conflicts', 'warning', paths.conflicts(at), 'wait for a decision')}
      ${this.#tile('Errors', 'problems', 'danger', paths.couplings(at, { state: 'failed' }), 'need mending')}
      ${this.#tile('Skipped', 'skipped', 'warning', paths.skipped(at), 'set aside until retried')}
      ${this.#tile('Waiting', 'waiting', 'brand', paths.waiting(at), 'for another record')}
    </koble-ui-tiles>`
  }

  #worker(): unknown {
    const overview = this.#overview.value
    const coupled = total(overview, 'coupled')
    if (overview === undefined) return nothing
    const last = latest(overview)
    if (coupled === 0)
      return html`<koble-ui-notice kind="brand" heading="Nothing is coupled yet">
        A full synchronization couples what both systems have, and creates the rest.
        <koble-ui-button slot="action" href=${paths.fullSynchronization(this.connection)}>Review it</koble-ui-button>
      </koble-ui-notice>`
    return html`<p class="muted">
      ${last === null ? 'No table has finished yet.' : html`Last success <koble-ui-time value=${last}></koble-ui-time>.`}
      ${overview.worker.running ? 'A worker is at it now.' : 'Between two looks; changes are fetched by themselves.'}
    </p>`
  }

  protected override render(): TemplateResult {
    const { value, problem, loading } = this.#overview
    const shown = this.#connection.value
    return html`<koble-ui-page heading=${shown?.name ?? 'Overview'}>
      ${shown?.enabled === false ? html`<span slot="status">${badge({ label: 'Switched off', kind: 'warning' })}</span>` : nothing}
      <div class="row" slot="actions">
        <koble-ui-button href=${paths.fullSynchronization(this.connection)}>Full synchronization</koble-ui-button>
        <koble-ui-button kind="primary" icon="sync" ?busy=${this.busy} @click=${this.#synchronize}
          >Synchronize now</koble-ui-button
        >
      </div>
      <div class="stack">
        ${problem !== undefined && value === undefined ? nothing : html`${this.#tiles()} ${this.#worker()}`}
        <koble-ui-table
          caption="Health per mapping"
          .columns=${this.#columns}
          .rows=${value?.mappings ?? []}
          .rowKey=${(row: Standing) => row.mapping}
          .rowHref=${(row: Standing) => paths.couplings(this.connection, { mapping: row.mapping })}
          ?loading=${loading && value === undefined}
          .error=${problem}
          empty-heading="This connection has no mappings"
          empty-text="Without mappings nothing is kept in step."
          @ui-retry=${() => void this.#overview.reload()}
        ></koble-ui-table>
      </div>
    </koble-ui-page>`
  }
}

customElements.define('admin-overview', OverviewPage)
