import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cellText, sortRows, type Column } from './column.ts'
import { columnWidths } from './column-widths.ts'
import { rowWindow } from './row-window.ts'

type Row = { readonly id: number; readonly value: unknown }

const rowsOf = (...values: unknown[]): Row[] => values.map((value, id) => ({ id, value }))
const column = (kind: Column['kind']): Column<Row> => ({ key: 'value', label: 'Value', ...(kind && { kind }) })

describe('sorting', () => {
  test.each([
    ['decimal', ['10', '9', '-1', '9.5'], ['-1', '9', '9.5', '10']],
    ['text', ['b10', 'B9', 'a', 'Ä'], ['a', 'Ä', 'B9', 'b10']],
    ['integer', [3, 20, 1], [1, 3, 20]],
    ['date', ['2026-02-01', '2025-12-31'], ['2025-12-31', '2026-02-01']],
  ] as const)('%s values stand in their own order', (kind, values, expected) => {
    const sorted = sortRows(rowsOf(...values), [column(kind)], { key: 'value', descending: false })
    expect(sorted.map(({ value }) => value)).toEqual(expected)
  })

  test('missing values stand last in both directions, and equal ones keep their order', () => {
    for (const descending of [false, true]) {
      const sorted = sortRows(rowsOf(null, 'a', '', 'a', undefined), [column('text')], { key: 'value', descending })
      expect(sorted.map(({ id }) => id)).toEqual([1, 3, 0, 2, 4])
    }
  })

  test('an unknown column leaves the rows as they are', () => {
    const rows = rowsOf('b', 'a')
    expect(sortRows(rows, [column('text')], { key: 'gone', descending: false })).toBe(rows)
  })
})

describe('cells', () => {
  test.each([
    ['text', undefined, ''],
    ['text', 0, '0'],
    ['text', { a: 1 }, '{"a":1}'],
    ['boolean', false, 'No'],
    ['boolean', 'true', 'Yes'],
    ['date', '0001-01-01', ''],
    ['decimal', 'odd', 'odd'],
  ] as const)('a %s %j reads %j', (kind, value, expected) => {
    expect(cellText(column(kind), { id: 1, value })).toBe(expected)
  })
})

describe('windows', () => {
  test('cover what is in view, and with the room around them the whole table', () => {
    const arbitrary = fc.tuple(fc.nat(400_000), fc.integer({ min: 1, max: 3_000 }), fc.nat(10_000))
    fc.assert(
      fc.property(arbitrary, ([scrollTop, viewPx, count]) => {
        const { start, end, beforePx, afterPx } = rowWindow(scrollTop, viewPx, 36, count)
        expect(beforePx + (end - start) * 36 + afterPx).toBe(count * 36)
        expect(end - start).toBeLessThanOrEqual(viewPx / 36 + 26)
        const firstInView = Math.min(count, Math.floor(scrollTop / 36))
        const lastInView = Math.min(count, Math.ceil((scrollTop + viewPx) / 36))
        expect(start).toBeLessThanOrEqual(firstInView)
        expect(end).toBeGreaterThanOrEqual(lastInView)
      }),
    )
  })
})

describe('widths', () => {
  test('add up to the whole, the longer text takes more', () => {
    const columns: Column<Row>[] = [
      { key: 'id', label: 'No.' },
      { key: 'value', label: 'Name' },
    ]
    const { shares } = columnWidths(columns, rowsOf('A rather long name of a customer', 'B'))
    const [first = 0, second = 0] = shares.map((share) => Number.parseFloat(share))
    expect(first + second).toBeCloseTo(100, 1)
    expect(second).toBeGreaterThan(first)
  })
})
