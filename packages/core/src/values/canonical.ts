/**
 * Brings what a service sent into canonical form (see `value.ts`), by the field's type. Blank in every disguise of the two
 * services is `null`: `""`, the zero GUID, `0001-01-01`.
 */
import { Big } from 'big.js'
import { Temporal } from 'temporal-polyfill'
import type { FieldKind, FieldType } from '../entity/field-type.ts'
import { KobleError } from '../errors/koble-error.ts'
import type { Value } from './value.ts'

const blankDate = '0001-01-01'
const zeroGuid = '00000000-0000-0000-0000-000000000000'

/** Throws a `KobleError` of code `unreadable-value` when `raw` is no value of the type. */
export function canonical(type: FieldType, raw: unknown): Value {
  if (raw === null || raw === undefined || raw === '') return null
  const value = readers[type.kind](raw, type)
  if (value === undefined) throw unreadable(type, raw)
  return value
}

/** A decimal in plain notation without trailing zeros; undefined when it is none. */
export function canonicalDecimal(raw: unknown): string | undefined {
  if (typeof raw !== 'string' && typeof raw !== 'number') return undefined
  try {
    const plain = new Big(raw).toFixed()
    return plain === '-0' ? '0' : plain
  } catch {
    return undefined
  }
}

type Reader = (raw: unknown, type: FieldType) => Value | undefined

const readers: Record<FieldKind, Reader> = {
  text: readText,
  decimal: canonicalDecimal,
  integer: readInteger,
  boolean: readBoolean,
  date: readDate,
  instant: readInstant,
  option: readOption,
  id: readId,
  reference: readId,
}

function readText(raw: unknown, type: FieldType): Value | undefined {
  if (typeof raw !== 'string') return undefined
  return type.upperCase === true ? raw.trim().toUpperCase() || null : raw
}

function readInteger(raw: unknown): number | undefined {
  if (typeof raw !== 'string' && typeof raw !== 'number') return undefined
  const number = typeof raw === 'number' ? raw : /^-?\d+$/.test(raw) ? Number(raw) : Number.NaN
  return Number.isSafeInteger(number) ? number : undefined
}

function readBoolean(raw: unknown): boolean | undefined {
  if (typeof raw === 'boolean') return raw
  return raw === 'true' ? true : raw === 'false' ? false : undefined
}

function readDate(raw: unknown): Value | undefined {
  if (typeof raw !== 'string') return undefined
  const day = raw.slice(0, 10)
  if (day === blankDate) return null
  return /^\d{4}-\d{2}-\d{2}$/.test(day) ? day : undefined
}

function readInstant(raw: unknown): Value | undefined {
  if (typeof raw !== 'string') return undefined
  if (raw.startsWith(blankDate)) return null
  if (/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/.test(raw)) return raw
  try {
    return Temporal.Instant.from(raw).toString({ fractionalSecondDigits: 3, roundingMode: 'trunc' })
  } catch {
    return undefined
  }
}

/** Option numbers may arrive as text from a parser that keeps numbers exact. */
function readOption(raw: unknown, type: FieldType): Value | undefined {
  if (typeof raw === 'number') return raw
  if (typeof raw !== 'string') return undefined
  if (type.options?.includes(raw) === true) return raw
  return /^-?\d+$/.test(raw) ? Number(raw) : raw
}

function readId(raw: unknown): Value | undefined {
  if (typeof raw !== 'string' && typeof raw !== 'number') return undefined
  const id = String(raw).toLowerCase()
  return id === zeroGuid ? null : id
}

const unreadable = (type: FieldType, raw: unknown) =>
  new KobleError({
    kind: 'rejected',
    origin: 'koble',
    code: 'unreadable-value',
    message: `A value of kind ${type.kind} was expected, but the service sent ${typeof raw} that is none. Check the entity's definition against the service's metadata.`,
  })
