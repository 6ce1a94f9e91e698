/** One target of a bulk message onto a draft, by the same property rules as a single write. */
import {
  decimal,
  raise,
  RawNumber,
  type Draft,
  type EdmType,
  type Json,
  type JsonObject,
  type NavigationDefinition,
  type PropertyDefinition,
  type Row,
  type Scalar,
  type WriteContext,
} from '@koble/odata-server'
import { tables } from '../schema/tables.ts'
import type { TableSchema } from '../schema/table.ts'
import { textOf } from '../text-of.ts'

export interface BulkTable {
  readonly schema: TableSchema
  readonly properties: Readonly<Record<string, PropertyDefinition>>
  readonly navigation: Readonly<Record<string, NavigationDefinition>>
}

export function applyTarget(
  table: BulkTable,
  target: JsonObject,
  draft: Draft,
  inserting: boolean,
  context: WriteContext,
): void {
  for (const [name, value] of Object.entries(target)) {
    if (name.startsWith('@')) continue
    const bound = /^(.*)@odata\.bind$/.exec(name)?.[1]
    if (bound !== undefined) applyBinding(table, bound, value, draft, context)
    else applyMember(table, name, value, draft, inserting, context)
  }
}

function applyBinding(table: BulkTable, name: string, value: Json, draft: Draft, context: WriteContext): void {
  const navigation = table.navigation[name]
  if (navigation === undefined)
    return raise({
      kind: 'undeclaredBinding',
      property: name,
      set: table.schema.setName,
      entityType: table.schema.name,
    })
  if (navigation.readOnly) return
  navigation.bind?.(draft, value === null ? undefined : referenced(table, name, navigation, value, context), context)
}

const address =
  /^(?:https?:\/\/[^/]+)?(?:\/api\/data\/v9\.\d)?\/?(\w+)\(([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\)$/i

function referenced(
  table: BulkTable,
  name: string,
  navigation: NavigationDefinition,
  value: Json,
  context: WriteContext,
): Row {
  const [, set, id = ''] = typeof value === 'string' ? (address.exec(value) ?? []) : []
  const accepted = [navigation.target, ...(navigation.alsoBinds ?? [])]
  const target = [...tables.values()].find((schema) => schema.setName === set)
  if (target === undefined || !accepted.includes(target.setName)) {
    return raise({ kind: 'badBinding', property: name, value: textOf(value), set: table.schema.setName })
  }
  const key = id.toLowerCase()
  return (
    context.data.get(target.name, key) ??
    raise({
      kind: 'notFound',
      set: target.setName,
      table: target.name,
      entityType: target.name,
      key: { id: key },
      byAlternateKey: false,
    })
  )
}

function applyMember(
  table: BulkTable,
  name: string,
  value: Json,
  draft: Draft,
  inserting: boolean,
  context: WriteContext,
): void {
  const property = table.properties[name]
  if (property === undefined) return applyCleared(table, name, value, draft, context)
  if (property.readOnly === true || (property.readOnly === 'afterInsert' && !inserting)) return
  const read = readValue(value, property.type)
  if (read === undefined) {
    return raise({
      kind: 'badValue',
      property: name,
      type: property.type,
      value,
      set: table.schema.setName,
      entityType: table.schema.name,
    })
  }
  if (typeof read === 'string' && property.maxLength !== undefined && read.length > property.maxLength) {
    return raise({
      kind: 'tooLong',
      property: name,
      value: read,
      maxLength: property.maxLength,
      table: table.schema.name,
      entityType: table.schema.name,
    })
  }
  if (property.set) property.set(draft, read, context)
  else draft[property.column ?? name] = read
}

/** `"primarycontactid": null` empties a lookup. */
function applyCleared(table: BulkTable, name: string, value: Json, draft: Draft, context: WriteContext): void {
  const navigation = table.navigation[name]
  if (navigation === undefined) {
    return raise({ kind: 'unknownProperty', property: name, entityType: table.schema.name, where: 'body' })
  }
  if (value !== null || navigation.collection)
    return raise({ kind: 'notImplemented', what: `Related rows ('${name}') in a bulk message` })
  if (!navigation.readOnly) navigation.bind?.(draft, undefined, context)
}

/** The value in its stored form; undefined when the JSON is not of the type. */
function readValue(value: Json, type: EdmType): Scalar | undefined {
  if (value === null) return null
  if (type === 'Boolean') return typeof value === 'boolean' ? value : undefined
  if (type === 'Decimal') return readDecimal(value)
  if (type === 'Double') return numberIn(value)
  if (type === 'Int32' || type === 'Int64') return Number.isInteger(numberIn(value)) ? numberIn(value) : undefined
  if (typeof value !== 'string') return undefined
  if (type === 'Guid')
    return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(value) ? value.toLowerCase() : undefined
  if (type === 'Date') return /^\d{4}-\d\d-\d\d$/.test(value) && !Number.isNaN(Date.parse(value)) ? value : undefined
  if (type === 'DateTimeOffset') return readInstant(value)
  return value === '' ? null : value
}

function readDecimal(value: Json): string | undefined {
  const text = value instanceof RawNumber ? value.text : typeof value === 'number' ? String(value) : undefined
  return text === undefined ? undefined : decimal(text)
}

function numberIn(value: Json): number | undefined {
  if (value instanceof RawNumber) return Number(value.text)
  return typeof value === 'number' ? value : undefined
}

function readInstant(value: string): string | undefined {
  const at = /^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(value) ? Date.parse(value) : Number.NaN
  return Number.isNaN(at) ? undefined : new Date(at).toISOString()
}
