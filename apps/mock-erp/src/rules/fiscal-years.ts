/** Up to where fiscal years are closed: entries from then on keep their records alive (erp-business-logic, section 6.3). */
import type { Reader } from '@koble/odata-server'
import { names } from '../tables/names.ts'
import { text } from './setup.ts'

/** The first day of the first period that is not closed. Without periods everything is open, with closed ones alone nothing. */
export function openYearsFrom(data: Reader): string {
  let hasPeriods = false
  for (const period of data.scan(names.accountingPeriod)) {
    if (period['closed'] !== true) return text(period, 'startingDate')
    hasPeriods = true
  }
  return hasPeriods ? '9999-12-31' : '0001-01-01'
}
