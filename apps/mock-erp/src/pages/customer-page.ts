/** `<erp-customer>`: the customer's card with statistics in the fact box pane, ledger entries and the payment action. */
import { QueryController, sharedStyles, toast, type Column, type Fact } from '@koble/ui'
import { css, html, LitElement, nothing, type TemplateResult } from 'lit'
import { list, problemOf, read, type Entity, textOf } from './api.ts'
import './bars.ts'
import './card-page.ts'
import { dateColumn, documentAmount, keyColumn, memberColumn } from './definitions/columns.ts'
import { contacts, customers } from './definitions/parties.ts'
import { money, NO_ID } from './definitions/shown-value.ts'
import './payment-dialog.ts'

const columns: readonly Column<Entity>[] = [
  dateColumn('postingDate', 'Posting date'),
  memberColumn('documentType', 'Type'),
  { ...keyColumn('documentNumber', 'Document no.'), href: documentOf },
  dateColumn('dueDate', 'Due date'),
  documentAmount('amount', 'Amount'),
  documentAmount('remainingAmount', 'Remaining'),
]

const documents: Readonly<Record<string, string>> = {
  Invoice: '/posted-sales-invoices',
  Credit_x0020_Memo: '/posted-sales-credit-memos',
}

/** The page of the posted document behind an entry; payments and opening entries have none. */
function documentOf(entry: Entity): string | undefined {
  const path = documents[textOf(entry, 'documentType')]
  const id = textOf(entry, 'documentId')
  return path === undefined || id === '' || id === NO_ID ? undefined : `${path}/${id}`
}

export class CustomerPage extends LitElement {
  static override properties = {
    recordId: { attribute: false },
    statistics: { state: true },
    entries: { state: true },
    people: { state: true },
    failure: { state: true },
    paying: { state: true },
  }
  declare recordId: string
  declare private statistics: Entity | undefined
  declare private entries: readonly Entity[] | undefined
  declare private people: readonly Entity[]
  declare private failure: unknown
  /** The invoice whose payment is being registered. */
  declare private paying: Entity | undefined
  readonly #query = new QueryController(this, { pay: '' })
  #loaded = ''

  constructor() {
    super()
    this.people = []
  }

  static override styles = [
    sharedStyles,
    css`
      .entries {
        margin-top: 16px;
      }
    `,
  ]

  protected override willUpdate(): void {
    if (this.#loaded === this.recordId) return
    this.#loaded = this.recordId
    this.statistics = undefined
    this.entries = undefined
    this.people = []
    if (this.recordId !== 'new') void this.#load()
  }

  async #load(): Promise<void> {
    this.failure = undefined
    try {
      const filter = `customerId eq ${this.recordId}`
      const [statistics, entries, people] = await Promise.all([
        read('customerStatistics', this.recordId),
        list('customerLedgerEntries', { $filter: filter, $orderby: 'entryNumber desc' }, 500),
        list('contacts', { $filter: `${filter} and type eq 'Person'` }),
      ])
      this.statistics = statistics
      this.entries = entries.rows
      this.people = people.rows
      this.#payAsked()
    } catch (error) {
      this.failure = error
    }
  }

  protected override render(): TemplateResult {
    if (this.recordId === 'new') return html`<erp-card .entity=${customers} .recordId=${'new'}></erp-card>`
    return html`<erp-card .entity=${customers} .recordId=${this.recordId} @erp-saved=${() => this.#load()}>
        ${this.#payAction()}
        <div slot="aside">${this.#factBox()}</div>
        ${this.statistics === undefined ? nothing : html`<div slot="aside">${this.#agingBox(this.statistics)}</div>`}
        <div slot="aside">${this.#peopleBox()}</div>
        <section slot="below" class="entries" aria-label="Ledger entries">${this.#ledger()}</section>
      </erp-card>
      ${
        this.paying === undefined
          ? nothing
          : html`<erp-payment-dialog
              .invoices=${this.#openInvoices}
              .invoice=${this.paying}
              @erp-paid=${(event: CustomEvent<string>) => this.#paid(event)}
              @erp-closed=${() => (this.paying = undefined)}
            ></erp-payment-dialog>`
      }`
  }

  #factBox(): TemplateResult {
    const { statistics } = this
    return html`<koble-ui-card heading="Customer statistics">
      <koble-ui-button
        slot="actions"
        kind="subtle"
        icon="refresh"
        label="Refresh statistics"
        @click=${() => this.#load()}
      ></koble-ui-button>
      ${
        this.failure === undefined
          ? html`<koble-ui-facts
              .facts=${statistics === undefined ? [] : factsOf(statistics)}
              ?loading=${statistics === undefined}
            ></koble-ui-facts>`
          : html`<koble-ui-error
              .problem=${problemOf(this.failure)}
              retryable
              @ui-retry=${() => this.#load()}
            ></koble-ui-error>`
      }
      ${
        statistics === undefined
          ? nothing
          : html`<p class="muted">As of <koble-ui-time value=${textOf(statistics, 'asOf')}></koble-ui-time></p>`
      }
    </koble-ui-card>`
  }

  /** The amounts as bars, each with its number. */
  #agingBox(statistics: Entity): TemplateResult {
    const bars = agingSteps.map(([name, label, kind]) => ({
      label,
      value: Number(statistics[name] ?? 0),
      text: money(statistics[name] ?? 0),
      kind,
    }))
    return html`<koble-ui-card heading="Aging (${textOf(statistics, 'currencyCode')})">
      <erp-bars .bars=${bars}></erp-bars>
    </koble-ui-card>`
  }

  #peopleBox(): TemplateResult {
    const facts: Fact[] = this.people.map((person) => ({
      label: textOf(person, 'jobTitle') || 'Contact',
      value: textOf(person, 'displayName'),
      href: `${contacts.path}/${textOf(person, 'id')}`,
    }))
    return html`<koble-ui-card heading="Contacts">
      ${facts.length === 0 ? html`<p class="muted">No persons yet.</p>` : html`<koble-ui-facts .facts=${facts}></koble-ui-facts>`}
    </koble-ui-card>`
  }

  #ledger(): TemplateResult {
    return html`<koble-ui-fast-tab heading="Ledger entries" open>
      <koble-ui-table
        caption="Customer ledger entries"
        .columns=${columns}
        .rows=${this.entries ?? []}
        ?loading=${this.entries === undefined && this.failure === undefined}
        .rowKey=${(row: Entity) => textOf(row, 'id')}
        .rowActions=${(row: Entity) => this.#payButton(row)}
        empty-heading="No ledger entries"
        empty-text="Posted invoices and payments of this customer are listed here."
      ></koble-ui-table>
    </koble-ui-fast-tab>`
  }

  get #openInvoices(): readonly Entity[] {
    const isOpen = (entry: Entity): boolean => entry['documentType'] === 'Invoice' && entry['open'] === true
    return (this.entries ?? []).filter(isOpen).toReversed()
  }

  /** On top, for the oldest open invoice; the dialog lets another one be chosen. */
  #payAction(): TemplateResult {
    const [oldest] = this.#openInvoices
    return html`<koble-ui-button
      slot="actions"
      icon="money"
      ?disabled=${oldest === undefined}
      @click=${() => (this.paying = oldest)}
      >Register payment</koble-ui-button
    >`
  }

  /** `?pay=PSI103001`: the way from a posted invoice's page to its payment. */
  #payAsked(): void {
    const { pay } = this.#query.values
    const asked = this.#openInvoices.find((entry) => entry['documentNumber'] === pay)
    if (pay === '' || asked === undefined) return
    this.#query.set({ pay: '' })
    this.paying = asked
  }

  #payButton(entry: Entity): TemplateResult | typeof nothing {
    if (!this.#openInvoices.includes(entry)) return nothing
    return html`<koble-ui-button
      kind="subtle"
      icon="money"
      label="Register payment of ${textOf(entry, 'documentNumber')}"
      @click=${() => (this.paying = entry)}
    ></koble-ui-button>`
  }

  #paid(event: CustomEvent<string>): void {
    toast(`The payment of ${event.detail} was posted.`, { kind: 'success' })
    this.paying = undefined
    void this.#load()
  }
}

const agingSteps = [
  ['agingCurrent', 'Not due', 'success'],
  ['aging1To30', '1 to 30 days overdue', 'warning'],
  ['aging31To60', '31 to 60 days overdue', 'warning'],
  ['aging61To90', '61 to 90 days overdue', 'danger'],
  ['agingOver90', 'Over 90 days overdue', 'danger'],
] as const

function factsOf(statistics: Entity): readonly Fact[] {
  const code = textOf(statistics, 'currencyCode')
  const fact = (label: string, name: string, more: Partial<Fact> = {}): Fact => ({
    label,
    value: `${money(statistics[name])} ${code}`,
    ...more,
  })
  const overLimit = Number(statistics['creditLimit']) > 0 && Number(statistics['availableCredit']) < 0
  const overdue = Number(statistics['overdueAmount']) > 0
  return [
    fact('Balance', 'balance', { strong: true }),
    fact('Outstanding orders', 'outstandingOrdersAmount'),
    fact('Shipped, not invoiced', 'shippedNotInvoicedAmount'),
    fact('Total', 'totalAmount', { strong: true }),
    fact('Overdue', 'overdueAmount', overdue ? { kind: 'danger' } : {}),
    fact('Credit limit', 'creditLimit', overLimit ? { kind: 'warning' } : {}),
    fact('Sales this year', 'salesThisYear'),
    fact('Sales last year', 'salesLastYear'),
    fact('Payments this year', 'paymentsThisYear'),
    { label: 'Open invoices', value: textOf(statistics, 'outstandingInvoices') },
  ]
}

customElements.define('erp-customer', CustomerPage)
