/** One way to define a route: parameters, body, answer; problem details for everything else. */
import { createRoute, z } from '@hono/zod-openapi'
import { problemSchema } from '../http/problem.ts'

const problemContent = { 'application/problem+json': { schema: problemSchema } }
export const problems = {
  400: { description: 'The request cannot be understood.', content: problemContent },
  401: { description: 'No valid key, session or token.', content: problemContent },
  403: { description: 'Not allowed.', content: problemContent },
  404: { description: 'Not found.', content: problemContent },
  409: { description: 'Changed in the meantime.', content: problemContent },
  413: { description: 'The body is too large.', content: problemContent },
  415: { description: 'The body is not JSON.', content: problemContent },
  422: { description: 'Understood, and cannot be carried out.', content: problemContent },
  429: { description: 'Too many requests; Retry-After says when to come back.', content: problemContent },
  502: { description: 'The remote system failed.', content: problemContent },
  503: { description: 'Not available now: stopping, or the remote system asks to wait.', content: problemContent },
}

export const json = <T extends z.ZodType>(schema: T) => ({ 'application/json': { schema } })
export const jsonBody = <T extends z.ZodType>(schema: T) => ({ body: { required: true, content: json(schema) } })

export const ok = <T extends z.ZodType>(schema: T, description = 'Done.') => ({
  200: { description, content: json(schema) },
  ...problems,
})
export const created = <T extends z.ZodType>(schema: T) => ({
  201: { description: 'Created.', content: json(schema) },
  ...problems,
})
export const accepted = <T extends z.ZodType>(schema: T) => ({
  202: { description: 'Enqueued.', content: json(schema) },
  ...problems,
})
export const noContent = { 204: { description: 'Done.' }, ...problems }

export const connectionParam = z.object({
  id: z
    .string()
    .min(1)
    .max(100)
    .openapi({ param: { name: 'id', in: 'path' }, description: 'The connection.' }),
})
export const idParam = z.object({
  id: z
    .string()
    .min(1)
    .max(100)
    .openapi({ param: { name: 'id', in: 'path' } }),
})
export const itemParam = connectionParam.extend({
  item: z
    .string()
    .min(1)
    .max(100)
    .openapi({ param: { name: 'item', in: 'path' } }),
})

export { createRoute }
