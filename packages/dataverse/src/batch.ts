/**
 * Batches to Dataverse: multipart, all parts tried, none in a change set, so that one refused row fails alone
 * (reference/dataverse-protocol.md, section 9).
 */
import { KobleError } from '@koble/core'
import {
  isJsonObject,
  multipartType,
  printMultipartBatch,
  readFailure,
  readMultipartBatch,
  type BatchAnswer,
  type BatchAnswers,
  type BatchPart,
  type JsonObject,
  type ODataFailure,
  type Priority,
} from '@koble/odata-client'
import type { Organization } from './organization.ts'
import { errorDetail } from './vendor-error.ts'

/** The service takes 1,000; a hundred keep one answer short and a lost one cheap to settle. */
export const partsPerBatch = 100

export interface BatchOptions {
  /** True when every part only reads: the whole may then be sent again. */
  readonly isRead: boolean
  readonly signal: AbortSignal | undefined
  readonly priority?: Priority
}

export interface BatchResult {
  readonly answers: BatchAnswers
  /** False when the answer was cut off: a part without an answer may then have been carried out. */
  readonly complete: boolean
}

/** Part addresses begin at the host's root. Throws an ODataError when the batch as a whole failed. */
export function sendBatch(
  organization: Organization,
  parts: readonly BatchPart[],
  options: BatchOptions,
): Promise<BatchResult> {
  const boundary = `batch_${organization.newId()}`
  return organization.client.send(
    {
      method: 'POST',
      path: '$batch',
      headers: { 'content-type': multipartType(boundary), prefer: 'odata.continue-on-error' },
      body: printMultipartBatch(parts, boundary),
      ...options,
    },
    (answer) => readMultipartBatch(answer.headers.get('content-type') ?? '', answer.text, parts.length),
  )
}

/** A path as a part of a batch is addressed by. */
export const partUrl = (organization: Organization, path: string): string =>
  `${new URL(organization.client.baseUrl).pathname}/${path}`

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
    message: 'Dataverse left this part of a batch unanswered.',
    mayHaveApplied: false,
  }
  const failure = answer !== null && answer.status >= 400 ? partFailure(answer, true, now) : unread
  throw new KobleError(errorDetail(failure, about))
}
