/** Bodies are JSON and say so: anything else would be read as an empty one and answered with errors that mislead. */
import type { MiddlewareHandler } from 'hono'
import type { ApiEnv } from './api-env.ts'
import { ProblemError } from './problem.ts'

const isJson = (type: string): boolean => /^application\/([\w.+-]+\+)?json\b/i.test(type.trim())
const methods = ['POST', 'PUT', 'PATCH']

export const requireJson: MiddlewareHandler<ApiEnv> = async (c, next) => {
  const type = c.req.header('content-type')
  const hasBody = Number(c.req.header('content-length') ?? 0) > 0 || c.req.header('transfer-encoding') !== undefined
  if (methods.includes(c.req.method) && (type === undefined ? hasBody : !isJson(type)))
    throw new ProblemError(
      415,
      'not-json',
      `The body is sent as ${type === undefined ? 'nothing in particular' : `"${type}"`}. Send JSON, with "Content-Type: application/json".`,
    )
  return next()
}
