/** Work that waits, as a port: pg-boss in the server, virtual time in the simulator; one contract suite runs on both. */
import type { ConnectionId, JobId } from '../values/ids.ts'

export interface WorkItem {
  readonly connection: ConnectionId
  /** A job to run; absent: "look whether something changed". */
  readonly job: JobId | null
  /** Interactive work goes first. */
  readonly priority: 'interactive' | 'normal' | 'background'
}

export interface Queue {
  /** Enqueues; an equal item (same connection and job) that is not begun yet is not doubled. */
  enqueue(item: WorkItem, options?: { readonly notBefore?: number }): Promise<void>
  /**
   * Takes items, at most one at a time of each connection, until stopped. An item whose handler throws comes again later; one whose
   * worker died comes again when its lease ends. `stop` waits for handlers in hand, which see the signal aborted.
   */
  work(handler: (item: WorkItem, signal: AbortSignal) => Promise<void>): Promise<{ stop(): Promise<void> }>
}
