/** `<crm-record-list>`: the accounts or contacts of a view, with search, sorting and paging; its state lives in the address. */
import { QueryController, sharedStyles, type Column, type FieldDetail, type SortDetail } from '@koble/ui'
import { css, html, LitElement, type PropertyValues, type TemplateResult } from 'lit'
import { formDefinitions, type FormDefinition } from './form-definition.ts'
import { list, problemOf, shown, type Row } from './web-api.ts'

const views: Readonly<Record<string, { readonly label: string; readonly filter: string }>> = {
  active: { label: 'Active', filter: 'statecode eq 0' },
  mine: { label: 'My active', filter: "statecode eq 0 and Microsoft.Dynamics.CRM.EqualUserId(PropertyName='ownerid')" },
  inactive: { label: 'Inactive', filter: 'statecode eq 1' },
}

const columns: Readonly<Record<string, readonly Column<Row>[]>> = {
  accounts: [
    { key: 'name', label: 'Account name', sortable: true },
    { key: 'telephone1', label: 'Main phone', hideNarrow: true },
    { key: 'address1_city', label: 'City', sortable: true },
    { key: 'customertypecode', label: 'Relationship', format: (_, row) => shown(row, 'customertypecode') },
    { key: '_ownerid_value', label: 'Owner', format: (_, row) => shown(row, '_ownerid_value'), hideNarrow: true },
    { key: 'modifiedon', label: 'Modified', kind: 'instant', sortable: true, hideNarrow: true },
  ],
  contacts: [
    { key: 'fullname', label: 'Full name', sortable: true },
    { key: 'jobtitle', label: 'Job title', hideNarrow: true },
    { key: '_parentcustomerid_value', label: 'Account', format: (_, row) => shown(row, '_parentcustomerid_value') },
    { key: 'emailaddress1', label: 'E-mail', sortable: true },
    { key: 'telephone1', label: 'Phone', hideNarrow: true },
    { key: 'modifiedon', label: 'Modified', kind: 'instant', sortable: true, hideNarrow: true },
  ],
}

export class CrmRecordList extends LitElement {
  static override properties = {
    form: { attribute: false },
    rows: { state: true },
    next: { state: true },
    more: { state: true },
    error: { state: true },
  }
  declare form: FormDefinition
  declare private rows: readonly Row[] | undefined
  declare private next: string | undefined
  declare private more: boolean
  declare private error: ReturnType<typeof problemOf> | undefined

  static override styles = [
    sharedStyles,
    css`
      .bar {
        display: flex;
        flex-wrap: wrap;
        gap: 12px;
        align-items: end;
        padding-block-end: 12px;
      }
    `,
  ]

  readonly #query = new QueryController(this, { view: 'active', search: '', sort: '', descending: '' })
  #loaded = ''

  constructor() {
    super()
    this.form = formDefinitions.accounts
    this.rows = undefined
    this.next = undefined
    this.more = false
    this.error = undefined
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('form')) document.title = `${this.form.label}s - Fjordlys CRM (emulator)`
    const address = this.#address()
    if (address !== this.#loaded) void this.#load(address)
  }

  #address(): string {
    const { view, search, sort, descending } = this.#query.values
    const { nameColumn, setName } = this.form
    const filters = [views[view]?.filter ?? 'statecode eq 0']
    if (search !== '')
      filters.push(
        `(contains(${nameColumn},'${quoted(search)}') or contains(emailaddress1,'${quoted(search)}') or contains(address1_city,'${quoted(search)}'))`,
      )
    const names = (columns[setName] ?? []).map((column) => column.key)
    const order = names.includes(sort) ? `${sort}${descending === '' ? '' : ' desc'}` : nameColumn
    return `${setName}?$select=${names.join(',')},statecode&$filter=${encodeURIComponent(filters.join(' and '))}&$orderby=${encodeURIComponent(order)}`
  }

  async #load(address: string): Promise<void> {
    this.#loaded = address
    this.rows = undefined
    this.error = undefined
    try {
      const page = await list(address)
      if (address !== this.#loaded) return
      this.rows = page.rows
      this.next = page.nextLink
    } catch (error) {
      if (address === this.#loaded) this.error = problemOf(error)
    }
  }

  async #loadMore(): Promise<void> {
    const { next } = this
    if (next === undefined || this.more) return
    this.more = true
    try {
      const page = await list(next)
      this.rows = [...(this.rows ?? []), ...page.rows]
      this.next = page.nextLink
    } catch (error) {
      this.error = problemOf(error)
    } finally {
      this.more = false
    }
  }

  protected override render(): TemplateResult {
    const { view, search, sort, descending } = this.#query.values
    const { setName, label, table, nameColumn } = this.form
    return html`<koble-ui-page heading=${`${views[view]?.label ?? 'Active'} ${setName}`}>
      <koble-ui-button slot="actions" kind="primary" icon="add" href=${`/${setName}/new`}>New</koble-ui-button>
      <koble-ui-table
        caption=${`${label}s`}
        .columns=${columns[setName] ?? []}
        .rows=${this.rows ?? []}
        .rowKey=${(row: Row) => String(row[`${table}id`])}
        .rowHref=${(row: Row) => `/${setName}/${String(row[`${table}id`])}`}
        ?loading=${this.rows === undefined && this.error === undefined}
        .error=${this.error}
        remote
        .sort=${{ key: sort === '' ? nameColumn : sort, descending: descending !== '' }}
        ?has-more=${this.next !== undefined}
        ?loading-more=${this.more}
        empty-heading=${`No ${setName} here`}
        empty-text=${search === '' ? 'Create the first one with New, or choose another view.' : 'Search for something else.'}
        @ui-sort=${(event: CustomEvent<SortDetail>) =>
          this.#query.set({ sort: event.detail.key, descending: event.detail.descending ? 'true' : '' })}
        @ui-more=${() => void this.#loadMore()}
        @ui-retry=${() => void this.#load(this.#address())}
      >
        <div slot="toolbar" class="bar">
          <koble-ui-field
            type="select"
            label="View"
            compact
            value=${view}
            .options=${Object.entries(views).map(([value, entry]) => ({ value, label: `${entry.label} ${setName}` }))}
            @ui-change=${(event: CustomEvent<FieldDetail>) => this.#query.set({ view: event.detail.value }, { push: true })}
          ></koble-ui-field>
          <koble-ui-field
            type="search"
            label="Search"
            compact
            placeholder="Name, e-mail or city"
            value=${search}
            @ui-change=${(event: CustomEvent<FieldDetail>) => this.#query.set({ search: event.detail.value })}
          ></koble-ui-field>
        </div>
      </koble-ui-table>
    </koble-ui-page>`
  }
}
customElements.define('crm-record-list', CrmRecordList)

/** Inside quotes of a filter; wildcards of the service's text functions are meant as they are typed. */
const quoted = (text: string): string => text.replaceAll("'", "''").replaceAll(/[[%_]/g, '[$&]')
