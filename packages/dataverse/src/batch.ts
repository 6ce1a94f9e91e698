/**
 * Batches to Dataverse: multipart, all parts tried, none in a change set, so that one refused row fails alone
 * (reference/dataverse-protocol.md, section 9).
 */
import {
  multipartType,
  printMultipartBatch,
  readMultipartBatch,
  readPart,
  type BatchAnswer,
  type BatchAnswers,
  type BatchOptions,
  type BatchPart,
  type JsonObject,
} from '@koble/odata-client'
import type { Organization } from './organization.ts'
import { translated } from './vendor-error.ts'

/** The service takes 1,000; a hundred keep one answer short and a lost one cheap to settle. */
export const partsPerBatch = 100

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

/** The object that a part of reads answered; anything else is an error of the whole reading. */
export const requireObject = (answer: BatchAnswer | null, about: string, now: number): JsonObject =>
  translated(about, () => readPart(answer, 'Dataverse', now))
