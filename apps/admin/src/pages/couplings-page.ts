/** `<admin-couplings>`: the coupled records, searched and filtered; the filter stands in the address. */
import { QueryController, sharedStyles, type Column, type FieldDetail } from '@koble/ui'
import { html, LitElement, nothing, type TemplateResult } from 'lit'
import { answer } from '../api/answer.ts'
import { connection } from '../api/client.ts'
import type { Coupling } from '../api/types.ts'
import { paths } from '../app/paths.ts'
import { Loaded } from '../data/loaded.ts'
import { LoadedList } from '../data/loaded-list.ts'
import { LiveReload } from '../live/live-reload.ts'
import { badge } from '../parts/badge.ts'
import { openableId } from '../parts/open-link.ts'
import { pageStyles } from '../parts/page-styles.css.ts'
import { mappingName } from '../words/names.ts'
import { couplingStates } from '../words/states.ts'

const isState = (state: string): state is Coupling['state'] => state in couplingStates

export const couplingColumns: readonly Column<Coupling>[] = [
  // The row's own link; the way into the ERP stands beside its id.
  { key: 'erpName', label: 'ERP record', value: (row) => row.erpName ?? '(no name)' },
  { key: 'erpId', label: 'ERP id', kind: 'id', format: (id, row) => openableId('erp', String(id), row.erpUrl) },
  { key: 'crmName', label: 'CRM record', value: (row) => row.crmName ?? '(no name)' },
  { key: 'crmId', label: 'CRM id', kind: 'id', format: (id, row) => openableId('crm', String(id), row.crmUrl) },
  { key: 'mapping', label: 'Mapping', format: (mapping) => mappingName(String(mapping)) },
  { key: 'state', label: 'State', format: (_, row) => badge(couplingStates[row.state]) },
  { key: 'agreedAt', label: 'In agreement since', kind: 'instant' },
]

export class CouplingsPage extends LitElement {
  static override properties = { connection: {} }
  declare connection: string

  readonly #query = new QueryController(this, { search: '', mapping: '', state: '' })
  readonly #overview = new Loaded(this, {
    key: () => this.connection,
    load: () => answer(connection.overview.$get({ param: { id: this.connection } })),
  })
  readonly #list = new LoadedList<Coupling>(this, {
    key: () => JSON.stringify([this.connection, this.#query.values]),
    load: (page) => {
      const { search, mapping, state } = this.#query.values
      const filter = {
        ...(search === '' ? {} : { search }),
        ...(mapping === '' ? {} : { mapping }),
        ...(isState(state) ? { state } : {}),
      }
      return answer(connection.couplings.$get({ param: { id: this.connection }, query: { ...page, ...filter } }))
    },
  })

  constructor() {
    super()
    this.connection = ''
    new LiveReload(this, { types: ['coupling', 'conflict', 'job'], reload: () => this.#list.reload() })
  }

  static override styles = [sharedStyles, pageStyles]

  readonly #filter = ({ detail }: CustomEvent<FieldDetail>): void => {
    this.#query.set({ [detail.name]: detail.value })
  }

  #isFiltered(): boolean {
    return Object.values(this.#query.values).some((value) => value !== '')
  }

  #toolbar(): TemplateResult {
    const { search, mapping, state } = this.#query.values
    const mappings = this.#overview.value?.mappings ?? []
    return html`<div class="toolbar" role="search" aria-label="Couplings">
      <koble-ui-field
        compact
        type="search"
        name="search"
        label="Search"
        placeholder="Name, number or id"
        maxlength="200"
        value=${search}
        @ui-input=${this.#filter}
      ></koble-ui-field>
      <koble-ui-field
        compact
        type="select"
        name="mapping"
        label="Mapping"
        value=${mapping}
        .options=${[{ value: '', label: 'All mappings' }, ...mappings.map((row) => ({ value: row.mapping, label: row.label }))]}
        @ui-change=${this.#filter}
      ></koble-ui-field>
      <koble-ui-field
        compact
        type="select"
        name="state"
        label="State"
        value=${state}
        .options=${[{ value: '', label: 'All states' }, ...Object.entries(couplingStates).map(([value, { label }]) => ({ value, label }))]}
        @ui-change=${this.#filter}
      ></koble-ui-field>
      ${
        this.#isFiltered()
          ? html`<koble-ui-button
              kind="subtle"
              icon="close"
              @click=${() => this.#query.set({ search: '', mapping: '', state: '' })}
              >Clear filters</koble-ui-button
            >`
          : nothing
      }
    </div>`
  }

  protected override render(): TemplateResult {
    const list = this.#list
    const filtered = this.#isFiltered()
    return html`<koble-ui-page heading="Couplings" subheading="Which ERP record is which CRM row">
      ${this.#toolbar()}
      <koble-ui-table
        caption="Couplings"
        .columns=${couplingColumns}
        .rows=${list.items}
        ?loading=${list.loading}
        .error=${list.problem}
        ?has-more=${list.hasMore}
        ?loading-more=${list.loadingMore}
        .rowHref=${(row: Coupling) => paths.coupling(this.connection, row.id)}
        empty-heading=${filtered ? 'No coupling matches' : 'Nothing is coupled yet'}
        empty-text=${
          filtered
            ? 'Change the search, or clear the filters.'
            : 'A full synchronization couples what matches and creates the rest.'
        }
        @ui-more=${() => void list.more()}
        @ui-retry=${() => void list.reload()}
      >
        ${
          filtered
            ? nothing
            : html`<koble-ui-button slot="empty" kind="primary" href=${paths.fullSynchronization(this.connection)}
                >Full synchronization</koble-ui-button
              >`
        }
      </koble-ui-table>
    </koble-ui-page>`
  }
}

customElements.define('admin-couplings', CouplingsPage)
