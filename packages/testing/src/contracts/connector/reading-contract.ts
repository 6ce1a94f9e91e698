/** The connector's contract on reading: by id, by page, by condition and by value. */
import type { FieldCondition, RecordId, RemoteRecord } from '@koble/core'
import { describe, expect, it } from 'vitest'
import { newId } from './connector-under-test.ts'
import type { ConnectorSteps, ConnectorUnderTest } from './connector-under-test.ts'

export const readingContract = (opened: () => ConnectorUnderTest, steps: ConnectorSteps): void => {
  const { selection, valuesOf, nameOf, add, read } = steps
  describe('reading', () => {
    it('by id answers for every id, and gone only for what is not there', async () => {
      const id = await add('One')
      const missing = newId() as RecordId
      const readings = await opened().connector.readByIds({ ...selection(), ids: [id, missing] })
      expect([...readings.keys()].toSorted((a, b) => (a < b ? -1 : 1))).toEqual(
        [id, missing].toSorted((a, b) => (a < b ? -1 : 1)),
      )
      expect(readings.get(missing)).toBe('gone')
      expect(nameOf(await read(id))).toBe('One')
      expect((await opened().connector.readByIds({ ...selection(), ids: [] })).size).toBe(0)
    })

    it('page by page shows each record once, in canonical values', async () => {
      const ids = [await add('One'), await add('Two'), await add('Three')]
      const seen: RemoteRecord[] = []
      let cursor: string | null = null
      do {
        const page: { records: readonly RemoteRecord[]; nextCursor: string | null } = await opened().connector.readPage(
          {
            ...selection(),
            where: [],
            cursor,
            pageSize: 2,
          },
        )
        seen.push(...page.records)
        cursor = page.nextCursor
      } while (cursor !== null)
      expect(new Set(seen.map(({ id }) => id)).size).toBe(seen.length)
      expect(ids.every((id) => seen.some((record) => record.id === id))).toBe(true)
      const one = seen.find(({ id }) => id === ids[0])
      expect(one?.values).toEqual({ [opened().fields.name]: 'One', [opened().fields.other]: null })
      const count = await opened().connector.count(opened().entity, [])
      if (count !== null) expect(count).toBe(seen.length)
    })

    it('by condition and by value finds what holds it', async () => {
      const id = await add("O'Hare & Co")
      await add('Other')
      const { entity, fields } = opened()
      const where = [{ field: fields.name, operator: 'eq', value: "O'Hare & Co" }] as const
      const page = await opened().connector.readPage({ ...selection(), where, cursor: null, pageSize: 10 })
      expect(page.records.map((record) => record.id)).toEqual([id])
      const found = await opened().connector.findByValues({
        ...selection(),
        field: fields.name,
        values: ["O'Hare & Co", 'nobody'],
      })
      expect(found.map((record) => record.id)).toEqual([id])
      expect(opened().connector.side).toBe(entity.side)
    })

    it.each<[string, Omit<FieldCondition, 'field'>, readonly string[]]>([
      ['eq', { operator: 'eq', value: 'red' }, ['Red']],
      ['eq a blank', { operator: 'eq', value: null }, ['Blank']],
      ['ne, which a blank is too', { operator: 'ne', value: 'red' }, ['Blank', 'Blue']],
      ['ne a blank', { operator: 'ne', value: null }, ['Blue', 'Red']],
      ['in', { operator: 'in', values: ['red', 'blue'] }, ['Blue', 'Red']],
      ['isBlank', { operator: 'isBlank' }, ['Blank']],
      ['isNotBlank', { operator: 'isNotBlank' }, ['Blue', 'Red']],
    ])('by condition: %s', async (_, condition, expected) => {
      const { entity, fields, connector, people } = opened()
      const others = { Red: 'red', Blue: 'blue', Blank: null }
      for (const [text, other] of Object.entries(others)) await people.add(valuesOf(text, other))
      const where: FieldCondition[] = [
        { field: fields.name, operator: 'in', values: Object.keys(others) },
        { field: fields.other, ...condition },
      ]
      const page = await connector.readPage({ ...selection(), where, cursor: null, pageSize: 10 })
      expect(new Set(page.records.map(nameOf))).toEqual(new Set(expected))
      expect(page.records).toHaveLength(expected.length)
      const count = await connector.count(entity, where)
      if (count !== null) expect(count).toBe(expected.length)
    })
  })
}
