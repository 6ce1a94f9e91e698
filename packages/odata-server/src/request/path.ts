/** The path of a URL as segments with keys. Truth: OData URL conventions 4.01, sections 2 and 4.3. */
import { raise } from '../model/problem.ts'
import { Cursor } from '../query/cursor.ts'
import { readLiteral } from '../query/literals.ts'
import { readArgument } from '../query/parse-filter.ts'
import type { Aliases } from '../query/parse-filter.ts'
import type { PathSegment } from '../model/service-root.ts'
import type { Json, JsonObject, Scalar } from '../model/value.ts'

/** Segments of the path behind the service root. Slashes inside quoted keys divide nothing. */
export function parsePath(path: string): PathSegment[] {
  return splitPath(path)
    .filter((part) => part !== '')
    .map((part) => segmentOf(decodedPart(part)))
}

function decodedPart(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return raise({
      kind: 'malformedUrl',
      message: `The URL has a percent sign that starts no valid code in '${part.slice(0, 80)}'.`,
    })
  }
}

function splitPath(path: string): string[] {
  const parts: string[] = []
  let part = ''
  let quoted = false
  for (const character of path.replaceAll('%27', "'")) {
    if (character === "'") quoted = !quoted
    if (character === '/' && !quoted) {
      parts.push(part)
      part = ''
    } else part += character
  }
  return [...parts, part]
}

function segmentOf(text: string): PathSegment {
  const open = text.indexOf('(')
  if (open < 0) return { name: text, key: undefined }
  if (!text.endsWith(')'))
    return raise({ kind: 'malformedUrl', message: `The parenthesis in '${text.slice(0, 120)}' is not closed.` })
  return { name: text.slice(0, open), key: text.slice(open + 1, -1) }
}

export type KeyValues =
  | { readonly kind: 'single'; readonly value: Scalar }
  | { readonly kind: 'named'; readonly values: ReadonlyMap<string, Scalar> }

/** The values between the parentheses of an entity's address. */
export function parseKey(text: string, entityType: string): KeyValues {
  const cursor = new Cursor(text.trim(), 'key')
  const bad = (message: string): never => raise({ kind: 'badKey', key: text, entityType, message })
  if (!/^[A-Za-z_]\w*\s*=/.test(cursor.text)) {
    const value = readLiteral(cursor)
    return value === undefined || !cursor.ended
      ? bad(`')' or ',' expected at position ${cursor.at} in (${text}).`)
      : { kind: 'single', value: value.value }
  }
  const values = new Map<string, Scalar>()
  do {
    cursor.spaces()
    const name = cursor.match(/[A-Za-z_]\w*/y) ?? bad(`A key name is expected at position ${cursor.at} in (${text}).`)
    cursor.expect('=')
    cursor.spaces()
    const value = readLiteral(cursor) ?? bad(`A key value is expected at position ${cursor.at} in (${text}).`)
    values.set(name, value.value)
    cursor.spaces()
  } while (cursor.take(','))
  return cursor.ended ? { kind: 'named', values } : bad(`')' or ',' expected at position ${cursor.at} in (${text}).`)
}

/** A function's parameters: `Name(a='x',b=@p)`. */
export function parseParameters(text: string, aliases: Aliases): JsonObject {
  const cursor = new Cursor(text.trim(), 'parameters')
  const values: Record<string, Json> = {}
  if (cursor.ended) return values
  do {
    cursor.spaces()
    const name = cursor.match(/[A-Za-z_]\w*/y) ?? cursor.fail(`A parameter name is expected at position ${cursor.at}`)
    cursor.expect('=')
    cursor.spaces()
    values[name] = readArgument(cursor, aliases)
    cursor.spaces()
  } while (cursor.take(','))
  return cursor.ended ? values : cursor.fail(`',' expected at position ${cursor.at}`)
}
