/** From an answer with an error status, or none at all, to a failure. Bodies may be JSON, HTML, empty or cut off. */
import { isJsonObject, readJson, textOf, type Json } from './json.ts'
import type { ODataFailure } from './odata-error.ts'

export interface StatusAnswer {
  readonly status: number
  readonly headers: Headers
  readonly text: string
}

/** How long `Retry-After` asks to wait, in either of its forms. */
export function readRetryAfter(headers: Headers, now: number): number | undefined {
  const text = headers.get('retry-after')
  if (text === null || text.trim() === '') return undefined
  const seconds = Number(text)
  if (Number.isFinite(seconds)) return Math.max(0, Math.ceil(seconds * 1000))
  const date = Date.parse(text)
  return Number.isNaN(date) ? undefined : Math.max(0, date - now)
}

const correlation = /\s*CorrelationId:\s*([0-9a-f-]{36})\.?\s*$/i

/** The `error` object's code and message; the correlation id that Business Central appends to the message, apart. */
export function readErrorBody(body: Json | undefined): { code: string; message: string; correlationId?: string } {
  const error = isJsonObject(body) ? body['error'] : undefined
  const raw =
    textOf(error, 'message') ?? (typeof error === 'string' ? (textOf(body, 'error_description') ?? error) : '')
  const match = correlation.exec(raw)
  const code = textOf(error, 'code') ?? (typeof error === 'string' ? error : '')
  const message = raw.replace(correlation, '').trim()
  return { code, message, ...(match?.[1] === undefined ? {} : { correlationId: match[1] }) }
}

/**
 * A refusal (4xx), 429, 501 and a 503 that names a time to come back were certainly not carried out. Any other 5xx may
 * come from a gateway whose service went on working. A 408 ends an operation that ran too long: unknown as well.
 */
export function mayHaveBeenCarriedOut(status: number, retryAfterMs: number | undefined): boolean {
  if (status === 408) return true
  if (status < 500 || status === 501) return false
  return !(status === 503 && retryAfterMs !== undefined)
}

const requestIdHeaders = ['x-ms-service-request-id', 'req_id', 'request-id', 'ms-correlation-x']

export function readFailure(answer: StatusAnswer, isRead: boolean, now: number): ODataFailure {
  const { code, message, correlationId } = readErrorBody(readJson(answer.text))
  const retryAfterMs = readRetryAfter(answer.headers, now)
  const requestId =
    requestIdHeaders.map((name) => answer.headers.get(name)).find((found) => found !== null) ?? correlationId
  return {
    reason: 'status',
    status: answer.status,
    code,
    message: message === '' ? `The service answered HTTP ${answer.status} without an explanation.` : message,
    ...(requestId === undefined ? {} : { requestId }),
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
    mayHaveApplied: !isRead && mayHaveBeenCarriedOut(answer.status, retryAfterMs),
  }
}

const neverConnected = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
  'CERT_HAS_EXPIRED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'ERR_TLS_CERT_ALTNAME_INVALID',
])

const causeCode = (error: unknown): string => {
  const cause = error instanceof Error ? (error.cause ?? error) : error
  return typeof cause === 'object' && cause !== null && 'code' in cause && typeof cause.code === 'string'
    ? cause.code
    : ''
}

/** A `fetch` that threw. Without a connection nothing was carried out; a broken one proves nothing. */
export function readNetworkFailure(error: unknown, isRead: boolean): ODataFailure {
  const code = causeCode(error)
  const text = error instanceof Error ? error.message : String(error)
  return {
    reason: 'network',
    status: 0,
    code,
    message: `The service could not be reached: ${text}${code === '' ? '' : ` (${code})`}.`,
    mayHaveApplied: !isRead && !neverConnected.has(code),
  }
}
