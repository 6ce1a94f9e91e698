/** What goes into a batch and comes out of it, whatever its format. Parts are independent of each other. */
import type { Priority } from './governor.ts'
import type { Json } from './json.ts'

export interface BatchPart {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE'
  /** As the format wants it: relative to the service root (JSON) or from the host's root (multipart). */
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: Json
}

export interface BatchOptions {
  /** True when every part only reads: the whole may then be sent again. */
  readonly isRead: boolean
  readonly signal: AbortSignal | undefined
  readonly priority?: Priority
}

export interface BatchAnswer {
  readonly status: number
  readonly headers: Headers
  /** Undefined when the part has none, or it cannot be read. */
  readonly body: Json | undefined
}

/** One entry a part, in the order sent. `null`: the service answered the batch as a whole but not this part. */
export type BatchAnswers = readonly (BatchAnswer | null)[]
