/** What an invoice or credit memo leaves on the customer: the ledger entry with discount, sales and profit, and its applications (erp-business-logic, sections 3.3 and 3.5). */
import type { Row } from '@koble/odata-server'
import { applyEntries } from '../../ledger/apply.ts'
import { applyToOldest } from '../../ledger/apply-to-oldest.ts'
import { currentEntry } from '../../ledger/party-entries.ts'
import { postToParty } from '../../ledger/post-to-party.ts'
import { writeGeneral, type Posting } from '../../ledger/posting.ts'
import { invoiceEntry } from '../../ledger/invoice-entry.ts'
import { customerLedger } from '../../ledger/subledger.ts'
import { dialogError } from '../../rules/refusals.ts'
import { amount, integer, text } from '../../rules/setup.ts'
import { factorOf } from '../../sales/document-context.ts'
import { names } from '../../tables/names.ts'
import { big, canonical, negate, roundTo, sum } from '../../values/decimal.ts'
import { toLocal } from '../../ledger/exchange.ts'
import type { InvoiceTotals } from './invoice-amounts.ts'
import type { PostedLine } from './posted-invoice.ts'

export interface Receivable {
  readonly header: Row
  readonly documentId: string
  readonly totals: InvoiceTotals
  readonly lines: readonly PostedLine[]
}

/** Answers the customer ledger entry. */
export function postReceivable(posting: Posting, receivable: Receivable): Row {
  const { data } = posting
  const { header, totals } = receivable
  const customer = data.get(names.customer, text(header, 'billToId'))
  if (customer === undefined) return dialogError('The bill-to customer cannot be found.')
  const signed = signOf(posting)
  const entry = postToParty(posting, customerLedger, {
    party: customer,
    postingGroup: text(header, 'customerPostingGroup'),
    amount: signed(totals.amountIncludingTax),
    amountLcy: signed(totals.amountIncludingTaxLcy),
    currencyCode: text(header, 'currencyCode'),
    currencyFactor: factorOf(header),
    description: text(header, 'postingDescription'),
    more: {
      ...discountOf(posting, receivable),
      sellToCustomerId: text(header, 'customerId'),
      documentId: receivable.documentId,
      documentDate: text(header, 'documentDate'),
      dueDate: text(header, 'dueDate'),
      externalDocumentNumber: text(header, 'externalDocumentNumber'),
      salespersonCode: text(header, 'salespersonCode'),
      dimensionSetId: integer(header, 'dimensionSetId'),
      salesLcy: signed(totals.amountLcy),
      profitLcy: signed(profitOf(receivable)),
      invoiceDiscountLcy: signed(totals.invoiceDiscountLcy),
    },
  })
  settle(posting, receivable, entry, customer)
  return currentEntry(data, customerLedger, entry)
}

const signOf =
  ({ documentType }: Posting) =>
  (value: string): string =>
    documentType === 'Credit_x0020_Memo' ? negate(value) : value

/** Sales less the cost at the time of posting, line by line. */
function profitOf({ totals, lines }: Receivable): string {
  const costs = lines.map(({ line, quantity, amounts }) =>
    amounts === undefined ? '0' : canonical(roundTo(big(quantity).times(amount(line, 'unitCostLcy')))),
  )
  return canonical(big(totals.amountLcy).minus(sum(costs)))
}

function discountOf(posting: Posting, { header, totals }: Receivable): Readonly<Record<string, string>> {
  const discountDate = text(header, 'paymentDiscountDate')
  const percent = amount(header, 'paymentDiscountPercent')
  const isInTime = discountDate >= posting.postingDate
  const possible = isInTime ? roundTo(big(totals.amountIncludingTax).times(percent).div(100)) : big(0)
  const discount = signOf(posting)(canonical(possible))
  return { discountDate, originalDiscount: discount, remainingDiscount: discount }
}

/** The invoice that the document names, the payment that comes with its payment method, or the oldest entries of a customer who wants that. */
function settle(posting: Posting, receivable: Receivable, entry: Row, customer: Row): void {
  const { data } = posting
  const appliesTo = text(receivable.header, 'appliesToNumber')
  if (appliesTo !== '') applyEntries(posting, customerLedger, entry, invoiceEntry(data, appliesTo))
  const account = balancingAccount(posting, receivable.header)
  if (account !== '') return payAtOnce(posting, currentEntry(data, customerLedger, entry), customer, account)
  if (appliesTo === '' && customer['applicationMethod'] === 'Apply_x0020_to_x0020_Oldest') {
    applyToOldest(posting, customerLedger, entry)
  }
}

function balancingAccount({ data }: Posting, header: Row): string {
  const method = data.lookup(names.paymentMethod, ['code'], [text(header, 'paymentMethodCode')])
  return text(method ?? {}, 'balancingAccountNumber')
}

/** Paid by its payment method, less the discount that is possible. */
function payAtOnce(invoicing: Posting, entry: Row, customer: Row, account: string): void {
  const isCredit = invoicing.documentType === 'Credit_x0020_Memo'
  const posting = { ...invoicing, documentType: isCredit ? 'Refund' : 'Payment' } as const
  const due = big(amount(entry, 'remainingAmount')).minus(amount(entry, 'remainingDiscount'))
  const [value, factor] = [canonical(due.times(-1)), amount(entry, 'currencyFactor')]
  const valueLcy = toLocal(value, factor)
  if (value === '0') return
  const description = text(entry, 'description')
  const payment = postToParty(posting, customerLedger, {
    party: customer,
    postingGroup: text(entry, 'postingGroup'),
    amount: value,
    amountLcy: valueLcy,
    currencyCode: text(entry, 'currencyCode'),
    currencyFactor: factor,
    description,
    more: { sellToCustomerId: text(entry, 'sellToCustomerId'), salespersonCode: text(entry, 'salespersonCode') },
  })
  writeGeneral(posting, account, negate(valueLcy), description)
  applyEntries(posting, customerLedger, payment, entry)
}
