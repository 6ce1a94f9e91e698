import { expect, test } from 'vitest'
import { formatAsOf, formatDate, formatInstant } from './format-time.ts'

test('a date of the ERP is the same day in every time zone', () => {
  expect(formatDate('2026-01-31', 'en-GB')).toBe('31 Jan 2026')
})

test('today shows the time alone, another day its date too', () => {
  const now = new Date(2026, 10, 24, 15, 0)
  const earlier = new Date(2026, 10, 24, 14, 5)
  const yesterday = new Date(2026, 10, 23, 14, 5)
  expect(formatAsOf(earlier.toISOString(), 'en-GB', now.getTime())).toBe('14:05')
  expect(formatAsOf(yesterday.toISOString(), 'en-GB', now.getTime())).toBe('23 Nov 2026, 14:05')
})

test.each(['', 'soon', '2026-13-45', '0'])('what is no date is shown as it is: %j', (text) => {
  expect(formatDate(text, 'en-GB')).toBe(text)
})

test('what is no instant is shown as it is', () => {
  expect([formatInstant('soon', 'en-GB'), formatAsOf('soon', 'en-GB', 0)]).toEqual(['soon', 'soon'])
})
