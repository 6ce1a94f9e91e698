/** `in` with a list of plain values: one look-up a row instead of a comparison with each. */
import { decimal } from '../values/decimal.ts'
import type { FilterExpression } from '../model/dialect.ts'
import type { Scalar } from '../model/value.ts'
import type { Compiled, Compiler } from './compiled.ts'

/** Undefined where values compare by more than their text: without regard to case, by patterns, as instants. */
export function membership(
  value: Compiled,
  items: readonly FilterExpression[],
  compiler: Compiler,
): ((value: Scalar) => boolean) | undefined {
  const { dialect } = compiler.model
  const isText = value.type === 'String' && !dialect.ignoreCase
  if (!isText && value.type !== 'Guid' && value.type !== 'Number') return undefined
  const wanted = new Set<Scalar>()
  for (const item of items) {
    const literal = plainLiteral(item, value)
    if (literal === undefined) return undefined
    if (isText && typeof literal === 'string' && dialect.textPattern?.('eq', literal) !== undefined) return undefined
    wanted.add(keyOf(literal))
  }
  return (found) => wanted.has(keyOf(found))
}

const literalTypes: Readonly<Partial<Record<Compiled['type'], readonly string[]>>> = {
  String: ['String'],
  Guid: ['Guid'],
  Number: ['Int', 'Decimal'],
}

function plainLiteral(item: FilterExpression, { type, property }: Compiled): Scalar | undefined {
  if (item.kind !== 'literal') return undefined
  if (item.type !== 'Null' && literalTypes[type]?.includes(item.type) !== true) return undefined
  return property?.filterValue === undefined ? item.value : property.filterValue(item.value)
}

/** Numbers of both forms by their digits. */
function keyOf(value: Scalar): Scalar {
  return typeof value === 'number' ? (decimal(value) ?? value) : value
}
