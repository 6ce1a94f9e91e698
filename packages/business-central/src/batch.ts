/**
 * Batches to Business Central: JSON, all parts tried, at most 100 (reference/business-central-protocol.md, section 7). Each
 * part counts as a request of its own.
 */
import {
  asJson,
  printJsonBatch,
  readJsonBatch,
  readPart,
  type BatchAnswer,
  type BatchAnswers,
  type BatchOptions,
  type BatchPart,
  type JsonObject,
} from '@koble/odata-client'
import { rootOf, type Environment } from './environment.ts'
import type { Session } from './session.ts'
import { translated } from './vendor-error.ts'

export const partsPerBatch = 100

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

/** The object that a part of reads answered; anything else is an error of the whole reading. */
export const requireObject = (answer: BatchAnswer | null, about: string, now: number): JsonObject =>
  translated(about, () => readPart(answer, 'Business Central', now))
