/** The page that the fact boxes sit on: which record it shows, who its user is, and when to look again. */
import type { GetToken } from '../facts/request-facts.ts'

export interface HostRecord {
  /** Logical name of the CRM table. */
  readonly entity: string
  /** Empty while the record is new and not saved. */
  readonly id: string
}

/** `record`: another record, or another state of it; `saved`: the same record has new values. */
export type HostChange = 'record' | 'saved'

export interface HostPage {
  readonly server: string
  /** BCP 47; empty when the page does not say. */
  language(): string
  /** Null while the page did not say which record it shows. */
  record(): HostRecord | null
  readonly getToken: GetToken
  /** Calls back on every change; answers how to stop. */
  listen(listener: (change: HostChange) => void): () => void
}
