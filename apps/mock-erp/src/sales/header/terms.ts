/** Payment terms of a header: due date, discount date and percent from the document date (erp-business-logic, section 2.8). */
import type { Draft, Reader } from '@koble/odata-server'
import { amount, text } from '../../rules/setup.ts'
import { names } from '../../tables/names.ts'
import { addFormula } from '../../values/date-formula.ts'
import { documentKind } from '../document-kinds.ts'
import { percentBetween } from '../line/set-prices.ts'
import { number, written } from '../line/line-trigger.ts'
import { isDate, NO_DATE } from '../sales-context.ts'
import { related, type HeaderTrigger } from './header-trigger.ts'

export const setPaymentTerms: HeaderTrigger = (header, value, context) => {
  related('paymentTermsCode', 'Payment Terms Code', names.paymentTerms)(header, value, context)
  takeTerms(header, context.data)
}

/** Dates and percent. */
export function takeTerms(header: Draft, data: Reader): void {
  takeTermDates(header, data)
  const terms = termsOf(header, data)
  header['paymentDiscountPercent'] = terms === undefined ? '0' : amount(terms, 'discountPercent')
}

/** The percent stays as it is when only the document date changes. */
function takeTermDates(header: Draft, data: Reader): void {
  const from = text(header, 'documentDate')
  const terms = isDate(from) ? termsOf(header, data) : undefined
  header['dueDate'] = terms === undefined ? from || NO_DATE : addFormula(from, text(terms, 'dueDateCalculation'))
  header['paymentDiscountDate'] =
    terms === undefined ? NO_DATE : addFormula(from, text(terms, 'discountDateCalculation'))
}

/** Undefined: due at once, no discount. Credit documents count terms only where these say so. */
function termsOf(header: Draft, data: Reader) {
  const terms = data.lookup(names.paymentTerms, ['code'], [text(header, 'paymentTermsCode')])
  const counts = !documentKind(header).isCredit || terms?.['calculateDiscountOnCreditMemos'] === true
  return counts ? terms : undefined
}

export const setDocumentDate: HeaderTrigger = (header, value, { data }) => {
  header['documentDate'] = written(value) || NO_DATE
  takeTermDates(header, data)
}

export const setPaymentDiscountPercent: HeaderTrigger = (header, value) => {
  header['paymentDiscountPercent'] = percentBetween(number(value))
}
