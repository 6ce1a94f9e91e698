/**
 * What the service makes of a filter before it runs (business-central-protocol, section 4.2): OR only within one field, no comparison of
 * two fields, lambdas ignored, `in` only from schema version 2.1; Code fields compare upper-cased, enum members in their encoded form, and a
 * value longer than its field is an error.
 */
import type { EntitySetDefinition, FilterExpression, ReadContext, WildcardPlace } from '@koble/odata-server'
import { literalPlace, raise, refuse, wildcards } from '@koble/odata-server'
import { byCompany } from '../koble/customer-of-contact.ts'
import { parseCode } from '../sets/properties.ts'
import { names } from '../tables/names.ts'
import { code } from '../values/code.ts'
import { memberOf } from '../values/enum-name.ts'
import { isLevel21 } from './feature-level.ts'

type Binary = Extract<FilterExpression, { kind: 'binary' }>
type Call = Extract<FilterExpression, { kind: 'call' }>

export function checkFilter(
  filter: FilterExpression,
  set: EntitySetDefinition,
  context: ReadContext,
): FilterExpression | undefined {
  switch (filter.kind) {
    case 'lambda':
      context.remark('A lambda in a filter is ignored.')
      return undefined
    case 'binary':
      return filter.operator === 'and' || filter.operator === 'or'
        ? checkLogic(filter, set, context)
        : checkComparison(filter, set, context)
    case 'unary': {
      const operand = checkFilter(filter.operand, set, context)
      return operand === undefined ? undefined : { ...filter, operand }
    }
    case 'call':
      return checkCall(filter, set)
    case 'list':
    case 'literal':
    case 'path':
      return filter
  }
}

function checkLogic(filter: Binary, set: EntitySetDefinition, context: ReadContext): FilterExpression | undefined {
  if (filter.operator === 'or' && new Set(paths(filter)).size > 1) {
    raise({
      kind: 'unsupportedOperator',
      operator: 'or',
      reason: "The 'OR' operator is not supported on distinct fields on an OData filter.",
    })
  }
  const left = checkFilter(filter.left, set, context)
  const right = checkFilter(filter.right, set, context)
  if (left === undefined || right === undefined) return filter.operator === 'and' ? (left ?? right) : undefined
  return { ...filter, left, right }
}

function checkComparison(filter: Binary, set: EntitySetDefinition, context: ReadContext): FilterExpression {
  if (filter.operator === 'in' && !isLevel21(context.request)) {
    raise({ kind: 'unsupportedOperator', operator: 'in', reason: "The 'in' operator needs $schemaversion=2.1." })
  }
  refuseTwoFields([filter.left, filter.right], set, filter.operator)
  const name = pathName(filter.left) ?? pathName(filter.right)
  if ((name === 'customerId' || name === 'vendorId') && set.table === names.contact) return byCompany(filter, context)
  if (name !== undefined) {
    return { ...filter, left: literal(filter.left, name, set), right: literal(filter.right, name, set) }
  }
  const [left, right] = [checkedSide(filter.left, set), checkedSide(filter.right, set)]
  return { ...filter, left: asCompared(left, right, set), right: asCompared(right, left, set) }
}

const checkedSide = (side: FilterExpression, set: EntitySetDefinition): FilterExpression =>
  side.kind === 'call' ? checkCall(side, set) : side

/** `tolower` and `toupper` switch case sensitivity off, and a Code field's part is in upper case: so is the text compared with it. */
function asCompared(side: FilterExpression, other: FilterExpression, set: EntitySetDefinition): FilterExpression {
  if (side.kind !== 'literal' || typeof side.value !== 'string' || other.kind !== 'call') return side
  if (other.name === 'tolower') return { ...side, value: side.value.toLowerCase() }
  const inUpperCase = other.name === 'toupper' || (other.args[0] !== undefined && isCodeField(other.args[0], set))
  return inUpperCase ? { ...side, value: side.value.toUpperCase() } : side
}

/** Texts that a function looks for in a Code field are in upper case, as the field is. */
function checkCall(call: Call, set: EntitySetDefinition): Call {
  refuseTwoFields(call.args, set, call.name)
  const [first] = call.args
  const isCode = first !== undefined && isCodeField(first, set)
  const args = call.args.map((argument) => {
    if (argument.kind === 'call') return checkCall(argument, set)
    const isText = argument.kind === 'literal' && typeof argument.value === 'string'
    return isCode && isText ? { ...argument, value: String(argument.value).toUpperCase() } : argument
  })
  return { ...call, args }
}

const isCodeField = (side: FilterExpression, set: EntitySetDefinition): boolean =>
  set.properties[pathName(side) ?? '']?.parse === parseCode

/** Unknown names are left to the evaluation, which names them. */
function refuseTwoFields(sides: readonly FilterExpression[], set: EntitySetDefinition, operator: string): void {
  const named = sides.filter((side) => [...paths(side)].some((path) => set.properties[path] !== undefined))
  if (named.length < 2) return
  raise({ kind: 'unsupportedOperator', operator, reason: 'Two fields cannot be compared with each other.' })
}

/** Values of these types are written without quotes. */
const BARE: ReadonlySet<string> = new Set(['Date', 'DateTimeOffset', 'Guid'])

function literal(side: FilterExpression, name: string, set: EntitySetDefinition): FilterExpression {
  if (side.kind === 'list') return { ...side, items: side.items.map((item) => literal(item, name, set)) }
  const property = set.properties[name]
  if (side.kind !== 'literal' || typeof side.value !== 'string' || side.type !== 'String' || property === undefined)
    return side
  if (BARE.has(property.type)) raise({ kind: 'badLiteral', literal: side.value, type: property.type })
  if (property.enumType !== undefined) return { ...side, value: memberOf(side.value) }
  if (property.maxLength !== undefined && side.value.length > property.maxLength && !side.value.includes('*')) {
    refuse(
      400,
      'Application_FilterErrorException',
      `The filter "${side.value}" is not valid for the ${name} field on the ${set.table ?? set.entityType} table. The length of the string is ${side.value.length}, but it must be less than or equal to ${property.maxLength} characters. Value: ${side.value}`,
    )
  }
  return property.parse === parseCode ? { ...side, value: code(side.value) } : side
}

const pathName = (side: FilterExpression): string | undefined =>
  side.kind === 'path' && side.path.length === 1 ? side.path[0] : undefined

export function* paths(filter: FilterExpression): Iterable<string> {
  switch (filter.kind) {
    case 'path':
      yield filter.path.join('/')
      return
    case 'binary':
      yield* paths(filter.left)
      yield* paths(filter.right)
      return
    case 'unary':
      yield* paths(filter.operand)
      return
    case 'call':
      for (const argument of filter.args) yield* paths(argument)
      return
    case 'list':
      for (const item of filter.items) yield* paths(item)
      return
    case 'lambda':
    case 'literal':
  }
}

/** Equality with filter characters is a pattern: `*` any text, `?` any one character, a leading `@` for any case. */
export function textPattern(operator: string, pattern: string): ((text: string) => boolean) | undefined {
  if (operator !== 'eq' || !/[*?]|^@/.test(pattern)) return undefined
  const anyCase = pattern.startsWith('@')
  const places = Array.from(anyCase ? pattern.slice(1) : pattern, (character): WildcardPlace => {
    if (character === '*') return 'run'
    return character === '?' ? () => true : literalPlace(character, anyCase)
  })
  return wildcards(places)
}
