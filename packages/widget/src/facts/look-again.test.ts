import { expect, test } from 'vitest'
import { coupling } from '../testing/fake-server.ts'
import { failure } from './failure.ts'
import { pauseMs } from './look-again.ts'

test.each([
  ['coupled', null],
  ['conflict', null],
  ['failed', null],
  ['skipped', null],
  ['creating', 10_000],
  ['waiting', 10_000],
] as const)('a coupling that is %s is asked again after %s ms', (standing, expected) => {
  expect(pauseMs(coupling(standing), null, 0)).toBe(expected)
})

test('a record that is not coupled is asked again ever more seldom, at most every five minutes', () => {
  const facts = coupling('coupled', { state: 'notCoupled', values: [] })
  expect([0, 1, 2, 5, 60].map((looks) => pauseMs(facts, null, looks))).toEqual([
    10_000, 20_000, 40_000, 300_000, 300_000,
  ])
})

test('the server’s own wish counts first, between a second and five minutes', () => {
  const wishes = [null, 0, 7000, 86_400_000].map((retryAfterMs) => failure('throttled', { retryAfterMs }))
  expect(wishes.map((wish) => pauseMs(null, wish, 1))).toEqual([20_000, 1000, 7000, 300_000])
})

test.each([
  ['offline', 10_000],
  ['unreachable', 10_000],
  ['erpDown', 10_000],
  ['error', null],
  ['noPermission', null],
  ['signedOut', null],
  ['blocked', null],
] as const)('%s is tried again after %s ms, whatever is known from before', (code, expected) => {
  expect(pauseMs(coupling('waiting'), failure(code), 0)).toBe(expected)
  expect(pauseMs(null, failure(code), 0)).toBe(expected)
})
