import { describe, expect, test } from 'vitest'
import { formatDate, formatInstant, relativeTime } from './format-date.ts'

const now = Date.parse('2026-01-31T12:00:00Z')

describe('dates', () => {
  test.each([
    ['2026-01-31', 'Jan 31, 2026'],
    ['', ''],
    ['0001-01-01', ''],
    ['not a date', 'not a date'],
    ['2026-13-45', '2026-13-45'],
  ])('%j reads %j in any time zone', (value, expected) => {
    expect(formatDate(value, 'en-US')).toBe(expected)
  })

  test("instants are shown in the reader's zone", () => {
    expect(formatInstant('2026-01-31T23:30:00Z', 'en-US', 'Europe/Berlin').replace('\u202f', ' ')).toBe(
      'Feb 1, 2026, 12:30:00 AM',
    )
    expect(formatInstant('soon', 'en-US')).toBe('soon')
  })
})

describe('relative times', () => {
  test.each([
    ['2026-01-31T11:59:30Z', 'now'],
    ['2026-01-31T11:58:59Z', '1 minute ago'],
    ['2026-01-31T11:01:00Z', '59 minutes ago'],
    ['2026-01-31T10:00:00Z', '2 hours ago'],
    ['2026-01-30T11:00:00Z', 'yesterday'],
    ['2026-01-20T12:00:00Z', 'last week'],
    ['2024-01-01T12:00:00Z', '2 years ago'],
    ['2026-01-31T12:05:00Z', 'in 5 minutes'],
    ['never', 'never'],
  ])('%s is %s', (instant, expected) => {
    expect(relativeTime(instant, now, 'en')).toBe(expected)
  })
})
