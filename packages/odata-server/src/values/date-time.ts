/** Dates, times, instants and durations as text. Truth: OData URL conventions 4.01, section 5.1.1.6. */
import Big from 'big.js'
import { canonical } from './decimal.ts'

const datePattern = /^(-?\d{4})-(\d{2})-(\d{2})$/
const timePattern = /^(\d{2}):(\d{2})(?::(\d{2})(\.\d{1,12})?)?$/
const instantPattern = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2}(?::\d{2}(?:\.\d{1,12})?)?)(Z|z|[+-]\d{2}:\d{2})$/
const durationPattern =
  /^([+-])?P(?:(\d{1,40})D)?(?:T(?:(\d{1,40})H)?(?:(\d{1,40})M)?(?:(\d{1,40}(?:\.\d{1,12})?)S)?)?$/

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

/** Time of day with seconds and no needless zeros behind them, or undefined. */
export function timeOfDay(text: string): string | undefined {
  if (!isTime(text)) return undefined
  const [clock = '', fraction = ''] = text.split('.')
  const digits = fraction.replace(/0+$/, '')
  return `${clock.length === 5 ? `${clock}:00` : clock}${digits === '' ? '' : `.${digits}`}`
}

/** UTC text with milliseconds, or undefined. Digits beyond milliseconds are cut. */
export function instant(text: string): string | undefined {
  const exact = exactInstant(text)
  return exact === undefined ? undefined : `${exact.slice(0, 23)}Z`
}

/** UTC text with milliseconds and every further digit that is not an idle zero, or undefined. */
export function exactInstant(text: string): string | undefined {
  const match = instantPattern.exec(text)
  if (match?.[1] === undefined || match[2] === undefined || match[3] === undefined) return undefined
  if (!isDate(match[1]) || !isTime(match[2])) return undefined
  const [clock = '', fraction = ''] = match[2].split('.')
  const seconds = clock.length === 5 ? `${clock}:00` : clock
  const at = Date.parse(`${match[1]}T${seconds}.${`${fraction}000`.slice(0, 3)}${match[3].toUpperCase()}`)
  if (Number.isNaN(at)) return undefined
  const date = new Date(at)
  if (date.getUTCFullYear() < 1 || date.getUTCFullYear() > 9999) return undefined
  return `${date.toISOString().slice(0, -1)}${fraction.slice(3).replace(/0+$/, '')}Z`
}

/** Compares two instants of `exactInstant`, whatever their number of digits. */
export function compareInstants(left: string, right: string): number {
  const [a, b] = [left.slice(0, -1), right.slice(0, -1)]
  return a < b ? -1 : a === b ? 0 : 1
}

/** Seconds of a duration as a canonical decimal, or undefined when `text` is none. */
export function durationSeconds(text: string): string | undefined {
  const match = durationPattern.exec(text)
  if (match === null || match.slice(2).every((part) => part === undefined)) return undefined
  const [days = 0, hours = 0, minutes = 0, seconds = 0] = match.slice(2).map((part) => new Big(part ?? 0))
  const total = new Big(days)
    .times(86_400)
    .plus(new Big(hours).times(3600))
    .plus(new Big(minutes).times(60))
    .plus(seconds)
  return canonical(match[1] === '-' ? total.times(-1) : total)
}

/** The canonical duration of a number of seconds. */
export function durationText(seconds: string): string {
  const total = new Big(seconds)
  const size = total.abs()
  const days = size.div(86_400).round(0, Big.roundDown)
  const rest = size.minus(days.times(86_400))
  const text = `P${days.gt(0) ? `${days.toFixed()}D` : ''}${rest.gt(0) || days.eq(0) ? `T${rest.toFixed()}S` : ''}`
  return total.lt(0) ? `-${text}` : text
}
