/** Currency and posting date of a header: the factor, and the lines' value in local currency (erp-business-logic, sections 2.2 and 2.4). */
import type { Draft } from '@koble/odata-server'
import { currencyFactor, rateOn } from '../../ledger/exchange.ts'
import { text, workDate } from '../../rules/setup.ts'
import { names } from '../../tables/names.ts'
import { documentLines } from '../document-context.ts'
import { deriveOutstanding } from '../line/line-amounts.ts'
import { written } from '../line/line-trigger.ts'
import { isDate, NO_DATE, type SalesContext } from '../sales-context.ts'
import { recreateLines } from './recreate-lines.ts'
import { related, type HeaderTrigger } from './header-trigger.ts'

/** By the rate of the posting date, or today's; 0 in local currency, and while there is no rate. */
export function takeFactor(header: Draft, { data, clock }: SalesContext): void {
  const code = text(header, 'currencyCode')
  const posting = text(header, 'postingDate')
  const date = isDate(posting) ? posting : workDate(clock)
  const known = code !== '' && rateOn(data, code, date) !== undefined
  header['currencyFactor'] = known ? currencyFactor(data, code, date) : '0'
}

export const setCurrency: HeaderTrigger = (header, value, context) => {
  related('currencyCode', 'Currency Code', names.currency)(header, value, context)
  takeFactor(header, context)
  recreateLines(header, context)
}

/** Unit prices in a foreign currency stay; their local value moves. */
export const setPostingDate: HeaderTrigger = (header, value, context) => {
  header['postingDate'] = written(value) || NO_DATE
  if (text(header, 'currencyCode') === '') return
  takeFactor(header, context)
  revalueLines(header, context)
}

/** The lines' amounts in local currency, after the factor changed. */
export function revalueLines(header: Draft, { data }: SalesContext): void {
  for (const line of documentLines(data, text(header, 'id'))) {
    const draft: Draft = { ...line }
    deriveOutstanding(draft, header, data)
    data.update(names.salesLine, line.id, draft)
  }
}
