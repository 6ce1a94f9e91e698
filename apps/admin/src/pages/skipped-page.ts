/** `<admin-skipped>`: couplings that failed for good or were set aside, each with its reason, until they are retried. */
import { confirmAction, counted, sharedStyles, type Column, type SelectionDetail } from '@koble/ui'
import { html, LitElement, type TemplateResult } from 'lit'
import { answer } from '../api/answer.ts'
import { connection } from '../api/client.ts'
import type { Coupling } from '../api/types.ts'
import { paths } from '../app/paths.ts'
import { LoadedList } from '../data/loaded-list.ts'
import { LiveReload } from '../live/live-reload.ts'
import { openableId } from '../parts/open-link.ts'
import { pageStyles } from '../parts/page-styles.css.ts'
import { perform } from '../parts/perform.ts'
import { mappingName } from '../words/names.ts'

const columns: readonly Column<Coupling>[] = [
  { key: 'name', label: 'Record', value: (row) => row.erpName ?? row.crmName ?? '(no name)' },
  { key: 'mapping', label: 'Mapping', format: (mapping) => mappingName(String(mapping)) },
  { key: 'problem', label: 'Why', width: '40%' },
  { key: 'erpId', label: 'ERP id', kind: 'id', format: (id, row) => openableId('erp', String(id), row.erpUrl) },
  { key: 'crmId', label: 'CRM id', kind: 'id', format: (id, row) => openableId('crm', String(id), row.crmUrl) },
]

export class SkippedPage extends LitElement {
  static override properties = { connection: {}, selected: { state: true }, busy: { state: true } }
  declare connection: string
  declare private selected: readonly string[]
  declare private busy: boolean

  readonly #list = new LoadedList<Coupling>(this, {
    key: () => this.connection,
    load: (query) => answer(connection.skipped.$get({ param: { id: this.connection }, query })),
  })

  constructor() {
    super()
    this.connection = ''
    this.selected = []
    this.busy = false
    new LiveReload(this, { types: ['coupling', 'job'], reload: () => this.#list.reload() })
  }

  static override styles = [sharedStyles, pageStyles]

  readonly #retry = async (): Promise<void> => {
    const ids = this.selected.length > 0 ? [...this.selected] : this.#list.items.map(({ id }) => id)
    const confirmed = await confirmAction({
      heading: 'Retry skipped records?',
      effect:
        'Koble reads each record on both sides again and writes what differs. What fails again is skipped again, with its reason.',
      confirmLabel: 'Retry',
      count: ids.length,
      noun: 'record',
    })
    if (!confirmed) return
    this.busy = true
    await perform(
      () => answer(connection.skipped.retry.$post({ param: { id: this.connection }, json: { ids } })),
      ({ retried }) => `Tried ${counted(retried, 'record')} again.`,
    )
    this.busy = false
    this.selected = []
    await this.#list.reload()
  }

  protected override render(): TemplateResult {
    const list = this.#list
    const label = this.selected.length > 0 ? `Retry ${this.selected.length} selected` : 'Retry all shown'
    return html`<koble-ui-page
      heading="Skipped"
      subheading="Records that rest until someone mends the cause and retries"
    >
      <koble-ui-button
        slot="actions"
        kind="primary"
        icon="refresh"
        ?busy=${this.busy}
        ?disabled=${list.items.length === 0}
        @click=${this.#retry}
        >${label}</koble-ui-button
      >
      <koble-ui-table
        caption="Skipped records"
        selection="multiple"
        .selected=${this.selected}
        .columns=${columns}
        .rows=${list.items}
        ?loading=${list.loading}
        .error=${list.problem}
        ?has-more=${list.hasMore}
        ?loading-more=${list.loadingMore}
        .rowHref=${(row: Coupling) => paths.coupling(this.connection, row.id)}
        empty-heading="Nothing is skipped"
        empty-text="A record that a system refuses for good rests here with the reason, so that it holds up no other."
        @ui-selection=${({ detail }: CustomEvent<SelectionDetail>) => (this.selected = detail.keys)}
        @ui-more=${() => void list.more()}
        @ui-retry=${() => void list.reload()}
      ></koble-ui-table>
    </koble-ui-page>`
  }
}

customElements.define('admin-skipped', SkippedPage)
