/**
 * Random filters that the service takes (business-central-protocol, section 4.2): conditions on one field each, alternatives within a field, all joined by `and`.
 * Each is drawn twice: as a client sends it, and as it is meant (codes in upper case, options by their encoded names), for the second evaluator.
 */
import type { EntitySetDefinition, FilterExpression, PropertyDefinition } from '@koble/odata-server'
import type { Random } from '@koble/odata-server/testing'
import { parseCode } from '../../sets/properties.ts'
import type { Body } from '../../testing/test-erp.ts'
import { code } from '../../values/code.ts'
import { decodeMember } from '../../values/enum-name.ts'

export type FieldKind = 'text' | 'code' | 'option' | 'number' | 'date' | 'instant' | 'id' | 'flag'

export interface Field {
  readonly name: string
  readonly kind: FieldKind
  readonly maxLength: number
  readonly members: readonly string[]
  /** What the rows show, as text. */
  readonly values: readonly string[]
}

export interface DrawnFilter {
  readonly sent: FilterExpression
  readonly meant: FilterExpression
}

const words = [
  '',
  'a',
  'A',
  'an',
  "o'b",
  'Ä ö',
  'a&b',
  'x+y',
  '100%',
  ' b ',
  'null',
  "''",
  'é/#?x',
  'straße',
  '\u{1f4a1}',
]
const numbers = ['0', '1', '-1', '2.5', '0.1', '1000000.25', '-3.75', '12345678901234567890.123456789']
const dates = ['0001-01-01', '2024-02-29', '2026-01-31', '9999-12-31']
const instants = [
  '0001-01-01T00:00:00Z',
  '2026-01-31T10:00:00.123Z',
  '2026-01-31T12:00:00+02:00',
  '2026-01-31T10:00:00.1234567Z',
]
const ids = ['00000000-0000-0000-0000-000000000000', '9D1E6C2A-7B40-4F11-9C2B-6045BDE98C10']

/** Fields of a set that filters may name, with the values of its rows. */
export function fieldsOf(set: EntitySetDefinition, rows: readonly Body[]): readonly Field[] {
  return Object.entries(set.properties).flatMap(([name, property]) => {
    const kind = kindOf(property)
    if (kind === undefined || property.writeOnly === true || property.hidden === true) return []
    const values = [...new Set(rows.map((row) => String(row[name])))]
    return [{ name, kind, maxLength: property.maxLength ?? 250, members: (property.members ?? []).map(String), values }]
  })
}

const kinds: Readonly<Partial<Record<PropertyDefinition['type'], FieldKind>>> = {
  Decimal: 'number',
  Int32: 'number',
  Int64: 'number',
  Date: 'date',
  DateTimeOffset: 'instant',
  Guid: 'id',
  Boolean: 'flag',
}

function kindOf(property: PropertyDefinition): FieldKind | undefined {
  if (property.type !== 'String') return kinds[property.type]
  if (property.enumType !== undefined) return 'option'
  return property.parse === parseCode ? 'code' : 'text'
}

/** One to three groups, each on one field. With `level21` there are lists and functions in functions, which need `$schemaversion=2.1`. */
export function drawFilter(random: Random, fields: readonly Field[], level21: boolean): DrawnFilter {
  const groups = Array.from({ length: 1 + random.below(3) }, () => drawGroup(random, random.pick(fields), level21))
  return joined('and', groups)
}

function drawGroup(random: Random, field: Field, level21: boolean): DrawnFilter {
  if (level21 && random.chance(0.2) && field.kind !== 'flag') return drawList(random, field)
  if (level21 && random.chance(0.5) && (field.kind === 'text' || field.kind === 'code'))
    return drawNested(random, field)
  const alternatives = Array.from({ length: random.chance(0.3) ? 2 + random.below(2) : 1 }, () =>
    drawCondition(random, field),
  )
  const group = joined('or', alternatives)
  return random.chance(0.1)
    ? {
        sent: { kind: 'unary', operator: 'not', operand: group.sent },
        meant: { kind: 'unary', operator: 'not', operand: group.meant },
      }
    : group
}

function joined(operator: 'and' | 'or', parts: readonly DrawnFilter[]): DrawnFilter {
  return parts.reduce((left, right) => ({
    sent: { kind: 'binary', operator, left: left.sent, right: right.sent },
    meant: { kind: 'binary', operator, left: left.meant, right: right.meant },
  }))
}

const path = (field: Field): FilterExpression => ({ kind: 'path', path: [field.name] })
const both = (filter: FilterExpression): DrawnFilter => ({ sent: filter, meant: filter })

function drawCondition(random: Random, field: Field): DrawnFilter {
  if ((field.kind === 'text' || field.kind === 'code') && random.chance(0.45)) return drawTextFunction(random, field)
  const ordered = field.kind !== 'flag' && field.kind !== 'id' && field.kind !== 'option'
  const operators = ordered ? (['eq', 'ne', 'gt', 'ge', 'lt', 'le'] as const) : (['eq', 'ne'] as const)
  const operator = random.pick(operators)
  const { sent, meant } = drawLiteral(random, field)
  return {
    sent: { kind: 'binary', operator, left: path(field), right: sent },
    meant: { kind: 'binary', operator, left: path(field), right: meant },
  }
}

function drawList(random: Random, field: Field): DrawnFilter {
  const items = Array.from({ length: 1 + random.below(3) }, () => drawLiteral(random, field))
  const list = (side: keyof DrawnFilter): FilterExpression => ({
    kind: 'binary',
    operator: 'in',
    left: path(field),
    right: { kind: 'list', items: items.map((item) => item[side]) },
  })
  return { sent: list('sent'), meant: list('meant') }
}

/** Anywhere in the text, in any case. */
function drawNested(random: Random, field: Field): DrawnFilter {
  const [inner, name] = [
    random.pick(['tolower', 'toupper'] as const),
    random.pick(['contains', 'startswith', 'endswith']),
  ]
  const whole = Array.from(drawText(random, field))
    .slice(0, 1 + random.below(8))
    .join('')
  const value = inner === 'tolower' ? whole.toLowerCase() : whole.toUpperCase()
  const args: FilterExpression[] = [
    { kind: 'call', name: inner, args: [path(field)] },
    { kind: 'literal', type: 'String', value },
  ]
  return both({ kind: 'call', name, args })
}

function drawTextFunction(random: Random, field: Field): DrawnFilter {
  const name = random.pick(['startswith', 'endswith', 'contains', 'substring', 'tolower', 'toupper'] as const)
  const whole = drawText(random, field)
  const start = random.below(4)
  const text = Array.from(whole)
    .slice(start, start + 1 + random.below(6))
    .join('')
  const string = (value: string): FilterExpression => ({ kind: 'literal', type: 'String', value })
  const call = (...args: FilterExpression[]): FilterExpression => ({ kind: 'call', name, args: [path(field), ...args] })
  const upper = (value: string): string => (field.kind === 'code' ? value.toUpperCase() : value)
  const equals = (left: FilterExpression, value: string): FilterExpression => ({
    kind: 'binary',
    operator: 'eq',
    left,
    right: string(value),
  })
  if (name === 'substring') {
    const left = call({ kind: 'literal', type: 'Int', value: start })
    const rest = Array.from(whole).slice(start).join('')
    return { sent: equals(left, rest), meant: equals(left, upper(rest)) }
  }
  // Both switch case sensitivity off, however the literal is written.
  if (name === 'tolower') return { sent: equals(call(), whole), meant: equals(call(), whole.toLowerCase()) }
  if (name === 'toupper') return { sent: equals(call(), whole), meant: equals(call(), whole.toUpperCase()) }
  return { sent: call(string(text)), meant: call(string(upper(text))) }
}

/** A value of the rows or another word, without what makes a pattern of it and not longer than its field. */
function drawText(random: Random, field: Field): string {
  const value = random.chance(0.7) && field.values.length > 0 ? random.pick(field.values) : random.pick(words)
  const plain = value.replaceAll(/[*?]|^@/g, '').slice(0, field.maxLength)
  return random.chance(0.2)
    ? (random.chance(0.5) ? plain.toLowerCase() : plain.toUpperCase()).slice(0, field.maxLength)
    : plain
}

function drawLiteral(random: Random, field: Field): DrawnFilter {
  const known = (others: readonly string[]): string =>
    random.chance(0.7) && field.values.length > 0 ? random.pick(field.values) : random.pick(others)
  switch (field.kind) {
    case 'text':
      return both({ kind: 'literal', type: 'String', value: drawText(random, field) })
    case 'code': {
      const value = drawText(random, field)
      return {
        sent: { kind: 'literal', type: 'String', value },
        meant: { kind: 'literal', type: 'String', value: code(value) },
      }
    }
    case 'option': {
      const value = random.pick(field.members)
      return {
        sent: { kind: 'literal', type: 'String', value: random.chance(0.5) ? value : decodeMember(value) },
        meant: { kind: 'literal', type: 'String', value },
      }
    }
    case 'number': {
      const value = known(numbers)
      return both({ kind: 'literal', type: /^-?\d{1,9}$/.test(value) ? 'Int' : 'Decimal', value })
    }
    case 'date':
      return both({ kind: 'literal', type: 'Date', value: known(dates) })
    case 'instant':
      return both({ kind: 'literal', type: 'DateTimeOffset', value: known(instants) })
    case 'id':
      return both({ kind: 'literal', type: 'Guid', value: known(ids) })
    case 'flag':
      return both({ kind: 'literal', type: 'Boolean', value: random.chance(0.5) })
  }
}
