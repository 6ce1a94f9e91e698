import fc from 'fast-check'
import { expect, it } from 'vitest'
import { rowBlocks, rowsOf } from './row-block.ts'
import type { Row } from '../model/row.ts'
import type { RowBlock } from './row-block.ts'

const scalar = fc.oneof(fc.constantFrom('', 'same', null, true, 0), fc.string(), fc.integer())
const row: fc.Arbitrary<Row> = fc
  .tuple(fc.uuid(), fc.nat(), fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd'), scalar, { noNullPrototype: true }))
  .map(([id, rowVersion, more]) => ({
    ...more,
    id,
    rowVersion,
    createdAt: '',
    createdBy: '',
    modifiedAt: '',
    modifiedBy: '',
  }))

it('rows come back from their blocks as they were, frozen, whatever columns each has', () => {
  fc.assert(
    fc.property(fc.array(row, { maxLength: 40 }), (rows) => {
      const stored: RowBlock[] = JSON.parse(JSON.stringify(rowBlocks({ name: 'T', partition: 'p' }, rows)))
      const read = stored.flatMap((block) => [...rowsOf(block)])
      const byId = (left: Row, right: Row): number => (left.id < right.id ? -1 : 1)
      expect(read.toSorted(byId)).toEqual(rows.toSorted(byId))
      expect(read.every((each) => Object.isFrozen(each))).toBe(true)
      expect(stored.every((block) => block.table === 'T' && block.partition === 'p')).toBe(true)
    }),
  )
})

it('what all rows of a block share stands once', () => {
  const shared = { createdAt: 'x', createdBy: 'x', modifiedAt: 'x', modifiedBy: 'x', city: 'Oslo' }
  const rows = [0, 1, 2].map((at) => ({ id: `${at}`, rowVersion: at, ...shared }))
  const [block] = rowBlocks({ name: 'T', partition: '' }, rows)
  expect(block?.same).toEqual(shared)
  expect(block?.values).toEqual([
    ['0', 0],
    ['1', 1],
    ['2', 2],
  ])
})
