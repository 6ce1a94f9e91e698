/** What one part of a batch says. */
import type { BatchAnswer } from './batch.ts'
import { isJsonObject, type JsonObject } from './json.ts'
import { ODataError, type ODataFailure } from './odata-error.ts'
import { readFailure } from './read-failure.ts'

/** Of an answer with an error status. */
export const partFailure = (answer: BatchAnswer, isRead: boolean, now: number): ODataFailure =>
  readFailure(
    { status: answer.status, headers: answer.headers, text: JSON.stringify(answer.body ?? null) },
    isRead,
    now,
  )

/** The object that a part which only reads answered; throws an ODataError for anything else. `service`: its name for people. */
export function readPart(answer: BatchAnswer | null, service: string, now: number): JsonObject {
  if (answer !== null && answer.status < 400 && isJsonObject(answer.body)) return answer.body
  if (answer !== null && answer.status >= 400) throw new ODataError(partFailure(answer, true, now))
  throw new ODataError({
    reason: 'body',
    status: answer?.status ?? 0,
    code: '',
    message: `${service} left this part of a batch unanswered.`,
    mayHaveApplied: false,
  })
}
