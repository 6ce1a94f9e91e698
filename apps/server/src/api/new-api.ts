/** A group of routes that answers invalid input with problem details naming each field. */
import { OpenAPIHono, type z } from '@hono/zod-openapi'
import type { ApiEnv } from '../http/api-env.ts'
import { answerProblem } from '../http/problem.ts'

type Issue = z.core.$ZodIssue
interface FieldError {
  readonly path: string
  readonly message: string
}

const places: Readonly<Record<string, string>> = { json: 'The body', query: 'The query', param: 'The address' }

export const newApi = () =>
  new OpenAPIHono<ApiEnv>({
    defaultHook: (result, c) => {
      if (result.success) return
      const errors = result.error.issues.flatMap(readIssue)
      const first = errors[0]
      const where =
        first === undefined || first.path === '' ? (places[result.target] ?? 'The request') : `"${first.path}"`
      return answerProblem(
        c,
        400,
        'invalid-request',
        `${where}: ${first?.message ?? 'not as documented'}. The API's description is at /api/openapi.json.`,
        { errors },
      )
    },
  })

/** A field that is not known is named by its own path: a slip of the pen must not pass as "left out". */
function readIssue(issue: Issue): FieldError[] {
  const at = (...more: readonly string[]): string => [...issue.path.map(String), ...more].join('.')
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => ({ path: at(key), message: 'this field is not known here' }))
  return [{ path: at(), message: issue.message }]
}
