/** The grammar of `$filter` (and of `$orderby` items). Truth: OData ABNF 4.01, `boolCommonExpr`; precedence by URL conventions, 5.1.1.14. */
import { Cursor } from './cursor.ts'
import { readLiteral } from './literals.ts'
import { jsonExpression, readJsonText } from './read-json.ts'
import type { BinaryOperator, FilterExpression } from '../model/dialect.ts'
import type { Json, JsonObject } from '../model/value.ts'

/** Parameter aliases: `@p1` -> its text. */
export type Aliases = ReadonlyMap<string, string>

export function parseFilter(text: string, aliases: Aliases = new Map()): FilterExpression {
  const cursor = new Cursor(text, '$filter')
  // The services' lexer meets a quote that nothing closes before the grammar does. JSON lists may hold single apostrophes.
  if (!text.includes('"') && text.split("'").length % 2 === 0)
    cursor.fail(`There is an unterminated literal at position ${text.length}`)
  const expression = readExpression(cursor, aliases)
  cursor.spaces()
  return cursor.ended ? expression : cursor.fail(`Syntax error at position ${cursor.at}`)
}

/** Operators from the loosest to the tightest; those of one level associate to the left. */
const levels: readonly (readonly BinaryOperator[])[] = [
  ['or'],
  ['and'],
  ['eq', 'ne'],
  ['gt', 'ge', 'lt', 'le'],
  ['add', 'sub'],
  ['mul', 'div', 'divby', 'mod'],
]

export function readExpression(cursor: Cursor, aliases: Aliases): FilterExpression {
  return cursor.nested(() => readLevel(cursor, aliases, 0))
}

function readLevel(cursor: Cursor, aliases: Aliases, level: number): FilterExpression {
  const operators = levels[level]
  if (operators === undefined) return readUnary(cursor, aliases)
  const first = readLevel(cursor, aliases, level + 1)
  const rest: [BinaryOperator, FilterExpression][] = []
  for (
    let operator = readOperator(cursor, operators);
    operator !== undefined;
    operator = readOperator(cursor, operators)
  ) {
    rest.push([operator, readLevel(cursor, aliases, level + 1)])
  }
  return level < 2
    ? balanced(operators[0] ?? 'and', [first, ...rest.map(([, operand]) => operand)])
    : chained(cursor, first, rest)
}

/** `and` and `or` are associative: thousands of conditions make a tree a dozen levels deep, which any recursion can walk. */
function balanced(operator: BinaryOperator, operands: readonly FilterExpression[]): FilterExpression {
  const [only] = operands
  if (only !== undefined && operands.length === 1) return only
  const middle = Math.ceil(operands.length / 2)
  return {
    kind: 'binary',
    operator,
    left: balanced(operator, operands.slice(0, middle)),
    right: balanced(operator, operands.slice(middle)),
  }
}

const longestChain = 100

function chained(
  cursor: Cursor,
  first: FilterExpression,
  rest: readonly (readonly [BinaryOperator, FilterExpression])[],
): FilterExpression {
  if (rest.length > longestChain) cursor.fail(`More than ${longestChain} operators follow each other`)
  return rest.reduce<FilterExpression>((left, [operator, right]) => ({ kind: 'binary', operator, left, right }), first)
}

/** An operator stands between blanks; nothing is taken when another word stands there. */
function readOperator<T extends BinaryOperator>(cursor: Cursor, operators: readonly T[]): T | undefined {
  const start = cursor.at
  if (!cursor.spaces() && cursor.text.charAt(start - 1) !== ')') return undefined
  const found = operators.find(
    (operator) =>
      cursor.text.startsWith(operator, cursor.at) &&
      /^(?:|[\s(])$/.test(cursor.text.charAt(cursor.at + operator.length)),
  )
  if (found === undefined) {
    cursor.at = start
    return undefined
  }
  cursor.at += found.length
  cursor.spaces()
  return found
}

function readUnary(cursor: Cursor, aliases: Aliases): FilterExpression {
  cursor.spaces()
  if (cursor.match(/not(?=[\s(])/y) !== undefined)
    return { kind: 'unary', operator: 'not', operand: cursor.nested(() => readUnary(cursor, aliases)) }
  if (cursor.match(/-(?!\d|INF(?![\w/(]))/y) !== undefined)
    return { kind: 'unary', operator: 'neg', operand: cursor.nested(() => readUnary(cursor, aliases)) }
  return readPostfix(cursor, aliases)
}

function readPostfix(cursor: Cursor, aliases: Aliases): FilterExpression {
  const left = readPrimary(cursor, aliases)
  const operator = readOperator(cursor, ['in', 'has'] as const)
  if (operator === undefined) return left
  if (operator === 'has') return { kind: 'binary', operator, left, right: readPrimary(cursor, aliases) }
  return {
    kind: 'binary',
    operator,
    left,
    right: cursor.peek() === '(' ? readList(cursor, aliases) : readPrimary(cursor, aliases),
  }
}

function readList(cursor: Cursor, aliases: Aliases): FilterExpression {
  cursor.expect('(')
  const items: FilterExpression[] = []
  cursor.spaces()
  if (cursor.take(')')) return { kind: 'list', items }
  do items.push(readExpression(cursor, aliases))
  while (comma(cursor))
  cursor.expect(')')
  return { kind: 'list', items }
}

function comma(cursor: Cursor): boolean {
  cursor.spaces()
  return cursor.take(',')
}

function readPrimary(cursor: Cursor, aliases: Aliases): FilterExpression {
  cursor.spaces()
  if (cursor.ended) cursor.fail(`Expression expected at position ${cursor.at}`)
  if (cursor.take('(')) {
    const inner = readExpression(cursor, aliases)
    cursor.expect(')')
    return inner
  }
  if (cursor.peek() === '@') return readAlias(cursor, aliases)
  if (cursor.peek() === '[' || cursor.peek() === '{') return jsonExpression(readJsonText(cursor), cursor)
  return readLiteral(cursor) ?? readPath(cursor, aliases)
}

function readAlias(cursor: Cursor, aliases: Aliases): FilterExpression {
  const name = cursor.match(/@[A-Za-z_]\w*/y)
  const text = name === undefined ? undefined : aliases.get(name)
  // An alias that nobody gave stands for null (URL conventions, 5.3).
  if (text === undefined) return { kind: 'literal', type: 'Null', value: null }
  return parseFilter(text)
}

const identifier =
  /(?:\$it|\$this|\$root|[A-Za-z_\u00aa-\uffff][\w\u00aa-\uffff]*)(?:\.[A-Za-z_\u00aa-\uffff][\w\u00aa-\uffff]*)*/y

function readPath(cursor: Cursor, aliases: Aliases): FilterExpression {
  const path: string[] = []
  for (;;) {
    const name = cursor.take('$count') ? '$count' : cursor.match(identifier)
    if (name === undefined)
      return cursor.fail(`Syntax error: character '${cursor.peek()}' is not valid at position ${cursor.at}`)
    if (cursor.peek() === '(') {
      if ((name === 'any' || name === 'all') && path.length > 0) return readLambda(cursor, aliases, name, path)
      return path.length === 0 ? readCall(cursor, aliases, name) : cursor.fail(`'${name}' cannot be called on a path`)
    }
    if (!(name === '$it' && path.length === 0)) path.push(name)
    if (!cursor.take('/')) return { kind: 'path', path: path.length === 0 ? ['$it'] : path }
  }
}

function readLambda(
  cursor: Cursor,
  aliases: Aliases,
  operator: 'any' | 'all',
  path: readonly string[],
): FilterExpression {
  cursor.expect('(')
  cursor.spaces()
  if (operator === 'any' && cursor.take(')'))
    return { kind: 'lambda', operator, path, variable: '', predicate: undefined }
  const variable = cursor.match(/[A-Za-z_]\w*/y) ?? cursor.fail(`A range variable is expected at position ${cursor.at}`)
  cursor.expect(':')
  const predicate = readExpression(cursor, aliases)
  cursor.expect(')')
  return { kind: 'lambda', operator, path, variable, predicate }
}

function readCall(cursor: Cursor, aliases: Aliases, name: string): FilterExpression {
  cursor.expect('(')
  cursor.spaces()
  if (cursor.take(')')) return { kind: 'call', name, args: [] }
  if (/^[A-Za-z_]\w*\s*=/.test(cursor.rest)) return { kind: 'call', name, args: [], named: readNamed(cursor, aliases) }
  const args: FilterExpression[] = []
  do {
    args.push(readExpression(cursor, aliases))
    cursor.spaces()
    // `case(condition:value,…)`
    if (name === 'case' && cursor.take(':')) args.push(readExpression(cursor, aliases))
  } while (comma(cursor))
  cursor.expect(')')
  return { kind: 'call', name, args }
}

function readNamed(cursor: Cursor, aliases: Aliases): JsonObject {
  const named: Record<string, Json> = {}
  do {
    cursor.spaces()
    const name = cursor.match(/[A-Za-z_]\w*/y) ?? cursor.fail(`A parameter name is expected at position ${cursor.at}`)
    cursor.expect('=')
    cursor.spaces()
    named[name] = readArgument(cursor, aliases)
  } while (comma(cursor))
  cursor.expect(')')
  return named
}

/** A parameter's value as JSON: a list, an object, a literal or an alias of one. */
export function readArgument(cursor: Cursor, aliases: Aliases): Json {
  if (cursor.peek() === '[' || cursor.peek() === '{') return readJsonText(cursor)
  if (cursor.peek() === '@') {
    const text = aliases.get(cursor.match(/@[A-Za-z_]\w*/y) ?? '')
    return text === undefined ? null : readArgument(new Cursor(text, cursor.option), new Map())
  }
  const found = readLiteral(cursor)
  return found === undefined ? cursor.fail(`A value is expected at position ${cursor.at}`) : found.value
}
