/** Which tests hold the pairs of wire-examples, part A: each pair has one whose name, or whose group's name, begins with it. */
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'

const READING = 'wire.test.ts'
const WRITING = 'wire-writing.test.ts'
const DOCUMENTS = 'wire-documents.test.ts'
const ORDERS = 'v2/sales-orders.test.ts'
const WEBHOOKS = 'webhooks/webhooks.test.ts'

const pairs: Readonly<Record<string, readonly string[]>> = {
  A1: [READING],
  A2: [READING],
  A3: [READING, DOCUMENTS],
  A4: [READING],
  A5: [READING],
  A6: [READING],
  A7: [READING],
  A8: [READING, DOCUMENTS],
  A9: [WRITING, DOCUMENTS],
  A10: [WRITING],
  A11: [WRITING],
  A12: [WRITING],
  A13: [WRITING],
  A14: [READING],
  A15: [READING],
  A16: [READING],
  A17: [READING],
  A18: [ORDERS, DOCUMENTS],
  A19: [ORDERS, DOCUMENTS],
  A20: [ORDERS, DOCUMENTS],
  A21: ['v2/sales-documents.test.ts'],
  A22: [DOCUMENTS],
  A23: [WRITING],
  A24: [WRITING, 'v2/items.test.ts'],
  A25: [WEBHOOKS],
  A26: [WEBHOOKS],
  A27: [WEBHOOKS],
  A28: [READING],
  A29: ['v2/files.test.ts', DOCUMENTS],
  A30: ['v2/dimensions.test.ts'],
  A31: ['v2/files.test.ts', 'v2/sales-documents.test.ts', DOCUMENTS],
  A32: [READING],
  A33: [READING, DOCUMENTS],
}

/** The pairs that names of tests and groups in a file begin with: `A8:`, `A11, A12:`. */
const held = new Map<string, ReadonlySet<string>>()
function pairsOf(file: string): ReadonlySet<string> {
  const known = held.get(file)
  if (known !== undefined) return known
  const text = readFileSync(new URL(file, import.meta.url), 'utf8')
  const found = new Set<string>()
  for (const [, numbers = ''] of text.matchAll(/\('((?:A\d+, )*A\d+): /g)) {
    for (const number of numbers.split(', ')) found.add(number)
  }
  held.set(file, found)
  return found
}

describe('the pairs of wire-examples', () => {
  test('are all in the list', () => {
    expect(Object.keys(pairs)).toEqual(Array.from({ length: 33 }, (_, at) => `A${at + 1}`))
  })

  test.each(Object.entries(pairs))('%s has a test in each of %j', (pair, files) => {
    expect(files).not.toEqual([])
    for (const file of files) expect([file, [...pairsOf(file)]]).toEqual([file, expect.arrayContaining([pair])])
  })
})
