/** A problem in the dialect's words. */
import { ProblemError } from '../model/problem.ts'
import type { RequestInfo } from '../model/context.ts'
import type { Dialect } from '../model/dialect.ts'
import type { Problem } from '../model/problem.ts'
import type { Outcome } from '../request/exchange.ts'

export function problemOf(error: unknown): Problem {
  if (error instanceof ProblemError) return error.problem
  return { kind: 'internal', message: error instanceof Error ? error.message : String(error) }
}

export function problemOutcome(problem: Problem, dialect: Dialect, request: RequestInfo): Outcome {
  const { status, body, headers = {} } = dialect.answerProblem(problem, request)
  return body === undefined ? { status, headers } : { status, headers, json: body }
}
