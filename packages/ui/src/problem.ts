/** What an error state shows; RFC 9457 problem details fit into it as they are. */
export type Problem = {
  readonly title?: string
  /** What happened, to which record. */
  readonly detail?: string
  /** What the reader can do about it. */
  readonly action?: string
  readonly code?: string
  readonly correlationId?: string
  readonly status?: number
}
