/**
 * Parameters that a client gives in `$filter`, with `eq` and `and`: a page over a temporary table reads its filters before it fills the table
 * (docs/koble-api-pages.md, salesPrices and itemAvailability). The rows repeat the parameters, so that the filter holds for them.
 */
import type { FilterExpression, ReadContext } from '@koble/odata-server'
import { parseFilter, raise } from '@koble/odata-server'
import { code } from '../values/code.ts'
import { big, canonical } from '../values/decimal.ts'

type Literal = Extract<FilterExpression, { kind: 'literal' }>

/** Names, and whether several values may be joined with `or`. */
export type ParameterNames = Readonly<Record<string, 'one' | 'many'>>

/** Each value is undefined when the parameter is not given. */
export interface Parameters {
  /** In its stored form: trimmed, in capitals. */
  code(name: string): string | undefined
  date(name: string): string | undefined
  decimal(name: string): string | undefined
  ids(name: string): readonly string[]
}

export function filterParameters(context: ReadContext, names: ParameterNames): Parameters {
  const text = context.request.url.searchParams.get('$filter') ?? ''
  const found = new Map<string, readonly Literal[]>()
  if (text.trim() !== '') collect(parseFilter(text), names, found)
  const one = (name: string): Literal | undefined => found.get(name)?.[0]
  return {
    code: (name) => typed(one(name), ['String'], 'String', code),
    date: (name) => typed(one(name), ['Date'], 'Date', (value) => value),
    decimal: (name) => typed(one(name), ['Int', 'Decimal', 'Double'], 'Decimal', (value) => canonical(big(value))),
    ids: (name) =>
      (found.get(name) ?? []).map((literal) => typed(literal, ['Guid'], 'Guid', (value) => value.toLowerCase()) ?? ''),
  }
}

function typed(
  literal: Literal | undefined,
  types: readonly string[],
  expected: string,
  read: (value: string) => string,
): string | undefined {
  if (literal === undefined) return undefined
  if (!types.includes(literal.type)) raise({ kind: 'badLiteral', literal: String(literal.value), type: expected })
  return read(String(literal.value))
}

/** Conditions on anything else are left to the filter itself. */
function collect(filter: FilterExpression, names: ParameterNames, into: Map<string, readonly Literal[]>): void {
  if (filter.kind === 'binary' && filter.operator === 'and') {
    collect(filter.left, names, into)
    collect(filter.right, names, into)
    return
  }
  const named = [...mentioned(filter)].find((name) => Object.hasOwn(names, name))
  if (named === undefined) return
  const values = valuesOf(filter, named)
  if (values === undefined || (values.length > 1 && names[named] === 'one')) return refuseOperator(filter, named)
  if (!into.has(named)) into.set(named, values)
}

const refuseOperator = (filter: FilterExpression, name: string): never =>
  raise({
    kind: 'unsupportedOperator',
    operator: filter.kind === 'binary' ? filter.operator : filter.kind,
    reason: `The parameter '${name}' takes one value with the 'eq' operator.`,
  })

/** The values of `name eq A or name eq B`; undefined for any other shape. */
function valuesOf(filter: FilterExpression, name: string): readonly Literal[] | undefined {
  if (filter.kind !== 'binary') return undefined
  if (filter.operator === 'or') {
    const [left, right] = [valuesOf(filter.left, name), valuesOf(filter.right, name)]
    return left === undefined || right === undefined ? undefined : [...left, ...right]
  }
  const isPlain = filter.operator === 'eq' && filter.left.kind === 'path' && filter.left.path.join('/') === name
  return isPlain && filter.right.kind === 'literal' ? [filter.right] : undefined
}

function* mentioned(filter: FilterExpression): Iterable<string> {
  if (filter.kind === 'path') yield filter.path.join('/')
  if (filter.kind === 'unary') yield* mentioned(filter.operand)
  if (filter.kind === 'call') for (const argument of filter.args) yield* mentioned(argument)
  if (filter.kind === 'binary') {
    yield* mentioned(filter.left)
    yield* mentioned(filter.right)
  }
}
