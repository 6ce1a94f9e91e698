/** `$batch` as JSON: Business Central's (reference/business-central-protocol.md, section 7). Answers are matched by `id`. */
import { isJsonArray, isJsonObject, type Json, type JsonObject } from './json.ts'
import { ODataError } from './odata-error.ts'
import type { BatchAnswer, BatchAnswers, BatchPart } from './batch.ts'

export function printJsonBatch(parts: readonly BatchPart[]): string {
  const requests = parts.map((part, index) => ({
    id: String(index + 1),
    method: part.method,
    url: part.url,
    headers: part.headers,
    ...(part.body === undefined ? {} : { body: part.body }),
  }))
  return JSON.stringify({ requests })
}

/** Throws an ODataError when the answer is not one of a batch: nothing is then known about any part. */
export function readJsonBatch(body: Json, count: number): BatchAnswers {
  const responses = isJsonObject(body) ? body['responses'] : undefined
  if (!isJsonArray(responses)) {
    const message = 'The service answered a batch with something else than responses.'
    throw new ODataError({ reason: 'body', status: 200, code: '', message, mayHaveApplied: true })
  }
  const answers: (BatchAnswer | null)[] = Array.from({ length: count }, () => null)
  responses.forEach((response, place) => {
    if (!isJsonObject(response)) return
    const index = indexOf(response, place)
    const status = response['status']
    if (index >= count || typeof status !== 'number') return
    answers[index] = { status, headers: headersOf(response['headers']), body: response['body'] }
  })
  return answers
}

/** Some services answer `"id": null`, in the order of the requests. */
function indexOf(response: JsonObject, place: number): number {
  const id = response['id']
  const number = typeof id === 'string' || typeof id === 'number' ? Number(id) : Number.NaN
  return Number.isInteger(number) && number >= 1 ? number - 1 : place
}

function headersOf(value: Json | undefined): Headers {
  const headers = new Headers()
  if (!isJsonObject(value)) return headers
  for (const [name, text] of Object.entries(value)) if (typeof text === 'string') headers.set(name, text)
  return headers
}
