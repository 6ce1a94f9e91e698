/** The service's own query functions, `Microsoft.Dynamics.CRM.X(PropertyName='…',PropertyValue(s)=…)` (reference/dataverse-protocol.md, section 5.2). */
import type { CustomFunction, JsonObject, ReadContext, Scalar } from '@koble/odata-server'
import { errors } from '../crm-error.ts'
import { isLookup, tables } from '../schema/tables.ts'
import { refuseWith } from '../security/access.ts'
import { userOf } from './users.ts'

type Test = (value: Scalar, values: readonly Scalar[], context: ReadContext) => boolean

const dayMs = 86_400_000

const tests: Readonly<Record<string, Test>> = {
  In: (value, values) => values.some((wanted) => same(value, wanted)),
  NotIn: (value, values) => value !== null && !values.some((wanted) => same(value, wanted)),
  Between: (value, [low, high]) => between(value, low, high),
  NotBetween: (value, [low, high]) => value !== null && !between(value, low, high),
  On: (value, [day]) => dayOf(value) === dayOf(day),
  OnOrAfter: (value, [day]) => value !== null && dayOf(value) >= dayOf(day),
  OnOrBefore: (value, [day]) => value !== null && dayOf(value) <= dayOf(day),
  Today: (value, _, context) => value !== null && dayOf(value) === dayOf(context.now),
  LastXDays: (value, [count], context) => within(value, context, -Number(count) * dayMs, 0),
  LastXHours: (value, [count], context) => within(value, context, -Number(count) * 3_600_000, 0),
  NextXDays: (value, [count], context) => within(value, context, 0, Number(count) * dayMs),
  OlderThanXDays: (value, [count], context) =>
    value !== null && Date.parse(String(value)) < Date.parse(context.now) - Number(count) * dayMs,
  ThisMonth: (value, _, context) => value !== null && dayOf(value).slice(0, 7) === context.now.slice(0, 7),
  ThisYear: (value, _, context) => value !== null && dayOf(value).slice(0, 4) === context.now.slice(0, 4),
  EqualUserId: (value, _, context) => value === context.principal.id,
  NotEqualUserId: (value, _, context) => value !== context.principal.id,
  EqualBusinessId: (value, _, context) =>
    value !== null && value === (userOf(context.data, context.principal.id)?.['businessunitid'] ?? null),
}

export const filterFunctions: Readonly<Record<string, CustomFunction>> = Object.fromEntries(
  Object.entries(tests).map(([name, test]) => [`Microsoft.Dynamics.CRM.${name}`, { evaluate: evaluation(test) }]),
)

function evaluation(test: Test): CustomFunction['evaluate'] {
  return ({ args, property, context }) => test(columnValue(property, nameIn(args)), valuesIn(args), context)
}

/** The functions name columns, and a lookup's column is read through another property. */
function columnValue(property: (path: string) => Scalar, name: string): Scalar {
  try {
    return property(name)
  } catch (error) {
    if (name.startsWith('_') || !lookupNames.has(name)) throw error
    return property(`_${name}_value`)
  }
}

const lookupNames = new Set(
  [...tables.values()].flatMap((schema) =>
    Object.entries(schema.columns)
      .filter(([, column]) => isLookup(column))
      .map(([name]) => name),
  ),
)

function nameIn(args: JsonObject): string {
  const name = args['PropertyName']
  if (typeof name !== 'string')
    refuseWith(errors.badRequest('The parameter PropertyName of the query function is missing.'))
  return name
}

/** The arguments of one query are the same for every row: read once. */
const valuesOf = new WeakMap<JsonObject, readonly Scalar[]>()

function valuesIn(args: JsonObject): readonly Scalar[] {
  const known = valuesOf.get(args)
  if (known !== undefined) return known
  const values = readValues(args)
  valuesOf.set(args, values)
  return values
}

function readValues(args: JsonObject): readonly Scalar[] {
  const given = args['PropertyValues'] ?? args['PropertyValue'] ?? []
  return (Array.isArray(given) ? given : [given]).filter(
    (value): value is Scalar => value === null || ['string', 'number', 'boolean'].includes(typeof value),
  )
}

/** Values arrive as text; numbers compare as numbers, text without regard to case. */
function same(value: Scalar, wanted: Scalar | undefined): boolean {
  if (value === null || wanted == null) return false
  if (typeof value === 'number') return value === Number(wanted)
  return String(value).toLowerCase() === String(wanted).toLowerCase()
}

function between(value: Scalar, low: Scalar | undefined, high: Scalar | undefined): boolean {
  if (value === null || low == null || high == null) return false
  const numbers = [value, low, high].map(Number)
  const [v, from, to] = numbers.some(Number.isNaN) ? [String(value), String(low), String(high)] : numbers
  return v !== undefined && from !== undefined && to !== undefined && v >= from && v <= to
}

const dayOf = (value: Scalar | undefined): string => String(value ?? '').slice(0, 10)

function within(value: Scalar, context: ReadContext, fromMs: number, toMs: number): boolean {
  if (value === null) return false
  const difference = Date.parse(String(value)) - Date.parse(context.now)
  return difference >= fromMs && difference <= toMs
}
