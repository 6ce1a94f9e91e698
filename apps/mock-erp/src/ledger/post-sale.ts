/** Posts an invoice or a credit memo as one net amount of goods with VAT: what the demo company's history consists of. */
import type { Draft, Row, Transaction } from '@koble/odata-server'
import { postFinancials } from '../posting/post-financials.ts'
import { amount, text } from '../rules/setup.ts'
import { names } from '../tables/names.ts'
import { addFormula } from '../values/date-formula.ts'
import { big, canonical, negate, roundTo } from '../values/decimal.ts'
import { applyEntries } from './apply.ts'
import { currencyFactor, toLocal } from './exchange.ts'
import { generalBuffer } from './general-buffer.ts'
import { currentEntry } from './party-entries.ts'
import { postToParty } from './post-to-party.ts'
import { generalPostingSetup, setupAccount, vatPostingSetup } from './posting-setup.ts'
import { beginPosting } from './posting.ts'
import { postingGroupOf } from './posting-groups.ts'
import { customerLedger } from './subledger.ts'

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

const GOODS = { genProdPostingGroup: 'GOODS', vatProdPostingGroup: 'VAT19' } as const

export function postSale(data: Transaction, sale: Sale): Row {
  const { customer, description } = sale
  const posting = beginPosting(data, sale.postingDate, sale.documentNumber, sale.kind)
  const isInvoice = sale.kind === 'Invoice'
  const postingGroup = postingGroupOf(customer)
  const currencyCode = text(customer, 'currencyCode')
  const factor = currencyFactor(data, currencyCode, sale.postingDate)
  const groups = groupsOf(customer)
  const gross = canonical(big(sale.net).plus(vatOf(data, groups, sale.net)))
  const [net, grossLcy] = [toLocal(sale.net, factor), toLocal(gross, factor)]
  const signed = (value: string): string => (isInvoice ? value : negate(value))
  const entry = postToParty(posting, customerLedger, {
    party: customer,
    postingGroup,
    amount: signed(gross),
    amountLcy: signed(grossLcy),
    currencyCode,
    currencyFactor: factor,
    description,
    more: {
      ...termsOf(data, sale, gross),
      sellToCustomerId: customer.id,
      documentId: sale.documentId,
      salespersonCode: text(customer, 'salespersonCode'),
      salesLcy: signed(net),
    },
  })
  const general = generalBuffer()
  const setup = generalPostingSetup(data, groups.genBusPostingGroup, groups.genProdPostingGroup)
  postFinancials(
    posting,
    general,
    {
      type: 'Sale',
      sign: isInvoice ? -1 : 1,
      billToId: customer.id,
      country: text(customer, 'country'),
      taxRegistrationNumber: text(customer, 'taxRegistrationNumber'),
    },
    [
      {
        ...groups,
        account: setupAccount(setup, 'salesAccount', 'Sales Account', names.generalPostingSetup),
        dimensionSetId: 0,
        net,
        vat: canonical(big(grossLcy).minus(net)),
        lineDiscount: '0',
        invoiceDiscount: '0',
      },
    ],
  )
  general.write(posting, description)
  if (sale.appliesTo !== undefined) applyEntries(posting, customerLedger, entry, sale.appliesTo)
  return currentEntry(data, customerLedger, entry)
}

const groupsOf = (customer: Row) => ({
  ...GOODS,
  genBusPostingGroup: text(customer, 'genBusPostingGroup'),
  vatBusPostingGroup: text(customer, 'vatBusPostingGroup') || text(customer, 'genBusPostingGroup'),
})

function vatOf(data: Transaction, groups: ReturnType<typeof groupsOf>, net: string) {
  const setup = vatPostingSetup(data, groups.vatBusPostingGroup, groups.vatProdPostingGroup)
  const percent = setup['calculationType'] === 'Normal_x0020_VAT' ? amount(setup, 'vatPercent') : '0'
  return roundTo(big(net).times(percent).div(100))
}

/** Due and discount dates by the payment terms; credit memos are due at once and give no discount. */
function termsOf(data: Transaction, sale: Sale, gross: string): Draft {
  const date = sale.postingDate
  const terms = data.lookup(names.paymentTerms, ['code'], [text(sale.customer, 'paymentTermsCode')])
  if (sale.kind !== 'Invoice' || terms === undefined) return {}
  const discount = canonical(roundTo(big(gross).times(amount(terms, 'discountPercent')).div(100)))
  return {
    dueDate: addFormula(date, text(terms, 'dueDateCalculation')),
    discountDate: addFormula(date, text(terms, 'discountDateCalculation')),
    originalDiscount: discount,
    remainingDiscount: discount,
  }
}
