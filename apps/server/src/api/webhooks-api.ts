/**
 * `/webhooks`: nudges. Each is stored and answered 202 within a second, before anything is done; a wrong secret or sender's mark is
 * answered 202 too, ignored and counted, so that nothing can be learned from the answer.
 */
import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import type { ApiEnv } from '../http/api-env.ts'
import type { WebhooksService } from '../services/services.ts'

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

export const webhooksApi = (webhooks: WebhooksService) =>
  new Hono<ApiEnv>()
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
