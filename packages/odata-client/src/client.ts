/**
 * Requests to one OData service: token, headers, governor, time-out, and the few repetitions that are safe. Only the caller
 * knows whether a request may be sent twice, so only these are: reads; anything that the service certainly did not carry out
 * (401 once with a new token, 429, a 503 that names a time to come back).
 */
import { parseJson, type Json } from './json.ts'
import { isODataError, ODataError, type ODataFailure } from './odata-error.ts'
import { readFailure, readNetworkFailure, type StatusAnswer } from './read-failure.ts'
import { rebase } from './rebase.ts'
import type { Governor, Priority } from './governor.ts'
import type { ClientClock, ClientLog, Fetch } from './ports.ts'
import type { TokenSource } from './token-source.ts'
import { withTimeout } from './with-timeout.ts'

export interface ODataRequest {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE'
  /** Relative to the base URL (`customers?$top=1`), or a link that the service gave. */
  readonly path: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
  /** True for a POST that only reads (a batch of GETs). */
  readonly isRead?: boolean
  /** How many requests the service counts for this one. */
  readonly weight?: number
  readonly priority?: Priority
  readonly timeoutMs?: number
  readonly signal?: AbortSignal | undefined
  /** Error statuses that the caller reads itself: they are answers, not failures. */
  readonly accept?: readonly number[]
}

/** Turns a good answer into what the caller wants; throws an ODataError where it cannot be read. */
export type ReadAnswer<T> = (answer: StatusAnswer) => T

export interface ODataClient {
  /** The answer is read inside the repetitions: a read whose body is cut off is asked for again. */
  send<T>(request: ODataRequest, read: ReadAnswer<T>): Promise<T>
  readonly baseUrl: string
}

export interface ODataClientOptions {
  readonly fetch: Fetch
  /** Without a slash at the end. */
  readonly baseUrl: string
  readonly tokens: TokenSource
  readonly clock: ClientClock
  readonly log: ClientLog
  readonly governor: Governor
  /** Sent with every request. */
  readonly headers?: Readonly<Record<string, string>>
  readonly priority?: Priority
  readonly readTimeoutMs?: number
  readonly writeTimeoutMs?: number
  /** 0 to 1, for the jitter of waits. */
  readonly random?: () => number
}

const attemptsOf: Readonly<Record<Priority, number>> = { interactive: 3, background: 6 }
/** A wait longer than this is handed to the caller instead: a person waits, or a worker has other work. */
const longestWaitMs: Readonly<Record<Priority, number>> = { interactive: 5_000, background: 120_000 }

export function createODataClient(options: ODataClientOptions): ODataClient {
  const { clock, governor, log } = options
  const random = options.random ?? Math.random

  const waitBefore = (failure: ODataFailure, attempt: number): number =>
    failure.retryAfterMs ?? Math.min(60_000, 500 * 2 ** attempt) * (0.5 + random() / 2)

  const sendOnce = async <T>(request: ODataRequest, priority: Priority, read: ReadAnswer<T>): Promise<T> => {
    let answer = await exchangeInTurn(options, request, priority)
    if (answer.status === 401) answer = await exchangeInTurn(options, request, priority)
    if (answer.status >= 400 && request.accept?.includes(answer.status) !== true) {
      throw new ODataError(readFailure(answer, isRead(request), clock.now()))
    }
    return readOrFail(request, answer, read)
  }

  return {
    baseUrl: options.baseUrl,
    async send(request, read) {
      const priority = request.priority ?? options.priority ?? 'background'
      for (let attempt = 1; ; attempt += 1) {
        try {
          return await sendOnce(request, priority, read)
        } catch (error) {
          if (!isODataError(error)) throw error
          const { failure } = error
          if (failure.retryAfterMs !== undefined) governor.pause(failure.retryAfterMs)
          const waitMs = waitBefore(failure, attempt)
          if (!mayRepeat(failure, isRead(request)) || attempt >= attemptsOf[priority]) throw error
          if (waitMs > longestWaitMs[priority]) throw error
          log.warn('request.repeated', { status: failure.status, code: failure.code, attempt, waitMs })
          await clock.sleep(waitMs, request.signal)
        }
      }
    },
  }
}

const isRead = (request: ODataRequest): boolean => request.isRead ?? request.method === 'GET'

/** What is worth sending again at all, and certain to have no effect twice. */
export function mayRepeat(failure: ODataFailure, read: boolean): boolean {
  if (failure.reason === 'aborted' || failure.reason === 'sign-in') return false
  const passing =
    failure.reason !== 'status' || failure.status === 429 || failure.status === 408 || failure.status >= 500
  return passing && failure.status !== 501 && (read || !failure.mayHaveApplied)
}

/** The body as JSON. */
export const asJson: ReadAnswer<Json> = (answer) => {
  try {
    return parseJson(answer.text)
  } catch (error) {
    const message = `The service answered HTTP ${answer.status} with a body that is cut off or not JSON.`
    throw new ODataError({ reason: 'body', status: answer.status, code: '', message, mayHaveApplied: true }, error)
  }
}

export const asIs: ReadAnswer<StatusAnswer> = (answer) => answer

function readOrFail<T>(request: ODataRequest, answer: StatusAnswer, read: ReadAnswer<T>): T {
  try {
    return read(answer)
  } catch (error) {
    if (!isODataError(error) || !isRead(request)) throw error
    throw new ODataError({ ...error.failure, mayHaveApplied: false }, error)
  }
}

/** Signs in, waits for its turn, asks. A token that the service refuses is forgotten, so the next call signs in anew. */
async function exchangeInTurn(
  options: ODataClientOptions,
  request: ODataRequest,
  priority: Priority,
): Promise<StatusAnswer> {
  const token = await options.tokens.token(request.signal)
  const permit = await options.governor.acquire({ priority, weight: request.weight ?? 1, signal: request.signal })
  try {
    const answer = await exchange(options, request, token)
    if (answer.status === 401) options.tokens.forget(token)
    return answer
  } finally {
    permit.release()
  }
}

/** One exchange with its time-out, body included; whatever ends it early is told apart by who ended it. */
async function exchange(options: ODataClientOptions, request: ODataRequest, token: string): Promise<StatusAnswer> {
  const read = isRead(request)
  const timeoutMs =
    request.timeoutMs ?? (read ? (options.readTimeoutMs ?? 60_000) : (options.writeTimeoutMs ?? 100_000))
  request.signal?.throwIfAborted()
  const ended = await withTimeout(options.clock, timeoutMs, request.signal, async (signal) => {
    const url = rebase(options.baseUrl, request.path)
    const response = await options.fetch(url, initOf(options, request, token, signal))
    return { status: response.status, headers: response.headers, text: await response.text() }
  })
  if ('ok' in ended) return ended.ok
  if (ended.failed === 'error') throw new ODataError(readNetworkFailure(ended.error, read), ended.error)
  const message =
    ended.failed === 'timeout'
      ? `The service did not answer within ${timeoutMs / 1000} s.`
      : 'The request was given up while it was under way.'
  throw new ODataError({ reason: ended.failed, status: 0, code: '', message, mayHaveApplied: !read }, ended.error)
}

function initOf(options: ODataClientOptions, request: ODataRequest, token: string, signal: AbortSignal): RequestInit {
  const headers = {
    accept: 'application/json',
    ...options.headers,
    ...(request.body === undefined ? {} : { 'content-type': 'application/json; charset=utf-8' }),
    ...request.headers,
    authorization: `Bearer ${token}`,
  }
  // A service that redirects would be sent our token: neither of the two ever does.
  const base = { method: request.method, headers, signal, redirect: 'error' as const }
  return request.body === undefined ? base : { ...base, body: request.body }
}
