/**
 * Sign-in by challenge: the server gives a nonce, the page writes it into a row under its user's own rights, the server reads who
 * wrote it and gives a token of 15 minutes. The token stays in memory. Many boxes share one sign-in.
 */
import { failure, FailureError, failureOfResponse, type Failure } from '../facts/failure.ts'
import { reach } from '../facts/reach.ts'
import type { GetToken } from '../facts/request-facts.ts'

export interface ChallengeParts {
  readonly server: string
  /** The organization's own address, as its pages know it. */
  readonly organization: () => string
  /** Writes the row and answers its id. */
  readonly writeChallenge: (nonce: string) => Promise<string>
  readonly now: () => number
}

/** Renewed this long before it expires, so that no question meets an expired token. */
const marginMs = 60_000
/** A clock that is wrong must not make every question sign in anew: a refused token is noticed anyhow. */
const leastUseMs = 60_000
const longestWriteMs = 30_000

interface Session {
  readonly token: string
  readonly useUntil: number
}

export function challengeSession(parts: ChallengeParts): GetToken {
  let session: Session | null = null
  let signingIn: Promise<Session> | null = null
  const start = (): Promise<Session> =>
    signIn(parts)
      .then((signedIn) => (session = signedIn))
      .finally(() => (signingIn = null))
  return async ({ refused } = {}) => {
    if (session !== null && (session.token === refused || parts.now() >= session.useUntil)) session = null
    if (session !== null) return session.token
    signingIn ??= start()
    return (await signingIn).token
  }
}

async function signIn({ server, organization, writeChallenge, now }: ChallengeParts): Promise<Session> {
  const { nonce } = await post(`${server}/api/widget/challenges`, { organization: organization() }, ['nonce'])
  const challengeId = await within(longestWriteMs, writeChallenge(nonce)).catch((error: unknown) => {
    throw new FailureError(writeFailure(error))
  })
  const answer = await post(`${server}/api/widget/tokens`, { nonce, challengeId }, ['token', 'expiresAt'])
  const expiresAt = Date.parse(answer.expiresAt)
  const useUntil = Math.max(Number.isNaN(expiresAt) ? 0 : expiresAt - marginMs, now() + leastUseMs)
  return { token: answer.token, useUntil }
}

/** The client API rejects with `{errorCode, message}`. */
function writeFailure(error: unknown): Failure {
  const message: unknown = typeof error === 'object' && error !== null ? Reflect.get(error, 'message') : error
  return failure('signedOut', {
    problem: 'challenge-refused',
    detail: typeof message === 'string' && message !== '' ? message : null,
  })
}

async function post<Key extends string>(url: string, body: object, keys: readonly Key[]): Promise<Record<Key, string>> {
  const headers = { 'content-type': 'application/json', accept: 'application/json' }
  const response = await reach(url, { method: 'POST', headers, body: JSON.stringify(body) })
  if (!response.ok) throw new FailureError(signInFailure(await failureOfResponse(response)))
  const answer: unknown = await response.json().catch(() => null)
  if (!holds(answer, keys)) throw new FailureError(failure('error', { problem: 'answer-not-understood' }))
  return answer
}

/** No figure was refused yet: it is the sign-in that failed. */
const signInFailure = (reason: Failure): Failure =>
  reason.code === 'noPermission' ? { ...reason, code: 'signedOut' } : reason

const holds = <Key extends string>(value: unknown, keys: readonly Key[]): value is Record<Key, string> =>
  typeof value === 'object' && value !== null && keys.every((key) => typeof Reflect.get(value, key) === 'string')

function within<Value>(limitMs: number, promise: Promise<Value>): Promise<Value> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`The CRM did not answer within ${limitMs / 1000} seconds.`)), limitMs)
  })
  return Promise.race([promise, limit]).finally(() => clearTimeout(timer))
}
