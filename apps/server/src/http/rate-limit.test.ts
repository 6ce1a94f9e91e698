import { expect, test } from 'vitest'
import { rateLimit } from './rate-limit.ts'

const open = () => {
  const at = { now: 1_000 }
  return { at, limit: rateLimit({ most: 2, windowMs: 60_000, now: () => at.now }) }
}

test('an address waits for the end of its window once it was counted often enough, another does not', () => {
  const { at, limit } = open()
  limit.count('a')
  at.now += 10_000
  expect(limit.waitMs('a')).toBe(0)
  limit.count('a')
  expect(limit.waitMs('a')).toBe(50_000)
  expect(limit.waitMs('b')).toBe(0)
})

test('a new window begins after the old one has ended', () => {
  const { at, limit } = open()
  limit.count('a')
  limit.count('a')
  at.now += 60_000
  expect(limit.waitMs('a')).toBe(0)
  limit.count('a')
  expect(limit.waitMs('a')).toBe(0)
})

test('a flood of addresses does not grow memory without end', () => {
  const { limit } = open()
  for (let i = 0; i < 25_000; i += 1) limit.count(`address ${i}`)
  limit.count('a')
  limit.count('a')
  expect(limit.waitMs('a')).toBe(60_000)
})
