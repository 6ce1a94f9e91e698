/**
 * JSON whose decimals stay exact. Both services send money as JSON numbers ("20000.0000", "0.1"); a double would round
 * long ones and lose the digits that were sent. Integers that a double holds exactly become numbers, every other number
 * becomes its own text as it stood in the answer.
 */

export type Json = string | number | boolean | null | readonly Json[] | JsonObject
export interface JsonObject {
  readonly [name: string]: Json | undefined
}

const plainInteger = /^-?\d{1,15}$/

/** Throws a SyntaxError for text that is not JSON. */
export function parseJson(text: string): Json {
  const keepExact = (_key: string, value: unknown, context?: { source?: string }): unknown => {
    if (typeof value !== 'number') return value
    const source = context?.source ?? String(value)
    return plainInteger.test(source) ? value : source
  }
  return JSON.parse(text, keepExact) as Json
}

/** Null for text that is not JSON. */
export function readJson(text: string): Json {
  try {
    return parseJson(text)
  } catch {
    return null
  }
}

const exactJson = JSON as typeof JSON & { rawJSON(text: string): Json }
const numberText = /^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/

/** A number for a body, printed digit for digit as given. */
export function exactNumber(text: string): Json {
  if (!numberText.test(text)) throw new RangeError(`"${text}" is not a JSON number`)
  return exactJson.rawJSON(text)
}

export const isJsonObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

export const isJsonArray = (value: Json | undefined): value is readonly Json[] => Array.isArray(value)

/** The object's text property of that name; undefined when there is none. */
export function textOf(value: Json | undefined, name: string): string | undefined {
  const found = isJsonObject(value) ? value[name] : undefined
  return typeof found === 'string' ? found : undefined
}
