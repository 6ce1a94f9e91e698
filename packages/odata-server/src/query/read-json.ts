/** JSON lists and objects inside expressions: `in ['a','b']`, parameters of functions. */
import { isObject, parseJson } from '../values/json.ts'
import type { FilterExpression } from '../model/dialect.ts'
import type { Json } from '../model/value.ts'
import type { Cursor } from './cursor.ts'

/** JSON inside an expression ends at its matching bracket. Single-quoted strings in lists are taken too. */
export function readJsonText(cursor: Cursor): Json {
  const start = cursor.at
  let open = 0
  for (let quote = ''; !cursor.ended; cursor.at += 1) {
    const character = cursor.peek()
    if (quote !== '') {
      if (character === '\\') cursor.at += 1
      else if (character === quote) quote = ''
    } else if (character === '"' || character === "'") quote = character
    else if (character === '[' || character === '{') open += 1
    else if ((character === ']' || character === '}') && --open === 0) {
      cursor.at += 1
      return parsedJson(cursor.text.slice(start, cursor.at), cursor)
    }
  }
  return cursor.fail('The list has no end')
}

function parsedJson(text: string, cursor: Cursor): Json {
  try {
    return parseJson(text.includes('"') ? text : text.replaceAll("'", '"'))
  } catch {
    return cursor.fail('The list is no valid JSON')
  }
}

export function jsonExpression(value: Json, cursor: Cursor): FilterExpression {
  if (isObject(value) || !Array.isArray(value)) return cursor.fail('An object is no value here')
  const items = value.map((item: Json): FilterExpression => {
    if (typeof item === 'string') return { kind: 'literal', type: 'String', value: item }
    if (typeof item === 'number')
      return Number.isInteger(item)
        ? { kind: 'literal', type: 'Int', value: item }
        : { kind: 'literal', type: 'Decimal', value: String(item) }
    if (typeof item === 'boolean') return { kind: 'literal', type: 'Boolean', value: item }
    return item === null
      ? { kind: 'literal', type: 'Null', value: null }
      : cursor.fail('Only plain values may stand in a list')
  })
  return { kind: 'list', items }
}
