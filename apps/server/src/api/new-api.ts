/** A group of routes that answers invalid input with problem details naming each field. */
import { OpenAPIHono } from '@hono/zod-openapi'
import type { ApiEnv } from '../http/api-env.ts'
import { answerProblem } from '../http/problem.ts'

export const newApi = () =>
  new OpenAPIHono<ApiEnv>({
    defaultHook: (result, c) => {
      if (result.success) return
      const errors = result.error.issues.map((issue) => ({ path: issue.path.join('.'), message: issue.message }))
      const first = errors[0]
      const where = first === undefined || first.path === '' ? `The ${result.target}` : `"${first.path}"`
      return answerProblem(
        c,
        400,
        'invalid-request',
        `${where}: ${first?.message ?? 'not as documented'}. The API's description is at /api/openapi.json.`,
        { errors },
      )
    },
  })
