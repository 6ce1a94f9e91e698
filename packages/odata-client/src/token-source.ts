/**
 * Tokens of the client credentials flow: one request at a time however many callers wait, renewed before they end. The form
 * and its answers are those of the vendors' "Authentication" sections.
 */
import { isJsonObject, readJson, textOf } from './json.ts'
import { ODataError } from './odata-error.ts'
import { readFailure, readNetworkFailure, readRetryAfter, type StatusAnswer } from './read-failure.ts'
import type { ClientClock, Fetch } from './ports.ts'
import { withTimeout } from './with-timeout.ts'

export interface TokenSource {
  token(signal?: AbortSignal): Promise<string>
  /** The service refused this token: the next call asks for a new one. */
  forget(token: string): void
}

export interface ClientCredentials {
  /** Such as `https://login.microsoftonline.com/{tenant}/oauth2/v2.0/token`. */
  readonly tokenUrl: string
  readonly clientId: string
  readonly clientSecret: string
  readonly scope: string
}

interface Granted {
  readonly token: string
  readonly renewAt: number
}

const timeoutMs = 30_000
/** A token is renewed this long before it ends, or after half of a shorter life. */
const earlyMs = 300_000

export function clientCredentials(options: {
  readonly credentials: ClientCredentials
  readonly fetch: Fetch
  readonly clock: ClientClock
}): TokenSource {
  const { credentials, fetch, clock } = options
  let granted: Granted | null = null
  let pending: Promise<Granted> | null = null

  const ask = async (): Promise<Granted> => {
    const answer = await requestToken(credentials, fetch, clock)
    const lifeMs = answer.expiresInMs
    granted = { token: answer.token, renewAt: clock.now() + Math.max(lifeMs / 2, lifeMs - earlyMs) }
    return granted
  }

  const asking = (): Promise<Granted> => {
    pending ??= ask().finally(() => {
      pending = null
    })
    return pending
  }

  return {
    async token(signal) {
      signal?.throwIfAborted()
      if (granted !== null && clock.now() < granted.renewAt) return granted.token
      return (await asking()).token
    },
    forget(token) {
      if (granted?.token === token) granted = null
    },
  }
}

/** A token that someone else keeps (the emulators' demo token, a delegated one). */
export const fixedToken = (token: string): TokenSource => ({
  token: () => Promise.resolve(token),
  forget: () => undefined,
})

async function requestToken(
  credentials: ClientCredentials,
  fetch: Fetch,
  clock: ClientClock,
): Promise<{ token: string; expiresInMs: number }> {
  const body = new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: credentials.clientId,
    client_secret: credentials.clientSecret,
    scope: credentials.scope,
  }).toString()
  const answer = await send(credentials.tokenUrl, body, fetch, clock)
  if (answer.status >= 400) {
    const failure = readFailure(answer, true, clock.now())
    throw new ODataError({ ...failure, reason: 'sign-in', message: `The sign-in failed: ${failure.message}` })
  }
  return readGrant(answer, clock.now())
}

async function send(url: string, body: string, fetch: Fetch, clock: ClientClock): Promise<StatusAnswer> {
  const headers = { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' }
  const ended = await withTimeout(clock, timeoutMs, undefined, async (signal) => {
    const response = await fetch(url, { method: 'POST', headers, body, signal, redirect: 'error' })
    return { status: response.status, headers: response.headers, text: await response.text() }
  })
  if ('ok' in ended) return ended.ok
  const failure = readNetworkFailure(ended.error, true)
  const message = `The sign-in service ${new URL(url).origin} did not answer: ${failure.message}`
  throw new ODataError({ ...failure, reason: 'sign-in', message }, ended.error)
}

function readGrant(answer: StatusAnswer, now: number): { token: string; expiresInMs: number } {
  const body = readJson(answer.text)
  const token = textOf(body, 'access_token')
  if (token === undefined || token === '') {
    const retryAfterMs = readRetryAfter(answer.headers, now)
    throw new ODataError({
      reason: 'sign-in',
      status: answer.status,
      code: '',
      message: 'The sign-in service answered without an access token. Check the address of the token service.',
      ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
      mayHaveApplied: false,
    })
  }
  const seconds = isJsonObject(body) ? Number(body['expires_in']) : Number.NaN
  return { token, expiresInMs: (Number.isFinite(seconds) && seconds > 0 ? seconds : 3599) * 1000 }
}
