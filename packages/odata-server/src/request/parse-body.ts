/** A request's body as JSON, or the problem that says why not. */
import { raise } from '../model/problem.ts'
import { isObject, parseJson } from '../values/json.ts'
import { bodyText } from './exchange.ts'
import type { JsonObject } from '../model/value.ts'
import type { Exchange } from './exchange.ts'

/** The object in the body; an empty body is an empty object when `optional`. */
export function bodyObject(exchange: Exchange, optional: boolean): JsonObject {
  if (exchange.body.length === 0)
    return optional ? {} : raise({ kind: 'malformedBody', message: 'A body is expected.' })
  const type = exchange.headers.get('content-type') ?? 'application/json'
  if (!/^application\/(?:[\w.+-]*\+)?json\b/i.test(type.trim())) raise({ kind: 'wrongContentType', contentType: type })
  const value = parsed(exchange.body)
  return isObject(value) ? value : raise({ kind: 'malformedBody', message: 'The body must be a JSON object.' })
}

function parsed(body: Uint8Array): ReturnType<typeof parseJson> {
  try {
    return parseJson(bodyText(body).replace(/^\uFEFF/, ''))
  } catch (error) {
    return raise({ kind: 'malformedBody', message: error instanceof Error ? error.message : 'The body is no JSON.' })
  }
}
