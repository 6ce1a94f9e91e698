/** An outcome as a Response. */
import { stringifyJson } from '../values/json.ts'
import { answerHeaders } from './answer-headers.ts'
import type { Dialect } from '../model/dialect.ts'
import type { Exchange, Outcome } from '../request/exchange.ts'

export function respond(
  outcome: Outcome,
  dialect: Dialect,
  exchange: Exchange,
  more: Readonly<Record<string, string>> = {},
  onBody?: (bytes: number, body: string | Uint8Array | undefined) => void,
): Response {
  const headers = new Headers()
  for (const [name, value] of [...Object.entries(answerHeaders(outcome, dialect, exchange)), ...Object.entries(more)])
    headers.set(name, value)
  const body = bodyOf(outcome)
  onBody?.(Buffer.byteLength(body ?? ''), body)
  const empty = exchange.method === 'HEAD' || outcome.status === 204 || outcome.status === 304 || body === undefined
  if (empty) headers.delete('content-type')
  return new Response(empty ? null : body, { status: outcome.status, headers })
}

function bodyOf(outcome: Outcome): string | Uint8Array<ArrayBuffer> | undefined {
  if (outcome.json !== undefined) return stringifyJson(outcome.json)
  return outcome.bytes === undefined ? outcome.text : new Uint8Array(outcome.bytes)
}
