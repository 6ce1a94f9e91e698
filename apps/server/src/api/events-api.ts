/** `/events`: server-sent events, with a comment every 15 s so that both ends notice a connection that is gone. */
import { z } from '@hono/zod-openapi'
import { streamSSE } from 'hono/streaming'
import type { EventHub, ServerEvent } from '../http/event-hub.ts'
import { newApi } from './new-api.ts'
import { createRoute, problems } from './route.ts'

const beatMs = 15_000
/** A reader this far behind is let go: it reconnects and reads from the API what it missed. */
const mostPending = 1_000

/** Described here and served without the validator: an answer that never ends has no schema. */
const events = createRoute({
  method: 'get',
  path: '/events',
  tags: ['Events'],
  request: { query: z.object({ connection: z.string().max(100).optional() }) },
  responses: {
    200: {
      description: 'Events `job`, `coupling`, `conflict`: hints to read again what they name.',
      content: { 'text/event-stream': { schema: z.string() } },
    },
    ...problems,
  },
})

export function eventsApi(hub: EventHub, stopping: AbortSignal) {
  const api = newApi()
  api.openAPIRegistry.registerPath(events)
  return api.get('/events', (c) => {
    const connection = c.req.query('connection')
    return streamSSE(c, async (stream) => {
      const pending: ServerEvent[] = []
      let wake = (): void => {}
      const stop = hub.listen(connection, (event) => {
        pending.push(event)
        if (pending.length > mostPending) end()
        wake()
      })
      const end = (): void => {
        stop()
        wake()
        void stream.close()
      }
      stopping.addEventListener('abort', end, { once: true })
      stream.onAbort(end)
      await stream.write(': connected\n\n')
      while (!stream.aborted && !stopping.aborted) {
        const event = pending.shift()
        if (event !== undefined)
          await stream.writeSSE({
            event: event.type,
            data: JSON.stringify({ connection: event.connection, ...event.data }),
          })
        else if ((await waitForWake((call) => (wake = call))) === 'beat') await stream.write(': beat\n\n')
      }
      stopping.removeEventListener('abort', end)
      stop()
    })
  })
}

function waitForWake(arm: (wake: () => void) => void): Promise<'woken' | 'beat'> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve('beat'), beatMs)
    arm(() => {
      clearTimeout(timer)
      resolve('woken')
    })
  })
}
