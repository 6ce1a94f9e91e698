import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { openShop, values } from '../fixtures/shop.ts'
import { naive, scaled } from '../fixtures/naive-evaluator.ts'
import { parseFilter } from './parse-filter.ts'
import type { Json } from '../model/value.ts'
import type { NaiveRow } from '../fixtures/naive-evaluator.ts'

interface Sample {
  readonly name: string
  readonly city: string | null
  readonly credit: string | null
  readonly rank: number | null
  readonly active: boolean | null
  readonly since: string | null
  readonly seen: string | null
}

const word = fc.constantFrom('', 'a', 'A', 'ab', "o'b", 'Ä ö', 'a&b', 'x+y', '100%', ' b ')
const number = fc.constantFrom('0', '1', '-1', '2.5', '0.1', '1000000.25', '-3.75')
const rank = fc.constantFrom(0, 1, 2, -5, 40)
const date = fc.constantFrom('2026-01-31', '2024-02-29', '1999-12-31')
const at = fc.constantFrom('2026-01-31T10:00:00.000Z', '2026-01-31T10:00:00.123Z', '1999-12-31T23:59:59.000Z')
const maybe = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(arbitrary, { freq: 4 })
const sample: fc.Arbitrary<Sample> = fc.record({
  name: word,
  city: maybe(word),
  credit: maybe(number),
  rank: maybe(rank),
  active: maybe(fc.boolean()),
  since: maybe(date),
  seen: maybe(at),
})

const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`

/** Filters as text, by the type of their value. */
const { condition } = fc.letrec<{ condition: string; text: string; amount: string }>((tie) => ({
  text: fc.oneof(
    { depthSize: 'small' },
    fc.constantFrom('name', 'city'),
    word.map(quoted),
    fc.tuple(fc.constantFrom('tolower', 'toupper', 'trim'), tie('text')).map(([name, text]) => `${name}(${text})`),
    fc.tuple(tie('text'), tie('text')).map(([left, right]) => `concat(${left}, ${right})`),
    fc.tuple(tie('text'), fc.nat(3), fc.nat(3)).map(([text, start, length]) => `substring(${text},${start},${length})`),
  ),
  amount: fc.oneof(
    { depthSize: 'small' },
    fc.constantFrom('credit', 'rank'),
    number,
    fc.constantFrom('year(since)', 'month(since)', 'day(seen)', 'floor(credit)'),
    tie('text').map((text) => `length(${text})`),
    fc
      .tuple(tie('amount'), fc.constantFrom('add', 'sub'), tie('amount'))
      .map(([left, operator, right]) => `(${left} ${operator} ${right})`),
  ),
  condition: fc.oneof(
    { depthSize: 'small' },
    fc.tuple(tie('text'), fc.constantFrom('eq', 'ne', 'gt', 'le'), tie('text')).map((parts) => parts.join(' ')),
    fc
      .tuple(tie('amount'), fc.constantFrom('eq', 'ne', 'gt', 'ge', 'lt', 'le'), tie('amount'))
      .map((parts) => parts.join(' ')),
    fc
      .tuple(fc.constantFrom('contains', 'startswith', 'endswith'), tie('text'), tie('text'))
      .map(([name, left, right]) => `${name}(${left},${right})`),
    fc
      .tuple(fc.constantFrom('since', 'seen'), fc.constantFrom('ge', 'lt', 'eq'))
      .chain(([name, operator]) => (name === 'since' ? date : at).map((value) => `${name} ${operator} ${value}`)),
    fc.constantFrom(
      'active',
      'active eq true',
      'city eq null',
      'credit ne null',
      'rank in (1,2,40)',
      "city in ('a','Ä ö')",
    ),
    tie('condition').map((inner) => `not (${inner})`),
    fc
      .tuple(tie('condition'), fc.constantFrom('and', 'or'), tie('condition'))
      .map(([left, operator, right]) => `(${left}) ${operator} (${right})`),
  ),
}))

function plain(row: Sample): NaiveRow {
  const known = Object.entries(row).filter(([, value]) => value !== null)
  return Object.fromEntries(
    known.map(([name, value]) => [name, name === 'credit' || name === 'rank' ? scaled(String(value)) : value]),
  )
}

describe('filters', () => {
  it('agree with the naive evaluator, through the whole service and its indexes', async () => {
    const shop = await openShop()
    const rows = fc.sample(sample, 60)
    const bodies = rows.map((row, index): Json => ({ ...row, number: `N${String(index).padStart(3, '0')}` }))
    for (const body of bodies) expect((await shop.send('POST', 'customers', body)).status).toBe(201)
    await fc.assert(
      fc.asyncProperty(condition, async (filter) => {
        const expression = parseFilter(filter)
        const expected = rows.flatMap((row, index) =>
          naive(expression, plain(row)) === true ? [`N${String(index).padStart(3, '0')}`] : [],
        )
        const answer = await shop.get(`customers?$filter=${encodeURIComponent(filter)}`)
        expect(answer.status, answer.text).toBe(200)
        expect(values(answer.body, 'number')).toEqual(expected)
      }),
      { numRuns: 300 },
    )
  })
})
