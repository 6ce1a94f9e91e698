/**
 * What the failures of one service mean, in its caller's own kinds of error: from tables of codes and statuses to a sentence
 * that says what happened and what to do. The tables are each service's own; how they are read is the same for all.
 */
import { isODataError, type ODataFailure } from './odata-error.ts'

export interface Meaning<Kind extends string> {
  readonly kind: Kind
  /** The caller's code. */
  readonly code: string
  /** What to do. */
  readonly advice: string
}

export interface FailureTables<Kind extends string> {
  /** The code decides where there is one, because statuses vary. */
  readonly byCode: Readonly<Record<string, Meaning<Kind>>>
  /** The form in which `byCode` has a code; as it is when absent. */
  readonly codeOf?: (code: string) => string
  readonly byStatus: Readonly<Record<number, Meaning<Kind>>>
  /** The credentials were refused. */
  readonly signIn: Meaning<Kind>
  /** No answer, half an answer, or the service's own trouble. */
  readonly unavailable: Meaning<Kind>
  /** Any other refusal. */
  readonly refused: Meaning<Kind>
}

export function meaningOf<Kind extends string>(tables: FailureTables<Kind>, failure: ODataFailure): Meaning<Kind> {
  const { reason, status, code } = failure
  if (reason === 'sign-in') return status >= 400 && status < 500 ? tables.signIn : tables.unavailable
  if (reason !== 'status') return tables.unavailable
  const known = tables.byCode[tables.codeOf?.(code) ?? code] ?? tables.byStatus[status]
  return known ?? (status >= 500 ? tables.unavailable : tables.refused)
}

export interface ExplainedFailure<Kind extends string> {
  readonly kind: Kind
  readonly code: string
  readonly message: string
  readonly vendorCode?: string
  readonly requestId?: string
  readonly httpStatus?: number
  readonly retryAfterMs?: number
  readonly mayHaveApplied: boolean
}

/** `about`: what the request was for, such as "Customer Adatum"; it opens the message. */
export function explainFailure<Kind extends string>(
  tables: FailureTables<Kind>,
  failure: ODataFailure,
  about: string,
): ExplainedFailure<Kind> {
  const { kind, code, advice } = meaningOf(tables, failure)
  return {
    kind,
    code,
    message: `${about}: ${sentence(withoutTrace(failure.message))} ${advice}`,
    ...(failure.code === '' ? {} : { vendorCode: failure.code }),
    ...(failure.requestId === undefined ? {} : { requestId: failure.requestId }),
    ...(failure.status === 0 ? {} : { httpStatus: failure.status }),
    ...(failure.retryAfterMs === undefined ? {} : { retryAfterMs: failure.retryAfterMs }),
    mayHaveApplied: failure.mayHaveApplied,
  }
}

/** A stack trace in a message is the service's own business. */
const withoutTrace = (message: string): string => (message.split(/\r?\n\s+at /)[0] ?? message).trim()

const sentence = (text: string): string => (/[.!?]$/.test(text) ? text : `${text}.`)

export interface Translators {
  /** Runs a request; a failure of the service becomes the caller's own error. */
  readonly translating: <T>(about: string, run: () => Promise<T>) => Promise<T>
  /** The same for what is read of an answer that is there. */
  readonly translated: <T>(about: string, read: () => T) => T
}

export function translators(toError: (failure: ODataFailure, about: string, cause: Error) => Error): Translators {
  const translate = (error: unknown, about: string): unknown =>
    isODataError(error) ? toError(error.failure, about, error) : error
  return {
    async translating(about, run) {
      try {
        return await run()
      } catch (error) {
        throw translate(error, about)
      }
    },
    translated(about, read) {
      try {
        return read()
      } catch (error) {
        throw translate(error, about)
      }
    },
  }
}
