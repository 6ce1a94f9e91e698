/** Posts an invoice or a credit memo as one net amount with VAT: what the demo company's history consists of. */
import type { Row, Transaction } from '@koble/odata-server'
import { amount, text } from '../rules/setup.ts'
import { names } from '../tables/names.ts'
import { addFormula } from '../values/date-formula.ts'
import { big, canonical, negate, roundTo } from '../values/decimal.ts'
import { applyEntries } from './apply.ts'
import { currencyFactor, toLocal } from './exchange.ts'
import { beginPosting, writeGeneral, writeLedgerEntry } from './posting.ts'
import { accountsOf, postingGroupOf } from './posting-groups.ts'

export interface Sale {
  readonly kind: 'Invoice' | 'Credit_x0020_Memo'
  readonly customer: Row
  readonly documentNumber: string
  readonly postingDate: string
  /** Net of VAT, positive, in the customer's currency. */
  readonly net: string
  readonly description: string
  /** SystemId of the posted document. */
  readonly documentId: string
  /** Entry of the invoice that a credit memo is applied to. */
  readonly appliesTo?: Row
}

const VAT = { DOMESTIC: '19', EU: '0', EXPORT: '0' } as const
const SALES = { DOMESTIC: '4100', EU: '4110', EXPORT: '4120' } as const
const VAT_ACCOUNT = '2200'

export function postSale(data: Transaction, sale: Sale): Row {
  const { customer } = sale
  const posting = beginPosting(data, sale.postingDate, sale.documentNumber)
  const sign = sale.kind === 'Invoice' ? 1 : -1
  const area = areaOf(customer)
  const currencyCode = text(customer, 'currencyCode')
  const factor = currencyFactor(data, currencyCode, sale.postingDate)
  const net = big(sale.net).times(sign)
  const gross = canonical(net.plus(roundTo(net.times(VAT[area]).div(100))))
  const netLcy = toLocal(canonical(net), factor)
  const grossLcy = toLocal(gross, factor)
  const entry = writeLedgerEntry(
    posting,
    {
      ...termsOf(data, sale, gross),
      customerId: customer.id,
      documentId: sale.documentId,
      documentType: sale.kind,
      description: sale.description,
      currencyCode,
      currencyFactor: factor,
      salespersonCode: text(customer, 'salespersonCode'),
      postingGroup: postingGroupOf(customer),
      salesLcy: netLcy,
    },
    gross,
    grossLcy,
  )
  writeGeneral(posting, accountsOf(data, postingGroupOf(customer)).receivablesAccount, grossLcy, sale.description)
  writeGeneral(posting, SALES[area], negate(netLcy), sale.description)
  writeGeneral(posting, VAT_ACCOUNT, canonical(big(netLcy).minus(grossLcy)), sale.description)
  if (sale.appliesTo !== undefined) applyEntries(posting, entry, sale.appliesTo)
  return data.get(names.ledgerEntry, entry.id) ?? entry
}

/** Due and discount dates by the payment terms; credit memos are due at once and give no discount. */
function termsOf(data: Transaction, sale: Sale, gross: string): Readonly<Record<string, string>> {
  const date = sale.postingDate
  const terms = data.lookup(names.paymentTerms, ['code'], [text(sale.customer, 'paymentTermsCode')])
  if (sale.kind !== 'Invoice' || terms === undefined) return { documentDate: date, dueDate: date }
  const discount = roundTo(big(gross).times(amount(terms, 'discountPercent')).div(100))
  return {
    documentDate: date,
    dueDate: addFormula(date, text(terms, 'dueDateCalculation')),
    discountDate: addFormula(date, text(terms, 'discountDateCalculation')),
    remainingDiscount: canonical(discount),
  }
}

function areaOf(customer: Row): keyof typeof VAT {
  const group = text(customer, 'genBusPostingGroup')
  return group === 'EU' || group === 'EXPORT' ? group : 'DOMESTIC'
}
