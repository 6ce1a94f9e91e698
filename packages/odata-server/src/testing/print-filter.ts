/** Filters as text, with no more parentheses than precedence asks for, so that the grammar is checked too. Truth: URL conventions 4.01, section 5.1.1.14. */
import type { FilterExpression } from '../model/dialect.ts'

const levels: Readonly<Record<string, number>> = {
  or: 1,
  and: 2,
  eq: 3,
  ne: 3,
  gt: 4,
  ge: 4,
  lt: 4,
  le: 4,
  add: 5,
  sub: 5,
  mul: 6,
  div: 6,
  divby: 6,
  mod: 6,
  not: 7,
  neg: 7,
  in: 8,
  has: 8,
}
const primary = 9

function levelOf(expression: FilterExpression): number {
  return 'operator' in expression && expression.kind !== 'lambda' ? (levels[expression.operator] ?? primary) : primary
}

export function printFilter(expression: FilterExpression): string {
  switch (expression.kind) {
    case 'literal':
      return printLiteral(expression)
    case 'path':
      return expression.path.join('/')
    case 'list':
      return `(${expression.items.map(printFilter).join(',')})`
    case 'unary':
      return `${expression.operator === 'neg' ? '-' : 'not '}${atLeast(7, expression.operand)}`
    case 'binary':
      return printBinary(expression)
    case 'call':
      return `${expression.name}(${printArguments(expression)})`
    case 'lambda': {
      const inner =
        expression.predicate === undefined ? '' : `${expression.variable}:${printFilter(expression.predicate)}`
      return `${expression.path.join('/')}/${expression.operator}(${inner})`
    }
  }
}

function atLeast(level: number, expression: FilterExpression): string {
  const text = printFilter(expression)
  return levelOf(expression) < level ? `(${text})` : text
}

function printBinary({ operator, left, right }: Extract<FilterExpression, { kind: 'binary' }>): string {
  const level = levels[operator] ?? primary
  const [least, most] = level === 8 ? [primary, primary] : [level, level + 1]
  return `${atLeast(least, left)} ${operator} ${right.kind === 'list' ? printFilter(right) : atLeast(most, right)}`
}

function printArguments({ name, args }: Extract<FilterExpression, { kind: 'call' }>): string {
  const texts = args.map(printFilter)
  return name === 'case'
    ? texts
        .map((text, at) => (at % 2 === 0 ? `${text} :` : `${text},`))
        .join('')
        .replace(/,$/, '')
    : texts.join(',')
}

function printLiteral({ type, value }: Extract<FilterExpression, { kind: 'literal' }>): string {
  if (value === null) return 'null'
  const quoted = `'${String(value).replaceAll("'", "''")}'`
  if (type === 'Duration') return `duration${quoted}`
  if (type === 'Enum') return `Shop.customerKind${quoted}`
  return type === 'String' ? quoted : String(value)
}
