/** RFC 9457 problem details: the one shape in which the API says that something went wrong. */
import { z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { isKobleError, type ErrorDetail, type ErrorKind } from '@koble/core'

export const problemSchema = z
  .object({
    type: z.string().openapi({ example: 'https://koble.example/errors/conflict-moved' }),
    title: z.string(),
    status: z.number().int(),
    /** What happened, to which record, and what to do. */
    detail: z.string(),
    code: z.string().openapi({ example: 'conflict-moved' }),
    correlationId: z.string(),
    errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
  })
  .openapi('Problem')
export type Problem = z.infer<typeof problemSchema>

const titles: Readonly<Record<number, string>> = {
  400: 'The request cannot be understood',
  401: 'Sign in first',
  403: 'Not allowed',
  404: 'Not found',
  409: 'Changed in the meantime',
  413: 'Too large',
  415: 'Not JSON',
  422: 'The request cannot be carried out',
  429: 'Too many requests',
  500: 'Koble failed',
  502: 'The remote system failed',
  503: 'Not available now',
  504: 'The remote system did not answer in time',
}

const statusOfKind: Readonly<Record<ErrorKind, number>> = {
  unavailable: 502,
  throttled: 503,
  stale: 409,
  rejected: 422,
  missing: 404,
  duplicate: 409,
  unauthorized: 502,
  misconfigured: 422,
}

/** An answer that a route gives on purpose. */
export class ProblemError extends Error {
  readonly status: number
  readonly code: string
  readonly extra: Readonly<Record<string, unknown>>
  /** When to come back; sent as a header. */
  readonly retryAfterMs: number | undefined
  constructor(
    status: number,
    code: string,
    message: string,
    extra: Readonly<Record<string, unknown>> = {},
    retryAfterMs?: number,
  ) {
    super(message)
    this.name = 'ProblemError'
    this.status = status
    this.code = code
    this.extra = extra
    this.retryAfterMs = retryAfterMs
  }
}

export const notFound = (what: string): ProblemError =>
  new ProblemError(
    404,
    'not-found',
    `${what} is not there. It may have been deleted, or the id is not of this connection.`,
  )

export const tooMany = (code: string, message: string, retryAfterMs: number): ProblemError =>
  new ProblemError(429, code, `${message} Try again in ${Math.ceil(retryAfterMs / 1000)} s.`, {}, retryAfterMs)

const problemOf = (status: number, code: string, detail: string, correlationId: string): Problem => ({
  type: `about:koble#${code}`,
  title: titles[status] ?? 'Error',
  status,
  detail,
  code,
  correlationId,
})

export function answerProblem(
  c: Context,
  status: number,
  code: string,
  detail: string,
  extra: Readonly<Record<string, unknown>> = {},
): Response {
  const body = { ...problemOf(status, code, detail, c.get('correlationId') ?? ''), ...extra }
  return new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/problem+json' } })
}

function comeBack(response: Response, afterMs: number | undefined): Response {
  if (afterMs !== undefined) response.headers.set('retry-after', String(Math.ceil(afterMs / 1000)))
  return response
}

/** What is down decides: a remote system is a bad gateway, our own parts are unavailable. */
const statusOf = ({ kind, origin }: ErrorDetail): number =>
  kind === 'unavailable' && (origin === 'store' || origin === 'koble') ? 503 : statusOfKind[kind]

const answerKobleError = (c: Context, detail: ErrorDetail): Response => {
  const response = answerProblem(c, statusOf(detail), detail.code, detail.message, {
    origin: detail.origin,
    ...(detail.vendorCode === undefined ? {} : { vendorCode: detail.vendorCode }),
  })
  return comeBack(response, detail.retryAfterMs)
}

/** The last resort of every route. `report` gets what nobody foresaw. */
export function answerError(c: Context, error: unknown, report: (error: unknown) => void): Response {
  if (error instanceof ProblemError)
    return comeBack(answerProblem(c, error.status, error.code, error.message, error.extra), error.retryAfterMs)
  if (isKobleError(error)) return answerKobleError(c, error.detail)
  if (error instanceof HTTPException)
    return answerProblem(
      c,
      error.status,
      error.status === 413 ? 'too-large' : 'bad-request',
      error.message || 'The request body cannot be read as JSON.',
    )
  report(error)
  return answerProblem(
    c,
    500,
    'internal',
    'Something went wrong inside Koble. Nothing was changed by this request; try again, and give the correlation id to your administrator if it stays.',
  )
}
