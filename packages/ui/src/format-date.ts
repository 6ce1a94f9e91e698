/** Dates and instants for people. A date of the ERP belongs to no time zone, so it is formatted as UTC and never shifts. */
const dateOnly = /^\d{4}-\d{2}-\d{2}$/

const whole = (value: string): Date | undefined => {
  const date = new Date(value)
  return Number.isNaN(date.getTime()) ? undefined : date
}

/** `YYYY-MM-DD` in the locale's short form. Business Central's empty date (0001-01-01) and "" are no date. */
export const formatDate = (value: string, locale?: string): string => {
  if (value === '' || value === '0001-01-01') return ''
  const date = dateOnly.test(value) ? whole(`${value}T00:00:00Z`) : undefined
  return date === undefined ? value : date.toLocaleDateString(locale, { timeZone: 'UTC', dateStyle: 'medium' })
}

/** An ISO instant in the reader's own zone. */
export const formatInstant = (value: string, locale?: string, timeZone?: string): string =>
  whole(value)?.toLocaleString(locale, { dateStyle: 'medium', timeStyle: 'medium', timeZone }) ?? value

const steps: readonly (readonly [unit: Intl.RelativeTimeFormatUnit, seconds: number])[] = [
  ['year', 31_557_600],
  ['month', 2_629_800],
  ['week', 604_800],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
]

/** "5 minutes ago". Under a minute is "now": a text that changes every second draws the eye for nothing. */
export const relativeTime = (instant: string, nowMs: number, locale?: string): string => {
  const date = whole(instant)
  if (date === undefined) return instant
  const seconds = (date.getTime() - nowMs) / 1000
  const [unit, size] = steps.find(([, size]) => Math.abs(seconds) >= size) ?? ['second', Infinity]
  return new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(Math.trunc(seconds / size), unit)
}
