/** Fiscal years by accounting periods, on their edges too; calendar years without periods (erp-business-logic, section 4). */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openExampleCompany, type ExampleCompany } from '../posting/fixtures/company.ts'
import { companyId } from '../seeds/setup.ts'
import { findAll } from '../tables/find-all.ts'
import { names } from '../tables/names.ts'
import { fiscalYears } from './fiscal-year.ts'

let company: ExampleCompany

/** Years that begin in July; periods reach from January 2024 to December 2028. */
beforeAll(async () => {
  company = await openExampleCompany((data) => {
    for (const period of findAll(data, names.accountingPeriod, {})) {
      data.update(names.accountingPeriod, period.id, {
        newFiscalYear: String(period['startingDate']).slice(5, 7) === '07',
      })
    }
  })
})
afterAll(() => company.close())

test.each([
  ['2026-06-30', '2024-07-01', '2025-07-01', '2026-07-01'],
  ['2026-07-01', '2025-07-01', '2026-07-01', '2027-07-01'],
  // The year before the first one, and the one after the last one, are a year long.
  ['2024-07-01', '2023-07-01', '2024-07-01', '2025-07-01'],
  ['2029-01-15', '2027-07-01', '2028-07-01', '2029-07-01'],
  // Before all periods: the calendar year, up to the first one that begins.
  ['2024-03-01', '2023-01-01', '2024-01-01', '2024-07-01'],
])('%s', (date, previousStart, start, end) => {
  expect(fiscalYears(company.database.read(companyId), date)).toEqual({ previousStart, start, end })
})

test('without periods, calendar years', () => {
  company.write(({ data }) => {
    for (const period of findAll(data, names.accountingPeriod, {})) data.remove(names.accountingPeriod, period.id)
  })
  expect(fiscalYears(company.database.read(companyId), '2026-12-31')).toEqual({
    previousStart: '2025-01-01',
    start: '2026-01-01',
    end: '2027-01-01',
  })
})
