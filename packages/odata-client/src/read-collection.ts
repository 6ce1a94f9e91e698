/** One page of a collection, with the links that lead on from it. */
import { isJsonArray, isJsonObject, textOf, type Json, type JsonObject } from './json.ts'
import { ODataError } from './odata-error.ts'

export interface CollectionPage {
  readonly rows: readonly JsonObject[]
  readonly nextLink: string | null
  readonly deltaLink: string | null
  readonly count: number | null
}

/** Throws an ODataError for a body that is no collection: an answer of another shape must never read as "no rows". */
export function readCollection(body: Json, status = 200): CollectionPage {
  const value = isJsonObject(body) ? body['value'] : undefined
  if (!isJsonObject(body) || !isJsonArray(value) || !value.every(isJsonObject)) {
    const message = 'The service answered with something else than a list of records.'
    throw new ODataError({ reason: 'body', status, code: '', message, mayHaveApplied: false })
  }
  const count = body['@odata.count']
  return {
    rows: value,
    nextLink: textOf(body, '@odata.nextLink') ?? null,
    deltaLink: textOf(body, '@odata.deltaLink') ?? null,
    count: typeof count === 'number' ? count : null,
  }
}
