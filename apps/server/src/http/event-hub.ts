/** Hands events from workers to the streams that listen, within one process; what is missed while away is read from the API. */
export interface ServerEvent {
  readonly connection: string
  readonly type: 'job' | 'coupling' | 'conflict' | 'document' | 'fact'
  readonly data: Readonly<Record<string, unknown>>
}
export type Listener = (event: ServerEvent) => void

export interface EventHub {
  publish(event: ServerEvent): void
  /** Events of one connection, or of all; answers how to stop. */
  listen(connection: string | undefined, listener: Listener): () => void
  readonly listeners: number
  /** Whose events somebody listens to; undefined among them: everybody's. */
  connections(): ReadonlySet<string | undefined>
}

export function createEventHub(): EventHub {
  const entries = new Set<{ connection: string | undefined; listener: Listener }>()
  return {
    publish(event) {
      for (const { connection, listener } of entries)
        if (connection === undefined || connection === event.connection) listener(event)
    },
    listen(connection, listener) {
      const entry = { connection, listener }
      entries.add(entry)
      return () => void entries.delete(entry)
    },
    connections: () => new Set([...entries].map(({ connection }) => connection)),
    get listeners() {
      return entries.size
    },
  }
}
