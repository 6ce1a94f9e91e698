/** Operating errors, as data. A bug is not one of these: it trips an assertion and stops the unit of work. */

export type ErrorKind =
  | 'unavailable' /** the service cannot be reached, or answers 5xx */
  | 'throttled' /** the service asks to wait */
  | 'stale' /** the record changed since it was read */
  | 'rejected' /** the service understood and refused */
  | 'missing' /** the record is not there, said by its own service */
  | 'duplicate' /** a record with this id or key is there already */
  | 'unauthorized' /** the credentials or rights do not suffice */
  | 'misconfigured' /** a setting of Koble, or of the remote system, must be mended by a person */
export type ErrorOrigin = 'erp' | 'crm' | 'store' | 'koble'

export interface ErrorDetail {
  readonly kind: ErrorKind
  readonly origin: ErrorOrigin
  /** One sentence that names the record, what was expected and what to do. */
  readonly message: string
  /** Koble's own code, stable, kebab-case: `price-list-not-coupled`; it names a page in docs/errors. */
  readonly code: string
  /** The service's own code, such as `Request_EntityChanged` or `0x80060882`. */
  readonly vendorCode?: string
  /** The service's request or correlation id. */
  readonly requestId?: string
  readonly httpStatus?: number
  readonly retryAfterMs?: number
  /**
   * False when the request certainly was not carried out; true when it may have been (time-out, torn connection, 5xx
   * after sending). Only the latter leaves an effect unsettled.
   */
  readonly mayHaveApplied?: boolean
}

export class KobleError extends Error {
  readonly detail: ErrorDetail
  constructor(detail: ErrorDetail, cause?: unknown) {
    super(detail.message, cause === undefined ? undefined : { cause })
    this.name = 'KobleError'
    this.detail = detail
  }
}

export const isKobleError = (error: unknown): error is KobleError => error instanceof KobleError
