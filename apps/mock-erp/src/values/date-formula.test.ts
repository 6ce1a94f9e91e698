import { describe, expect, test } from 'vitest'
import { addFormula, dateFormula } from './date-formula.ts'

// Formula, from Saturday 2026-01-31, from Tuesday 2026-02-10.
const examples = [
  ['14D', '2026-02-14', '2026-02-24'],
  ['1M', '2026-02-28', '2026-03-10'],
  ['CM', '2026-01-31', '2026-02-28'],
  ['CM+15D', '2026-02-15', '2026-03-15'],
  ['CM+1M', '2026-02-28', '2026-03-28'],
  ['1M+CM', '2026-02-28', '2026-03-31'],
  ['-CM', '2026-01-01', '2026-02-01'],
  ['CW', '2026-02-01', '2026-02-15'],
  ['D10', '2026-02-10', '2026-03-10'],
  ['2W-1D', '2026-02-13', '2026-02-23'],
  ['CQ+1M-10D', '2026-04-20', '2026-04-20'],
  ['WD1', '2026-02-02', '2026-02-16'],
  ['-WD7', '2026-01-25', '2026-02-08'],
  ['', '2026-01-31', '2026-02-10'],
] as const

describe('date formulas', () => {
  test.each(examples)('%s is counted from the date', (formula, fromJanuary, fromFebruary) => {
    expect(addFormula('2026-01-31', formula)).toBe(fromJanuary)
    expect(addFormula('2026-02-10', formula)).toBe(fromFebruary)
  })

  test('lower case, blanks and angle brackets are taken and stored plainly', () => {
    expect(dateFormula(' <cm + 15d> ')).toBe('CM+15D')
  })

  test.each(['1M(8D)', '14', 'D', 'X3', '1D1D1D1D', 'D32', 'WD8', '10000D'])('%s is no formula', (text) => {
    expect(dateFormula(text)).toBeUndefined()
  })
})
