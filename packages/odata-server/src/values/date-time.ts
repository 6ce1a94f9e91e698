/** Dates, times, instants and durations as text. Truth: OData URL conventions 4.01, section 5.1.1.6. */

const datePattern = /^(-?\d{4})-(\d{2})-(\d{2})$/
const timePattern = /^(\d{2}):(\d{2})(?::(\d{2})(\.\d{1,12})?)?$/
const instantPattern = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2}(?::\d{2}(?:\.\d{1,12})?)?)(Z|z|[+-]\d{2}:\d{2})$/
const durationPattern = /^([+-])?P(?:(\d{1,9})D)?(?:T(?:(\d{1,9})H)?(?:(\d{1,9})M)?(?:(\d{1,9}(?:\.\d{1,12})?)S)?)?$/

export function isDate(text: string): boolean {
  const match = datePattern.exec(text)
  if (match === null) return false
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])]
  if (month < 1 || month > 12 || day < 1 || year < 1) return false
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
  const lengths = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
  return day <= (lengths[month - 1] ?? 0)
}

export function isTime(text: string): boolean {
  const match = timePattern.exec(text)
  return match !== null && Number(match[1]) < 24 && Number(match[2]) < 60 && Number(match[3] ?? 0) < 60
}

/** UTC text with milliseconds, or undefined. Digits beyond milliseconds are cut. */
export function instant(text: string): string | undefined {
  const match = instantPattern.exec(text)
  if (match?.[1] === undefined || match[2] === undefined || match[3] === undefined) return undefined
  if (!isDate(match[1]) || !isTime(match[2])) return undefined
  const [clock = '', fraction = ''] = match[2].split('.')
  const seconds = clock.length === 5 ? `${clock}:00` : clock
  const at = Date.parse(`${match[1]}T${seconds}.${`${fraction}000`.slice(0, 3)}${match[3].toUpperCase()}`)
  if (Number.isNaN(at)) return undefined
  const date = new Date(at)
  return date.getUTCFullYear() < 1 || date.getUTCFullYear() > 9999 ? undefined : date.toISOString()
}

/** Seconds of a duration as a number, or undefined when `text` is none. */
export function durationSeconds(text: string): number | undefined {
  const match = durationPattern.exec(text)
  if (match === null || match.slice(2).every((part) => part === undefined)) return undefined
  const [days, hours, minutes, seconds] = match.slice(2).map((part) => Number(part ?? 0))
  const total = (days ?? 0) * 86_400 + (hours ?? 0) * 3600 + (minutes ?? 0) * 60 + (seconds ?? 0)
  return match[1] === '-' ? -total : total
}

export function durationText(seconds: number): string {
  const rounded = Math.round(Math.abs(seconds) * 1e6) / 1e6
  const days = Math.floor(rounded / 86_400)
  const rest = Math.round((rounded - days * 86_400) * 1e6) / 1e6
  const text = `P${days > 0 ? `${days}D` : ''}${rest > 0 || days === 0 ? `T${rest}S` : ''}`
  return seconds < 0 && rounded > 0 ? `-${text}` : text
}
