/** What the roots say about themselves: every set is either answered or said to be missing, and what is notified exists. */
import { createClock, openDatabase } from '@koble/odata-server'
import { beforeAll, describe, expect, test } from 'vitest'
import { feedTables } from '../koble/feed.ts'
import { tables } from '../tables/tables.ts'
import { supported } from '../webhooks/supported.ts'
import { missingSets } from './missing-sets.ts'
import { roots } from './roots.ts'

let sets: Readonly<Record<string, ReadonlySet<string>>> = {}

beforeAll(async () => {
  const database = await openDatabase({ tables, clock: createClock() })
  const [v2, koble] = roots(database, () => Promise.reject(new Error('Nothing is sent here.')))
  sets = {
    'v2.0': new Set(v2?.sets.map(({ name }) => name)),
    'koble/connector/v1.0': new Set(koble?.sets.map(({ name }) => name)),
  }
  await database.close()
})

test('no set of API v2.0 is answered and missing', () => {
  expect([...missingSets].filter((name) => sets['v2.0']?.has(name) === true)).toEqual([])
})

describe.each(Object.entries(supported))('%s', (root, notified) => {
  test('notifies about its own sets only', () => {
    expect(Object.keys(notified).filter((name) => sets[root]?.has(name) !== true)).toEqual([])
  })
})

test('the feed tells about sets of Koble’s pages only', () => {
  const koble = sets['koble/connector/v1.0']
  expect(Object.keys(feedTables).filter((name) => koble?.has(name) !== true)).toEqual([])
})
