/** Why there are no facts, as data; the catalogue has the words for each code. */
export type FailureCode =
  | 'unconfigured'
  | 'signedOut'
  | 'noPermission'
  | 'offline'
  | 'blocked'
  | 'unreachable'
  /** Koble answers, but one of its two systems does not. */
  | 'erpDown'
  | 'throttled'
  | 'error'

export interface Failure {
  readonly code: FailureCode
  /** What the server or the host said; null where the catalogue's words say it all. */
  readonly detail: string | null
  readonly correlationId: string | null
  /** The code of the server's problem details. */
  readonly problem: string | null
  readonly retryAfterMs: number | null
}

export const failure = (code: FailureCode, more: Partial<Omit<Failure, 'code'>> = {}): Failure => ({
  code,
  detail: null,
  correlationId: null,
  problem: null,
  retryAfterMs: null,
  ...more,
})

/** What passes by itself, so that asking again is worth it. */
export const isPassing = ({ code }: Failure): boolean =>
  ['offline', 'unreachable', 'erpDown', 'throttled'].includes(code)

/** Thrown by a host's `getToken` that knows why it failed. */
export class FailureError extends Error {
  readonly failure: Failure
  constructor(reason: Failure) {
    super(reason.detail ?? reason.code)
    this.name = 'FailureError'
    this.failure = reason
  }
}

/** By shape and not by class: the host's bundle has a class of its own. */
export function failureOfError(error: unknown): Failure {
  if (error instanceof Error && 'failure' in error && isFailure(error.failure)) return error.failure
  return failure('signedOut', { detail: error instanceof Error ? error.message : null })
}

const isFailure = (value: unknown): value is Failure =>
  typeof value === 'object' && value !== null && 'code' in value && 'detail' in value

const codeOfStatus = (status: number): FailureCode => {
  if (status === 401) return 'signedOut'
  if (status === 403) return 'noPermission'
  if (status === 502 || status === 504) return 'erpDown'
  return status === 429 || status === 503 ? 'throttled' : 'error'
}

/** Problem details (RFC 9457), or whatever a proxy in between answered. */
export async function failureOfResponse(response: Response): Promise<Failure> {
  const body: unknown = await response.json().catch(() => null)
  const text = (key: string): string | null => {
    const value: unknown = typeof body === 'object' && body !== null ? Reflect.get(body, key) : null
    return typeof value === 'string' && value !== '' ? value : null
  }
  return failure(codeOfStatus(response.status), {
    detail: text('detail') ?? text('title'),
    correlationId: text('correlationId'),
    problem: text('code') ?? String(response.status),
    retryAfterMs: retryAfterMs(response),
  })
}

/** Only the form in seconds; absent or unreadable: null. */
function retryAfterMs(response: Response): number | null {
  const header = response.headers.get('retry-after')
  return header !== null && /^\d{1,6}$/.test(header) ? Number(header) * 1000 : null
}
