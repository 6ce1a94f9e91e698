/** Literals of filters and keys. Truth: OData ABNF 4.01, primitive literals. */
import { durationSeconds, durationText, exactInstant, isDate, timeOfDay } from '../values/date-time.ts'
import { decimal } from '../values/decimal.ts'
import type { Cursor } from './cursor.ts'
import type { FilterExpression, LiteralType } from '../model/dialect.ts'
import type { Scalar } from '../model/value.ts'

export type Literal = Extract<FilterExpression, { kind: 'literal' }>

const word =
  /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}(?![\w-])|-?\d{4}-\d{2}-\d{2}(?:T[\d:.]+(?:Z|[+-]\d{2}:\d{2})?)?(?![\w-])|\d{2}:\d{2}:\d{2}(?:\.\d+)?(?!\w)|\d{2}:\d{2}(?![\w:])|[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.])/iy
const special = /(?:-?INF|NaN)(?![\w/(])/y
const typed = /(?:[A-Za-z_][\w]*\.)*[A-Za-z_][\w]*(?=')/y
const quoted = /'(?:[^']|'')*'/y

/** The literal that stands here, or undefined (and nothing taken). */
export function readLiteral(cursor: Cursor): Literal | undefined {
  if (cursor.peek() === "'") return literal('String', readQuoted(cursor))
  const keyword = cursor.match(/(?:null|true|false)(?![\w/(])/y)
  if (keyword !== undefined) return keyword === 'null' ? literal('Null', null) : literal('Boolean', keyword === 'true')
  const prefix = cursor.match(typed)
  if (prefix !== undefined) return typedLiteral(cursor, prefix)
  const beyond = cursor.match(special)
  if (beyond !== undefined) return literal('Double', beyond)
  const text = cursor.match(word)
  return text === undefined ? undefined : bareLiteral(cursor, text)
}

function literal(type: LiteralType, value: Scalar): Literal {
  return { kind: 'literal', type, value }
}

function readQuoted(cursor: Cursor): string {
  const text = cursor.match(quoted)
  if (text === undefined) return cursor.fail(`There is an unterminated literal at position ${cursor.text.length}`)
  return text.slice(1, -1).replaceAll("''", "'")
}

function typedLiteral(cursor: Cursor, prefix: string): Literal {
  const text = readQuoted(cursor)
  if (prefix === 'duration') {
    const seconds = durationSeconds(text)
    return seconds === undefined ? cursor.fail(`'${text}' is no duration`) : literal('Duration', durationText(seconds))
  }
  if (prefix === 'binary') return literal('String', Buffer.from(text, 'base64url').toString('base64'))
  if (prefix === 'guid' && /^[0-9a-f-]{36}$/i.test(text)) return literal('Guid', text.toLowerCase())
  return prefix.includes('.') ? literal('Enum', text) : cursor.fail(`'${prefix}' is no type of a literal`)
}

function bareLiteral(cursor: Cursor, text: string): Literal {
  if (/^[0-9a-f]{8}-[0-9a-f]{4}-/i.test(text)) return literal('Guid', text.toLowerCase())
  if (isDate(text)) return literal('Date', text)
  const time = timeOfDay(text)
  if (time !== undefined) return literal('TimeOfDay', time)
  if (/^-?\d{4}-\d{2}-\d{2}/.test(text)) {
    const at = exactInstant(text)
    return at === undefined ? cursor.fail(`'${text}' is no valid date and time`) : literal('DateTimeOffset', at)
  }
  const exact = decimal(text)
  if (exact === undefined) return cursor.fail(`Unrecognized literal '${text}'`)
  const isInteger = /^[+-]?\d+$/.test(text) && Number.isSafeInteger(Number(text))
  return isInteger ? literal('Int', Number(text)) : literal(/e/i.test(text) ? 'Double' : 'Decimal', exact)
}
