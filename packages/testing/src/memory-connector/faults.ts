/** What can go wrong with one write or one request of the system in memory. */
import type { ErrorDetail, ErrorKind, RemoteWrite, Side } from '@koble/core'

export type WriteFault =
  /** refused by the service, not carried out */
  | 'rejected'
  /** the service is down, certainly not carried out */
  | 'unavailable'
  /** carried out, and the answer was lost */
  | 'lostAnswer'
  /** not carried out, and nobody knows */
  | 'lostRequest'
  /** nobody knows, and it arrives later: at `arrive` */
  | 'late'
  /** answered as stale although nobody edited it */
  | 'stale'
  | 'notSent'

export interface Faults {
  /** Asked for each write; null: none. */
  onWrite(write: RemoteWrite): WriteFault | null
  /** Asked for each request that reads; an error makes the request fail as a whole. */
  onRead(request: string): ErrorDetail | null
  /** Runs before a write is applied: an edit here comes between plan and write. */
  beforeWrite(write: RemoteWrite): void
  /** Runs after a write is applied and before it is answered. */
  afterWrite(write: RemoteWrite): void
}

export const noFaults: Faults = {
  onWrite: () => null,
  onRead: () => null,
  beforeWrite: () => undefined,
  afterWrite: () => undefined,
}

export const faultDetail = (side: Side, kind: ErrorKind, mayHaveApplied: boolean): ErrorDetail => ({
  kind,
  origin: side,
  code: `test-${kind}`,
  message: `The ${side} system of this test answered: ${kind}.`,
  mayHaveApplied,
})
