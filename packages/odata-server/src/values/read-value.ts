/** The JSON of a body as a stored value of its type. Truth: OData JSON Format 4.01, section 7.1. */
import { durationSeconds, durationText, instant, isDate, timeOfDay } from './date-time.ts'
import { decimal } from './decimal.ts'
import { RawNumber } from '../model/value.ts'
import type { EdmType, Json, Scalar } from '../model/value.ts'

export const guidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

/** Undefined when `value` is not of that type. Null stays null. */
export function readValue(value: Json, type: EdmType): Scalar | undefined {
  if (value === null) return null
  if (typeof value === 'string') return readText(value, type)
  if (typeof value === 'boolean') return type === 'Boolean' ? value : undefined
  if (value instanceof RawNumber)
    return type === 'Decimal' ? value.text : type === 'Double' ? Number(value.text) : undefined
  return typeof value === 'number' ? readNumber(value, type) : undefined
}

function readNumber(value: number, type: EdmType): Scalar | undefined {
  if (type === 'Decimal') return decimal(value)
  if (type === 'Double') return value
  if (type === 'Int32') return Number.isInteger(value) && Math.abs(value) <= 2_147_483_648 ? value : undefined
  return type === 'Int64' && Number.isSafeInteger(value) ? value : undefined
}

function readText(value: string, type: EdmType): Scalar | undefined {
  switch (type) {
    case 'String':
    case 'Stream':
      return value
    case 'Binary':
      return /^[A-Za-z0-9+/_-]*={0,2}$/.test(value) ? value : undefined
    case 'Guid':
      return guidPattern.test(value) ? value.toLowerCase() : undefined
    case 'Date':
      return isDate(value) ? value : undefined
    case 'TimeOfDay':
      return timeOfDay(value)
    case 'DateTimeOffset':
      return instant(value)
    case 'Duration': {
      const seconds = durationSeconds(value)
      return seconds === undefined ? undefined : durationText(seconds)
    }
    case 'Decimal':
      return decimal(value)
    case 'Int32':
    case 'Int64':
      return /^-?\d{1,16}$/.test(value) ? readNumber(Number(value), type) : undefined
    case 'Double':
      return value === 'INF' ||
        value === '-INF' ||
        value === 'NaN' ||
        value.trim() === '' ||
        Number.isNaN(Number(value))
        ? undefined
        : Number(value)
    case 'Boolean':
      return undefined
  }
}
