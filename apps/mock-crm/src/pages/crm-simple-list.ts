/** `<crm-simple-list kind="users|currencies">`: lists that are looked at, not edited. */
import { sharedStyles, type Column } from '@koble/ui'
import { html, LitElement, type PropertyValues, type TemplateResult } from 'lit'
import { list, problemOf, shown, type Row } from './web-api.ts'

interface ListDefinition {
  readonly heading: string
  readonly note: string
  readonly url: string
  readonly key: string
  readonly columns: readonly Column<Row>[]
}

const definitions: Readonly<Record<string, ListDefinition>> = {
  users: {
    heading: 'Users',
    note: 'People sign in with the demo password. An application user belongs to a program.',
    url: 'systemusers?$select=fullname,internalemailaddress,title,accessmode,isdisabled,isintegrationuser&$orderby=fullname',
    key: 'systemuserid',
    columns: [
      { key: 'fullname', label: 'Full name', sortable: true },
      { key: 'internalemailaddress', label: 'E-mail' },
      { key: 'title', label: 'Title', hideNarrow: true },
      { key: 'accessmode', label: 'Access mode', format: (_, row) => shown(row, 'accessmode') },
      { key: 'isdisabled', label: 'Disabled', format: (_, row) => shown(row, 'isdisabled'), hideNarrow: true },
      { key: 'systemuserid', label: 'Id', kind: 'id', hideNarrow: true },
    ],
  },
  currencies: {
    heading: 'Currencies',
    note: 'The exchange rate is units of the currency per unit of the base currency.',
    url: 'transactioncurrencies?$select=currencyname,isocurrencycode,currencysymbol,exchangerate,currencyprecision,statecode&$orderby=isocurrencycode',
    key: 'transactioncurrencyid',
    columns: [
      { key: 'isocurrencycode', label: 'Code', sortable: true },
      { key: 'currencyname', label: 'Name', sortable: true },
      { key: 'currencysymbol', label: 'Symbol' },
      { key: 'exchangerate', label: 'Exchange rate', kind: 'decimal' },
      { key: 'currencyprecision', label: 'Decimals', kind: 'integer', hideNarrow: true },
      { key: 'statecode', label: 'State', format: (_, row) => shown(row, 'statecode'), hideNarrow: true },
    ],
  },
}

export class CrmSimpleList extends LitElement {
  static override properties = { kind: {}, rows: { state: true }, error: { state: true } }
  declare kind: string
  declare private rows: readonly Row[] | undefined
  declare private error: ReturnType<typeof problemOf> | undefined

  static override styles = [sharedStyles]

  constructor() {
    super()
    this.kind = 'users'
    this.rows = undefined
    this.error = undefined
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('kind')) void this.#load()
  }

  async #load(): Promise<void> {
    const definition = definitions[this.kind]
    if (definition === undefined) return
    document.title = `${definition.heading} - Fjordlys CRM (emulator)`
    this.rows = undefined
    this.error = undefined
    try {
      this.rows = (await list(definition.url, 500)).rows
    } catch (error) {
      this.error = problemOf(error)
    }
  }

  protected override render(): TemplateResult {
    const definition = definitions[this.kind]
    return html`<koble-ui-page heading=${definition?.heading ?? ''} subheading=${definition?.note ?? ''}>
      <koble-ui-table
        caption=${definition?.heading ?? ''}
        .columns=${definition?.columns ?? []}
        .rows=${this.rows ?? []}
        .rowKey=${(row: Row) => String(row[definition?.key ?? ''])}
        ?loading=${this.rows === undefined && this.error === undefined}
        .error=${this.error}
        empty-heading="Nothing here"
        @ui-retry=${() => void this.#load()}
      ></koble-ui-table>
    </koble-ui-page>`
  }
}
customElements.define('crm-simple-list', CrmSimpleList)
