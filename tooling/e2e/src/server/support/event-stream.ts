/** The server's events as they come over the stream. */
import type { ServerWorld } from './server-world.ts'
import { adminKey, serverUrl } from './server-world.ts'

export interface StreamEvent {
  readonly type: string
  readonly data: Readonly<Record<string, unknown>>
}

export interface EventStream {
  readonly events: StreamEvent[]
  /** Resolves when the server ends the stream. */
  readonly ended: Promise<void>
  close(): void
}

export async function openEvents(world: ServerWorld, query = ''): Promise<EventStream> {
  const stop = new AbortController()
  const response = await world.network.fetch(`${serverUrl}/api/events${query}`, {
    headers: { authorization: `Bearer ${adminKey}` },
    signal: stop.signal,
  })
  if (response.status !== 200 || response.body === null) throw new Error(`The stream answered ${response.status}`)
  const events: StreamEvent[] = []
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader()
  // The first comment says that the server listens.
  let text = (await reader.read()).value ?? ''
  const read = async (): Promise<void> => {
    for (;;) {
      const blocks = text.split('\n\n')
      text = blocks.pop() ?? ''
      events.push(...blocks.flatMap(parse))
      const { done, value } = await reader.read()
      if (done) return
      text += value
    }
  }
  const ended = read()
  return { events, ended, close: () => void reader.cancel().catch(() => undefined) }
}

function parse(block: string): StreamEvent[] {
  const type = /^event: (.*)$/m.exec(block)?.[1]
  const data = /^data: (.*)$/m.exec(block)?.[1]
  return type === undefined || data === undefined
    ? []
    : [{ type, data: JSON.parse(data) as Readonly<Record<string, unknown>> }]
}
