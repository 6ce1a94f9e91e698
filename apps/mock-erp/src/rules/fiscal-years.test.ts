import { createClock, openDatabase } from '@koble/odata-server'
import { expect, test } from 'vitest'
import { insertRow } from '../tables/insert-row.ts'
import { names } from '../tables/names.ts'
import { tables } from '../tables/tables.ts'
import { systemUser } from '../users.ts'
import { openYearsFrom } from './fiscal-years.ts'

test.each<[periods: readonly (readonly [string, boolean])[], from: string]>([
  [[], '0001-01-01'],
  [[['2024-01-01', true]], '9999-12-31'],
  [
    [
      ['2024-01-01', true],
      ['2025-01-01', false],
      ['2026-01-01', false],
    ],
    '2025-01-01',
  ],
])('of periods %j the open ones begin at %s', async (periods, from) => {
  const database = await openDatabase({ tables, clock: createClock() })
  database.transact(systemUser, 'company', (data) => {
    for (const [startingDate, closed] of periods) insertRow(data, names.accountingPeriod, { startingDate, closed })
    expect(openYearsFrom(data)).toBe(from)
  })
})
