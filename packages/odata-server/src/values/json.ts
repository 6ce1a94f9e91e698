/** JSON without loss: numbers keep digits that a JavaScript number would drop. */
import { decimal } from './decimal.ts'
import { RawNumber } from '../model/value.ts'
import type { Json } from '../model/value.ts'

/** Prints JSON; a `RawNumber` prints as its digits. */
export function stringifyJson(value: Json): string {
  if (value instanceof RawNumber) return value.text
  if (value === null || typeof value !== 'object') return scalarText(value)
  if (isList(value)) return `[${value.map(stringifyJson).join(',')}]`
  let text = ''
  for (const name of Object.keys(value)) {
    const member = value[name]
    if (member === undefined) continue
    text += `${text === '' ? '' : ','}${JSON.stringify(name)}:${stringifyJson(member)}`
  }
  return `{${text}}`
}

function scalarText(value: null | boolean | number | string): string {
  return typeof value === 'number' && !Number.isFinite(value) ? 'null' : JSON.stringify(value)
}

/** A text as it is, anything else as JSON. */
export function jsonText(value: Json): string {
  return typeof value === 'string' ? value : stringifyJson(value)
}

export function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value)
}

export function isObject(value: Json | undefined): value is { readonly [name: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof RawNumber)
}

/** Parses JSON; throws a SyntaxError. `__proto__` is an ordinary name. */
export function parseJson(text: string): Json {
  const parsed: unknown = JSON.parse(text, keepDigits)
  return checked(parsed, 0)
}

function keepDigits(_name: string, value: unknown, context?: { source?: string }): unknown {
  if (typeof value !== 'number' || context?.source === undefined) return value
  const exact = decimal(context.source)
  return exact === undefined || exact === decimal(value) ? value : new RawNumber(exact)
}

const deepest = 60

function checked(value: unknown, depth: number): Json {
  if (depth > deepest) throw new SyntaxError('The JSON is nested too deeply.')
  if (value === null || typeof value === 'boolean' || typeof value === 'number' || typeof value === 'string')
    return value
  if (value instanceof RawNumber) return value
  if (Array.isArray(value)) return value.map((item) => checked(item, depth + 1))
  const result: Record<string, Json> = Object.create(null)
  for (const [name, member] of Object.entries(Object(value))) result[name] = checked(member, depth + 1)
  return result
}
