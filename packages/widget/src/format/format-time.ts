/** Dates and instants. A date of the ERP has no time zone and never shifts; an instant is shown in the reader's own. */
const dateOnly = /^\d{4}-\d{2}-\d{2}$/

const instantOf = (value: string): Date | null => {
  const date = new Date(value)
  return Number.isNaN(date.getTime()) ? null : date
}

export function formatDate(value: string, language: string): string {
  const date = dateOnly.test(value) ? instantOf(`${value}T00:00:00Z`) : null
  return date === null
    ? value
    : new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeZone: 'UTC' }).format(date)
}

export function formatInstant(value: string, language: string): string {
  const date = instantOf(value)
  return date === null
    ? value
    : new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' }).format(date)
}

/** Today the time alone, else the date with it. */
export function formatAsOf(value: string, language: string, nowMs: number): string {
  const date = instantOf(value)
  if (date === null) return value
  const today = date.toDateString() === new Date(nowMs).toDateString()
  return today ? new Intl.DateTimeFormat(language, { timeStyle: 'short' }).format(date) : formatInstant(value, language)
}
