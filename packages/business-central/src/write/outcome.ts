/** How one write of a batch ended. */
import { isKobleError, nameOfWrite, type RemoteRecord, type RemoteWrite, type WriteOutcome } from '@koble/core'
import { isJsonObject, isODataError, partFailure, type BatchAnswer, type JsonObject } from '@koble/odata-client'
import type { Session } from '../session.ts'
import { errorDetail } from '../vendor-error.ts'
import { readRecord } from '../wire/read-record.ts'

export function outcomeOf(write: RemoteWrite, answer: BatchAnswer | null, session: Session, now: number): WriteOutcome {
  // The batch was answered as a whole, so the service never came to this part.
  if (answer === null) return { state: 'notSent' }
  if (answer.status >= 400) {
    const error = errorDetail(partFailure(answer, false, now), nameOfWrite(write))
    return { state: error.mayHaveApplied === true ? 'unknown' : 'failed', error }
  }
  if (write.operation === 'delete' || !isJsonObject(answer.body)) return { state: 'done', record: null }
  return { state: 'done', record: readAnswer(write, session, answer.body) }
}

/** The write is done whatever its answer looks like; one that cannot be read counts as none. */
function readAnswer(write: RemoteWrite, session: Session, body: JsonObject): RemoteRecord | null {
  try {
    return readRecord(write.entity, write.select, session, body)
  } catch (error) {
    if (isODataError(error) || isKobleError(error)) return null
    throw error
  }
}

/** The batch as a whole failed: what that means for each write in it. */
export function outcomeOfFailure(write: RemoteWrite, failure: unknown, signal: AbortSignal | undefined): WriteOutcome {
  if (isODataError(failure)) {
    const error = errorDetail(failure.failure, nameOfWrite(write))
    return { state: error.mayHaveApplied === true ? 'unknown' : 'failed', error }
  }
  // Given up before anything was sent.
  if (signal?.aborted === true) return { state: 'notSent' }
  throw failure
}
