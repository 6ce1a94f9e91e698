import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { databases, type TestStore } from '../testing/open-test-store.ts'
import { anyOf, jsonText, rowsOf, storableText } from './page.ts'

const opened: TestStore[] = []
beforeAll(async () => {
  for (const { open } of databases) opened.push(await open())
}, 60_000)
afterAll(async () => {
  for (const test of opened) await test.close()
})

const texts = fc.array(
  fc.oneof(fc.string(), fc.string({ unit: 'binary' }), fc.constantFrom('NULL', '', '{}', '\\', '"', ',', "'")),
  {
    maxLength: 8,
  },
)

it('lists of texts reach the database as they are', { timeout: 60_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(texts, async (list) => {
      const storable = list.map(storableText)
      for (const { database } of opened) {
        const { rows } = await sql<{ text: string }>`
          select text from ${rowsOf(
            storable.map((text) => ({ text })),
            'text text',
          )} where text = ${anyOf(storable)}`.execute(database.db)
        expect(rows.map(({ text }) => text)).toEqual(storable)
      }
    }),
    { numRuns: 60 },
  )
})

it('what a database cannot hold becomes the replacement character, in values and names', () => {
  expect(jsonText({ 'a\0': ['\ud800x', { b: '\0' }, 'ä🦄'] })).toBe('{"a\uFFFD":["\uFFFDx",{"b":"\uFFFD"},"ä🦄"]}')
  expect(jsonText(undefined)).toBe('null')
})
