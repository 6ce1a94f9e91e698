import { expect, test } from 'vitest'
import { createPending, type ChangeType, type Entry } from './notification-body.ts'

const RESOURCE = '/api/v2.0/companies(c)/customers'

const entry = (at: number, changeType: ChangeType = 'updated', subscriptionId = 's'): Entry => ({
  subscriptionId,
  clientState: '',
  expirationDateTime: '2026-08-24T10:30:00Z',
  resource: `${RESOURCE}(${at})`,
  changeType,
  lastModifiedDateTime: new Date(Date.UTC(2026, 7, 21) + at).toISOString(),
})

const many = (count: number, subscriptionId?: string): Entry[] =>
  Array.from({ length: count }, (_, at) => entry(at, 'updated', subscriptionId))

const collected = (...entries: readonly Entry[]): readonly Entry[] => {
  const pending = createPending(() => RESOURCE)
  pending.add(entries)
  return pending.entries()
}

test('a thousand changes stay apart, one more makes a collection since 50 ms before the first', () => {
  expect(collected(...many(1000))).toHaveLength(1000)
  expect(collected(...many(1001))).toMatchObject([
    {
      changeType: 'collection',
      resource: `${RESOURCE}?$filter=lastModifiedDateTime%20gt%202026-08-20T23:59:59.950Z`,
      lastModifiedDateTime: '2026-08-21T00:00:01.000Z',
    },
  ])
})

test('a deletion among them makes the receiver read everything', () => {
  expect(collected(...many(1000), entry(1000, 'deleted'))).toMatchObject([
    { changeType: 'collection', resource: RESOURCE },
  ])
})

test('subscriptions are counted apart', () => {
  expect(collected(...many(1001, 'a'), ...many(2, 'b')).map((one) => one.changeType)).toEqual([
    'collection',
    'updated',
    'updated',
  ])
})

test('later changes of one record replace earlier ones of the same kind', () => {
  const later = { ...entry(1), lastModifiedDateTime: '2026-08-22T00:00:00.000Z' }
  expect(collected(entry(1, 'created'), entry(1), later)).toEqual([entry(1, 'created'), later])
})
