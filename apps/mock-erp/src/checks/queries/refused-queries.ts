/** Queries that the service forbids, with the status, the code and, where the protocol prints it, the text that it answers (business-central-protocol, sections 3, 4.1, 4.2 and 6). */
import type { Random } from '@koble/odata-server/testing'
import type { Field } from './drawn-filter.ts'

export interface RefusedQuery {
  readonly query: string
  readonly status: number
  readonly code: string
  readonly message?: string
}

interface Place {
  readonly random: Random
  readonly fields: readonly Field[]
  readonly entityType: string
}

const NOT_IMPLEMENTED = { status: 501, code: 'BadRequest_MethodNotImplemented' } as const
const BAD = { status: 400, code: 'BadRequest' } as const

const filter = (text: string): string => `$filter=${encodeURIComponent(text)}`

/** A condition that stands alone. */
function condition(field: Field): string {
  switch (field.kind) {
    case 'text':
    case 'code':
      return `${field.name} eq 'A'`
    case 'option':
      return `${field.name} eq '${field.members[0] ?? ''}'`
    case 'number':
      return `${field.name} gt 0`
    case 'date':
      return `${field.name} lt 2026-01-31`
    case 'instant':
      return `${field.name} lt 2026-01-31T10:00:00Z`
    case 'id':
      return `${field.name} ne 00000000-0000-0000-0000-000000000000`
    case 'flag':
      return `${field.name} eq true`
  }
}

function two({ random, fields }: Place, ...kinds: readonly Field['kind'][]): readonly [Field, Field] | undefined {
  const fit = kinds.length === 0 ? fields : fields.filter(({ kind }) => kinds.includes(kind))
  const first = fit[random.below(fit.length)]
  const second = first === undefined ? undefined : fit.filter((each) => each !== first)[random.below(fit.length - 1)]
  return first === undefined || second === undefined ? undefined : [first, second]
}

const one = ({ random, fields }: Place, ...kinds: readonly Field['kind'][]): Field | undefined => {
  const fit = fields.filter(({ kind }) => kinds.includes(kind))
  return fit[random.below(fit.length)]
}

type Rule = (place: Place) => RefusedQuery | undefined

const orOverFields: Rule = (place) => {
  const pair = two(place)
  if (pair === undefined) return undefined
  const [left, right] = [condition(pair[0]), condition(pair[1])]
  const text = place.random.pick([
    `${left} or ${right}`,
    `(${left} or ${right}) and ${left}`,
    `${right} and (${right} or ${left})`,
  ])
  return {
    ...NOT_IMPLEMENTED,
    query: filter(text),
    message: "The 'OR' operator is not supported on distinct fields on an OData filter.",
  }
}

const listWithoutLevel: Rule = (place) => {
  const field = one(place, 'text', 'code')
  const level = place.random.pick(['', '&$schemaversion=2.0'])
  return field && { ...NOT_IMPLEMENTED, query: `${filter(`${field.name} in ('A','B')`)}${level}` }
}

const nestedWithoutLevel: Rule = (place) => {
  const field = one(place, 'text', 'code')
  return field && { ...NOT_IMPLEMENTED, query: filter(`contains(tolower(${field.name}),'a')`) }
}

const twoFields: Rule = (place) => {
  const pair = two(place, 'number') ?? two(place, 'text', 'code')
  if (pair === undefined) return undefined
  const operator = place.random.pick(['eq', 'ne', 'gt', 'le'])
  return { ...NOT_IMPLEMENTED, query: filter(`${pair[0].name} ${operator} ${pair[1].name}`) }
}

const twoFieldsInFunctions: Rule = (place) => {
  const [left, right] = two(place, 'text', 'code') ?? []
  if (left === undefined || right === undefined) return undefined
  const text = place.random.pick([
    `tolower(${left.name}) eq tolower(${right.name})`,
    `contains(${left.name},${right.name})`,
    `startswith(${left.name},tolower(${right.name}))`,
  ])
  return { ...NOT_IMPLEMENTED, query: filter(text) }
}

const arithmetic: Rule = (place) => {
  const field = one(place, 'number')
  const operator = place.random.pick(['add', 'sub', 'mul', 'div', 'mod'])
  return field && { ...NOT_IMPLEMENTED, query: filter(`${field.name} ${operator} 1 gt 2`) }
}

const textFunctions: Rule = (place) => {
  const field = one(place, 'text', 'code')
  if (field === undefined) return undefined
  const text = place.random.pick([
    `indexof(${field.name},'a') eq 1`,
    `length(${field.name}) gt 2`,
    `trim(${field.name}) eq 'a'`,
    `concat(${field.name},'a') eq 'ba'`,
  ])
  return { ...NOT_IMPLEMENTED, query: filter(text) }
}

const otherFunctions: Rule = (place) => {
  const number = one(place, 'number')
  const date = one(place, 'date', 'instant')
  const texts = [
    ...(number === undefined ? [] : ['round', 'floor', 'ceiling'].map((name) => `${name}(${number.name}) eq 1`)),
    ...(date === undefined ? [] : ['year', 'month', 'day'].map((name) => `${name}(${date.name}) eq 1`)),
  ]
  return texts.length === 0 ? undefined : { ...NOT_IMPLEMENTED, query: filter(place.random.pick(texts)) }
}

const options: Rule = ({ random, fields }) => {
  const name = fields[0]?.name ?? 'id'
  return {
    ...NOT_IMPLEMENTED,
    query: random.pick(['$search=lamp', `$apply=groupby((${name}))`, `$compute=${name} as other`]),
  }
}

const UNKNOWN = ['foo', 'Number', 'displayname', 'no', 'id2']

const unknownProperty: Rule = ({ random, entityType, fields }) => {
  const name = random.pick(UNKNOWN.filter((each) => fields.every((field) => field.name !== each)))
  return {
    ...BAD,
    query: random.pick([filter(`${name} eq 'x'`), `$select=${name}`, `$orderby=${name} desc`, `$expand=${name}`]),
    message: `Could not find a property named '${name}' on type 'Microsoft.NAV.${entityType}'.`,
  }
}

const tooLong: Rule = (place) => {
  const field = one(place, 'code', 'text')
  if (field === undefined) return undefined
  const value = 'X'.repeat(field.maxLength + 1 + place.random.below(30))
  return { status: 400, code: 'Application_FilterErrorException', query: filter(`${field.name} eq '${value}'`) }
}

const wrongType: Rule = (place) => {
  const field = one(place, 'number', 'date', 'instant', 'flag')
  return field && { ...BAD, query: filter(`${field.name} eq 'soon'`) }
}

const brokenSyntax: Rule = ({ random, fields }) => {
  const name = random.pick(fields).name
  return {
    ...BAD,
    query: random.pick([
      filter(`${name} eq`),
      filter(`(${name} eq 'x'`),
      filter(`${name} == 'x'`),
      filter(`${name} eq 'x' and`),
      filter(`${name} eq 'x`),
      '$top=-1',
      '$top=many',
      '$skip=1.5',
      '$count=perhaps',
    ]),
  }
}

export const refusals: Readonly<Record<string, Rule>> = {
  orOverFields,
  listWithoutLevel,
  nestedWithoutLevel,
  twoFields,
  twoFieldsInFunctions,
  arithmetic,
  textFunctions,
  otherFunctions,
  options,
  unknownProperty,
  tooLong,
  wrongType,
  brokenSyntax,
}
