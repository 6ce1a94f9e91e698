/** `<erp-payment-dialog>`: registers the payment of one invoice: a journal line applied to it, then posted. */
import { readForm, sharedStyles, type Option } from '@koble/ui'
import { css, html, LitElement, nothing, type TemplateResult } from 'lit'
import { act, create, messageOf, remove, type Entity, textOf } from './api.ts'
import { money } from './definitions/shown-value.ts'

const JOURNALS = 'v2.0/customerPaymentJournals'

export class PaymentDialog extends LitElement {
  static override properties = {
    invoices: { attribute: false },
    invoice: { attribute: false },
    refused: { state: true },
    isBusy: { state: true },
  }
  /** The customer's open invoices. */
  declare invoices: readonly Entity[]
  /** The one that is paid. */
  declare invoice: Entity
  declare private refused: string
  declare private isBusy: boolean

  constructor() {
    super()
    this.refused = ''
    this.isBusy = false
  }

  static override styles = [
    sharedStyles,
    css`
      form {
        display: grid;
        gap: 8px;
        margin-top: 12px;
      }
    `,
  ]

  protected override render(): TemplateResult {
    const { invoice } = this
    const currency = textOf(invoice, 'currencyCode')
    return html`<koble-ui-dialog
      open
      heading="Register payment"
      @ui-close=${() => this.dispatchEvent(new CustomEvent('erp-closed'))}
    >
      <p>The payment is posted against the bank account and applied to the invoice.</p>
      ${this.refused === '' ? nothing : html`<koble-ui-notice kind="danger" heading="Not posted">${this.refused}</koble-ui-notice>`}
      <form @submit=${(event: Event) => this.#submitted(event)}>
        <koble-ui-field
          name="invoice"
          type="select"
          label="Invoice"
          .value=${textOf(invoice, 'id')}
          .options=${this.invoices.map(optionOf)}
          @ui-change=${(event: CustomEvent<{ value: string }>) => this.#choose(event.detail.value)}
        ></koble-ui-field>
        <koble-ui-field
          name="amount"
          type="decimal"
          label="Amount received"
          required
          unit=${currency}
          .value=${textOf(invoice, 'remainingAmount')}
        ></koble-ui-field>
        <koble-ui-field name="postingDate" type="date" label="Posting date" hint="Blank: today"></koble-ui-field>
        <koble-ui-field name="externalDocumentNumber" label="External document no." maxlength="35"></koble-ui-field>
      </form>
      <koble-ui-button slot="footer" kind="primary" ?busy=${this.isBusy} @click=${() => this.#post()}
        >Post payment</koble-ui-button
      >
    </koble-ui-dialog>`
  }

  #choose(id: string): void {
    this.invoice = this.invoices.find((invoice) => invoice['id'] === id) ?? this.invoice
  }

  #submitted(event: Event): void {
    event.preventDefault()
    void this.#post()
  }

  async #post(): Promise<void> {
    const form = this.renderRoot.querySelector('form')
    if (form === null || this.isBusy) return
    const { amount = '', postingDate = '', externalDocumentNumber = '' } = readForm(form)
    if (!(Number(amount) > 0)) {
      this.refused = 'Enter the amount that the customer paid, above 0.'
      return
    }
    this.isBusy = true
    this.refused = ''
    try {
      await post({
        customerId: this.invoice['customerId'],
        ...(postingDate === '' ? {} : { postingDate }),
        externalDocumentNumber,
        amount: -Number(amount),
        appliesToInvoiceNumber: this.invoice['documentNumber'],
      })
      this.dispatchEvent(new CustomEvent('erp-paid', { detail: textOf(this.invoice, 'documentNumber') }))
    } catch (error) {
      this.refused = messageOf(error)
    } finally {
      this.isBusy = false
    }
  }
}

const optionOf = (invoice: Entity): Option => ({
  value: textOf(invoice, 'id'),
  label: `${textOf(invoice, 'documentNumber')}, ${money(invoice['remainingAmount'])} ${textOf(invoice, 'currencyCode')} open`,
})

/** A journal of its own, so that lines that others prepared are not posted with it; it goes again with its lines. */
async function post(line: Entity): Promise<void> {
  const code = `PAY${Date.now().toString(36).slice(-6).toUpperCase()}`
  const journal = await create(JOURNALS, { code, displayName: 'Payment of one invoice' })
  const path = `${JOURNALS}(${textOf(journal, 'id')})`
  try {
    await create(`${path}/customerPayments`, line)
    await act(`${path}/Microsoft.NAV.post`)
  } finally {
    await remove(JOURNALS, { id: journal['id'] })
  }
}

customElements.define('erp-payment-dialog', PaymentDialog)
