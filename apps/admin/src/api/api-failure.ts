/** A request that did not succeed, as something to show: RFC 9457 problem details, or what stands in their place. */
import type { Problem } from '@koble/ui'

export class ApiFailure extends Error {
  readonly status: number
  readonly problem: Problem
  /** The whole answer; a refusal may carry more than the problem (a conflict as it is now). */
  readonly body: unknown

  constructor(status: number, problem: Problem, body: unknown) {
    super(problem.detail ?? problem.title ?? `HTTP ${status}`)
    this.name = 'ApiFailure'
    this.status = status
    this.problem = problem
    this.body = body
  }
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null
const text = (from: object, name: string): string | undefined => {
  const value: unknown = Reflect.get(from, name)
  return typeof value === 'string' && value !== '' ? value : undefined
}

/** Only what is there: an absent member is absent, not undefined. */
export const problemFrom = (status: number, body: unknown, correlationId: string | null): Problem => {
  const from = isObject(body) ? body : {}
  const given = {
    title: text(from, 'title') ?? `The server answered with status ${status}`,
    detail: text(from, 'detail'),
    code: text(from, 'code'),
    correlationId: text(from, 'correlationId') ?? correlationId ?? undefined,
  }
  const present = Object.entries(given).filter(([, value]) => value !== undefined)
  return { ...(Object.fromEntries(present) as Problem), status }
}

export const unreachable = (): ApiFailure =>
  new ApiFailure(
    0,
    {
      title: 'The server cannot be reached',
      detail: 'No answer came from the Koble server.',
      action: 'Check that the server runs and that this computer is online, then try again.',
    },
    null,
  )

/** What went wrong, whatever was thrown. */
export const problemOf = (error: unknown): Problem =>
  error instanceof ApiFailure
    ? error.problem
    : { title: 'The page failed', detail: error instanceof Error ? error.message : String(error) }
