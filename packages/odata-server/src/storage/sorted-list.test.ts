import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { SortedList } from './sorted-list.ts'

const numbers = fc.array(fc.integer({ min: 0, max: 60 }), { maxLength: 80 })

function listOf(items: Iterable<number>): SortedList<number> {
  const list = new SortedList<number>((left, right) => left - right)
  for (const item of new Set(items)) list.add(item)
  return list
}

describe('a sorted list', () => {
  it('holds what a sorted array holds, forwards and backwards from any place', () => {
    fc.assert(
      fc.property(numbers, numbers, fc.integer({ min: 0, max: 60 }), (added, removed, place) => {
        const list = listOf(added)
        for (const item of removed) list.remove(item)
        const expected = [...new Set(added)]
          .filter((item) => !removed.includes(item))
          .toSorted((left, right) => left - right)
        expect([...list.all()]).toEqual(expected)
        expect(list.size).toBe(expected.length)
        expect([...list.from((item) => item - place)]).toEqual(expected.filter((item) => item >= place))
        expect([...list.backFrom((item) => item - place)]).toEqual(expected.filter((item) => item < place).toReversed())
        expect(list.rank((item) => item - place)).toBe(expected.filter((item) => item < place).length)
      }),
    )
  })

  it('stays in order over many chunks, whatever order they come in', () => {
    const items = Array.from({ length: 20_000 }, (_, at) => (at * 7919) % 20_011)
    const list = listOf(items)
    for (const item of items.slice(0, 15_000)) expect(list.remove(item)).toBe(true)
    expect(list.remove(-1)).toBe(false)
    expect([...list.all()]).toEqual(items.slice(15_000).toSorted((left, right) => left - right))
  })

  it('takes batches out of order between reads, small ones and large ones', () => {
    fc.assert(
      fc.property(fc.array(fc.array(fc.integer({ max: 9999 }), { maxLength: 700 }), { maxLength: 6 }), (batches) => {
        const list = new SortedList<number>((left, right) => left - right)
        const expected = new Set<number>()
        for (const batch of batches) {
          for (const item of new Set(batch)) if (!expected.has(item)) list.add(item)
          for (const item of batch) expected.add(item)
          const [gone] = batch
          if (gone !== undefined) expect([list.remove(gone), expected.delete(gone)]).toEqual([true, true])
          expect([list.size, list.last()]).toEqual([expected.size, [...expected].toSorted((a, b) => a - b).at(-1)])
        }
        expect([...list.all()]).toEqual([...expected].toSorted((left, right) => left - right))
      }),
      { numRuns: 50 },
    )
  })

  it('goes on behind the item it gave when the list changes meanwhile', () => {
    fc.assert(
      fc.property(numbers, numbers, fc.boolean(), (start, changes, backwards) => {
        const list = listOf(start)
        const pending = [...changes]
        const seen: number[] = []
        const touched = new Set(changes)
        for (const item of backwards ? list.backFrom(() => -1) : list.all()) {
          seen.push(item)
          const change = pending.pop()
          if (change !== undefined && !list.remove(change)) list.add(change)
        }
        const sorted = seen.toSorted((left, right) => (backwards ? right - left : left - right))
        expect(seen).toEqual(sorted)
        expect(new Set(seen).size).toBe(seen.length)
        const kept = [...new Set(start)].filter((item) => !touched.has(item))
        expect(seen.filter((item) => kept.includes(item)).toSorted((left, right) => left - right)).toEqual(
          kept.toSorted((left, right) => left - right),
        )
      }),
    )
  })
})
