/** What the client needs of the world. Structurally the ports of the domain, declared here because this package stands alone. */

export interface ClientClock {
  /** Milliseconds since the epoch. */
  now(): number
  /** Resolves after `ms`, or rejects with the signal's reason. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>
}

export interface ClientLog {
  info(event: string, fields?: ClientLogFields): void
  warn(event: string, fields?: ClientLogFields): void
}
export type ClientLogFields = Readonly<Record<string, string | number | boolean | null | undefined>>

export type Fetch = (url: string, init: RequestInit) => Promise<Response>
