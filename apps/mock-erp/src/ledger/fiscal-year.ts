/** The fiscal year of a date by the accounting periods that begin one; the calendar year where there are none (erp-business-logic, section 4). */
import type { Reader } from '@koble/odata-server'
import { text } from '../rules/setup.ts'
import { names } from '../tables/names.ts'
import { addFormula } from '../values/date-formula.ts'

export interface FiscalYears {
  /** First day of the year of the date, and of the one before. */
  readonly start: string
  readonly previousStart: string
  /** First day after the year. */
  readonly end: string
}

export function fiscalYears(data: Reader, date: string): FiscalYears {
  const starts: string[] = []
  for (const period of data.scan(names.accountingPeriod)) {
    if (period['newFiscalYear'] === true) starts.push(text(period, 'startingDate'))
  }
  const start = starts.filter((day) => day <= date).at(-1) ?? `${date.slice(0, 4)}-01-01`
  const previousStart = starts.filter((day) => day < start).at(-1) ?? addFormula(start, '-1Y')
  const end = starts.find((day) => day > start) ?? addFormula(start, '1Y')
  return { start, previousStart, end }
}
