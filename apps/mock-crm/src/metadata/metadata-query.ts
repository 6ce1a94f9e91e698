/**
 * The part of the query language that metadata takes: `$select`, `$expand` of the parts, and a `$filter` of `eq` and `ne` joined by
 * `and` or `or` (reference/dataverse-protocol.md, sections 5.2 and 16).
 */
import type { JsonObject } from '@koble/odata-server'
import { errors } from '../crm-error.ts'
import { refuseWith } from '../security/access.ts'

export function select(item: JsonObject, names: readonly string[] | undefined): JsonObject {
  if (names === undefined) return item
  const kept = ['@odata.type', 'MetadataId', ...names]
  for (const name of names) {
    if (!(name in item) && !optionalNames.has(name)) {
      refuseWith(errors.badRequest(`Could not find a property named '${name}' on this metadata type.`))
    }
  }
  return Object.fromEntries(Object.entries(item).filter(([name]) => kept.includes(name)))
}

/** Properties that only some attribute types have. */
const optionalNames = new Set([
  'MaxLength',
  'Precision',
  'MinValue',
  'MaxValue',
  'Format',
  'DateTimeBehavior',
  'Targets',
  'Options',
  'OptionSet',
])

export const selectOf = (parameters: URLSearchParams): readonly string[] | undefined =>
  listOf(parameters.get('$select') ?? undefined)

const listOf = (text: string | undefined): readonly string[] | undefined =>
  text
    ?.split(',')
    .map((name) => name.trim())
    .filter(Boolean)

/** `Attributes($select=a,b),Keys` as name to the options inside the parentheses. */
export function expandOf(text: string | null): ReadonlyMap<string, URLSearchParams> {
  const found = new Map<string, URLSearchParams>()
  for (const match of (text ?? '').matchAll(/(?<![A-Za-z])([A-Za-z]+)(?:\(([^()]*(?:\([^()]*\)[^()]*)*)\))?(?:,|$)/g)) {
    found.set(match[1] ?? '', new URLSearchParams((match[2] ?? '').split(';').join('&')))
  }
  return found
}

export function filterBy(items: readonly JsonObject[], filter: string | null): readonly JsonObject[] {
  if (filter === null) return items
  const call = /\b(startswith|endswith|contains)\s*\(/i.exec(filter)
  if (call) refuseWith(errors.metadataStartswith(call[1] ?? ''))
  const alternatives = filter.split(/\s+or\s+/i).map((part) => part.split(/\s+and\s+/i).map(condition))
  return items.filter((item) => alternatives.some((conditions) => conditions.every((test) => test(item))))
}

function condition(text: string): (item: JsonObject) => boolean {
  const match = /^\s*\(?\s*([A-Za-z]+)\s+(eq|ne)\s+(?:'((?:[^']|'')*)'|(\w+))\s*\)?\s*$/.exec(text)
  if (!match) refuseWith(errors.badRequest(`The filter '${text.trim()}' is not supported for metadata entities.`))
  const [, name = '', operator, quoted, plain] = match
  const wanted = quoted?.replaceAll("''", "'") ?? plain ?? ''
  return (item) => (text_(item[name]) === wanted.toLowerCase()) === (operator === 'eq')
}

const text_ = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value).toLowerCase()
    : ''
