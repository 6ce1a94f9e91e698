/** A request that did not end well, as plain data. Connectors translate it into their own kinds of error. */

export type FailureReason =
  /** the service answered with an error status */
  | 'status'
  /** no answer: the connection could not be made, or broke */
  | 'network'
  | 'timeout'
  /** the caller's signal */
  | 'aborted'
  /** a good status, but a body that is cut off, no JSON or of another shape */
  | 'body'
  /** the sign-in failed, so nothing was sent */
  | 'sign-in'

export interface ODataFailure {
  readonly reason: FailureReason
  /** The HTTP status; 0 when there was no answer. */
  readonly status: number
  /** The service's own code, empty when it gave none. */
  readonly code: string
  /** The service's own sentence, or what went wrong on the way. */
  readonly message: string
  readonly requestId?: string
  readonly retryAfterMs?: number
  /** False when the request certainly was not carried out. */
  readonly mayHaveApplied: boolean
}

export class ODataError extends Error {
  readonly failure: ODataFailure
  constructor(failure: ODataFailure, cause?: unknown) {
    super(failure.message, cause === undefined ? undefined : { cause })
    this.name = 'ODataError'
    this.failure = failure
  }
}

export const isODataError = (error: unknown): error is ODataError => error instanceof ODataError
