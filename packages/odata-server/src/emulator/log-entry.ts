/** An exchange as the request log keeps it. */
import { shownBody, shownHeadersOf } from './logged-text.ts'
import { refusalOf } from './operations.ts'
import type { FaultRule, LogEntry } from '../model/emulator.ts'

/** The body of the answer as it was sent. */
export interface Answered {
  bytes: number
  body: string | Uint8Array | undefined
}

export interface Seen {
  readonly request: Request
  readonly url: string
  /** Absent: the client got none. */
  readonly response: Response | undefined
  readonly started: number
  readonly now: number
  readonly principal: string
  readonly body: string | Uint8Array | undefined
  readonly answered: Answered
  readonly parts: LogEntry['parts']
  readonly fault: FaultRule | undefined
  readonly remarks: readonly string[]
}

export function logEntry(seen: Seen): Omit<LogEntry, 'number'> {
  const { request, response, answered, body } = seen
  const responseBody = shownBody(answered.body)
  return {
    at: new Date(seen.started).toISOString(),
    method: request.method,
    url: seen.url,
    status: response?.status ?? 0,
    durationMs: Math.max(0, seen.now - seen.started),
    principal: seen.principal,
    code: response === undefined || response.ok ? undefined : refusalOf(responseBody, response.status).code,
    bytesIn: body?.length ?? 0,
    bytesOut: answered.bytes,
    requestHeaders: shownHeadersOf(request.headers),
    responseHeaders: shownHeadersOf(response?.headers ?? new Headers()),
    requestBody: shownBody(body),
    responseBody,
    parts: seen.parts,
    fault: seen.fault?.kind,
    remarks: seen.remarks,
  }
}
