/** `/events`: server-sent events, with a comment every 15 s so that both ends notice a connection that is gone. */
import { Hono } from 'hono'
import { streamSSE } from 'hono/streaming'
import type { ApiEnv } from '../http/api-env.ts'
import type { EventHub, ServerEvent } from '../http/event-hub.ts'

const beatMs = 15_000

export const eventsApi = (hub: EventHub, stopping: AbortSignal) =>
  new Hono<ApiEnv>().get('/events', (c) => {
    const connection = c.req.query('connection')
    return streamSSE(c, async (stream) => {
      const pending: ServerEvent[] = []
      let wake = (): void => {}
      const stop = hub.listen(connection, (event) => {
        pending.push(event)
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

function waitForWake(arm: (wake: () => void) => void): Promise<'woken' | 'beat'> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve('beat'), beatMs)
    arm(() => {
      clearTimeout(timer)
      resolve('woken')
    })
  })
}
