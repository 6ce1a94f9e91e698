/**
 * `/webhooks`: nudges. Each is stored and answered 202 within a second, before anything is done; a wrong secret or sender's mark is
 * answered 202 too, ignored and counted, so that nothing can be learned from the answer.
 */
import { z } from '@hono/zod-openapi'
import { bodyLimit } from 'hono/body-limit'
import type { WebhooksService } from '../services/services.ts'
import { newApi } from './new-api.ts'
import { createRoute } from './route.ts'

const maxBodyBytes = 2 * 1024 * 1024

async function readJson(request: { text(): Promise<string> }): Promise<unknown> {
  try {
    return JSON.parse(await request.text()) as unknown
  } catch {
    return null
  }
}

/** Business Central sends its mark in each entry; they are all of one subscription owner. */
const clientStateOf = (body: unknown): string | null => {
  const entries = (body as { value?: unknown } | null)?.value
  const first: unknown = Array.isArray(entries) ? entries[0] : undefined
  const state = (first as { clientState?: unknown } | undefined)?.clientState
  return typeof state === 'string' ? state : null
}

const received = { 202: { description: 'Received, whether it counts or not.' } }
const handshake = {
  200: { description: 'The validation token, as it came.', content: { 'text/plain': { schema: z.string() } } },
}
const describe = (
  method: 'get' | 'post',
  system: string,
  responses: typeof received | (typeof received & typeof handshake),
) =>
  createRoute({
    method,
    path: `/webhooks/${system}/{secret}`,
    tags: ['Webhooks'],
    request: { params: z.object({ secret: z.string() }) },
    responses,
  })

export function webhooksApi(webhooks: WebhooksService) {
  const api = newApi()
  for (const method of ['get', 'post'] as const)
    api.openAPIRegistry.registerPath(describe(method, 'business-central', { ...handshake, ...received }))
  api.openAPIRegistry.registerPath(describe('post', 'dataverse', received))
  return api
    .use('/webhooks/*', bodyLimit({ maxSize: maxBodyBytes, onError: (c) => c.body(null, 202) }))
    .on(['GET', 'POST'], '/webhooks/business-central/:secret', async (c) => {
      const token = c.req.query('validationToken')
      if (token !== undefined) return c.text(token, 200)
      const body = await readJson(c.req)
      await webhooks.receive(c.req.param('secret'), body, clientStateOf(body))
      return c.body(null, 202)
    })
    .post('/webhooks/dataverse/:secret', async (c) => {
      await webhooks.receive(c.req.param('secret'), await readJson(c.req), c.req.header('x-koble-key') ?? null)
      return c.body(null, 202)
    })
}
