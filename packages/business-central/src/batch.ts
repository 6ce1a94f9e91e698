/**
 * Batches to Business Central: JSON, all parts tried, at most 100 (reference/business-central-protocol.md, section 7). Each
 * part counts as a request of its own.
 */
import { KobleError } from '@koble/core'
import {
  asJson,
  isJsonObject,
  printJsonBatch,
  readFailure,
  readJsonBatch,
  type BatchAnswer,
  type BatchAnswers,
  type BatchPart,
  type JsonObject,
  type ODataFailure,
  type Priority,
} from '@koble/odata-client'
import { rootOf, type Environment } from './environment.ts'
import type { Session } from './session.ts'
import { errorDetail } from './vendor-error.ts'

export const partsPerBatch = 100

export interface BatchOptions {
  /** True when every part only reads: the whole may then be sent again. */
  readonly isRead: boolean
  readonly signal: AbortSignal | undefined
  readonly priority?: Priority
}

/** Throws an ODataError when the batch as a whole failed. */
export const sendBatch = (
  environment: Environment,
  session: Session,
  parts: readonly BatchPart[],
  options: BatchOptions,
): Promise<BatchAnswers> =>
  environment.client.send(
    {
      method: 'POST',
      path: `${rootOf(session)}/$batch`,
      headers: { prefer: 'odata.continue-on-error' },
      body: printJsonBatch(parts),
      weight: parts.length,
      ...options,
    },
    (answer) => readJsonBatch(asJson(answer), parts.length),
  )

export const partFailure = (answer: BatchAnswer, isRead: boolean, now: number): ODataFailure =>
  readFailure(
    { status: answer.status, headers: answer.headers, text: JSON.stringify(answer.body ?? null) },
    isRead,
    now,
  )

/** The object that a part of reads answered; anything else is an error of the whole reading. */
export function requireObject(answer: BatchAnswer | null, about: string, now: number): JsonObject {
  if (answer !== null && answer.status < 400 && isJsonObject(answer.body)) return answer.body
  const unread: ODataFailure = {
    reason: 'body',
    status: answer?.status ?? 0,
    code: '',
    message: 'Business Central left this part of a batch unanswered.',
    mayHaveApplied: false,
  }
  const failure = answer !== null && answer.status >= 400 ? partFailure(answer, true, now) : unread
  throw new KobleError(errorDetail(failure, about))
}
