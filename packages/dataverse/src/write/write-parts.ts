/** Writes as independent parts of batches: updates and deletes with the tag that the plan saw, single creates with our id. */
import { nameOfWrite, isKobleError, type RemoteRecord, type RemoteWrite, type WriteOutcome } from '@koble/core'
import {
  groups,
  isJsonObject,
  isODataError,
  partFailure,
  printQuery,
  type BatchAnswer,
  type BatchPart,
  type JsonObject,
} from '@koble/odata-client'
import { partsPerBatch, partUrl, sendBatch } from '../batch.ts'
import type { Organization } from '../organization.ts'
import { errorDetail } from '../vendor-error.ts'
import { printCreate, printUpdate } from '../wire/print-body.ts'
import { annotations, readRecord } from '../wire/read-record.ts'
import { selectOf } from '../wire/selection.ts'
import { wireTable } from '../wire/wire-table.ts'

export async function writeParts(
  organization: Organization,
  writes: readonly RemoteWrite[],
  signal: AbortSignal | undefined,
): Promise<readonly WriteOutcome[]> {
  const chunks = groups(writes, partsPerBatch)
  return (await Promise.all(chunks.map((chunk) => writeChunk(organization, chunk, signal)))).flat()
}

async function writeChunk(
  organization: Organization,
  writes: readonly RemoteWrite[],
  signal: AbortSignal | undefined,
): Promise<readonly WriteOutcome[]> {
  if (signal?.aborted === true) return writes.map(() => ({ state: 'notSent' }))
  const parts = writes.map((write) => partOf(organization, write))
  try {
    const userId = await organization.userId()
    const { answers, complete } = await sendBatch(organization, parts, { isRead: false, signal })
    const now = organization.clock.now()
    return writes.map((write, index) => outcomeOf(write, answers[index] ?? null, { userId, complete, now }))
  } catch (failure) {
    return writes.map((write) => outcomeOfFailure(write, failure, signal))
  }
}

function partOf(organization: Organization, write: RemoteWrite): BatchPart {
  const { entity, id } = write
  const { set } = wireTable(entity)
  const representation = { Accept: 'application/json', Prefer: `return=representation,${annotations}` }
  const query = printQuery({ select: selectOf(entity, write.select) })
  if (write.operation === 'create') {
    const url = partUrl(organization, `${set}${query}`)
    return { method: 'POST', url, headers: representation, body: printCreate(entity, id, write.values) }
  }
  const condition = { 'If-Match': write.tag ?? '' }
  if (write.operation === 'delete')
    return { method: 'DELETE', url: partUrl(organization, `${set}(${id})`), headers: condition }
  const url = partUrl(organization, `${set}(${id})${query}`)
  return { method: 'PATCH', url, headers: { ...representation, ...condition }, body: printUpdate(entity, write.values) }
}

function outcomeOf(
  write: RemoteWrite,
  answer: BatchAnswer | null,
  batch: { readonly userId: string; readonly complete: boolean; readonly now: number },
): WriteOutcome {
  if (answer === null) return batch.complete ? { state: 'notSent' } : cutOff(write)
  if (answer.status >= 400) {
    const error = errorDetail(partFailure(answer, false, batch.now), nameOfWrite(write))
    return { state: error.mayHaveApplied === true ? 'unknown' : 'failed', error }
  }
  const record = isJsonObject(answer.body) ? readAnswer(write, batch.userId, answer.body) : null
  return { state: 'done', record: write.operation === 'delete' ? null : record }
}

/** The write is done whatever its answer looks like; one that cannot be read counts as none. */
function readAnswer(write: RemoteWrite, userId: string, body: JsonObject): RemoteRecord | null {
  try {
    return readRecord(write.entity, write.select, userId, body)
  } catch (error) {
    if (isODataError(error) || isKobleError(error)) return null
    throw error
  }
}

const cutOff = (write: RemoteWrite): WriteOutcome => ({
  state: 'unknown',
  error: {
    kind: 'unavailable',
    origin: 'crm',
    code: 'crm-unavailable',
    message: `${nameOfWrite(write)}: the answer was cut off before it told how this write ended. Koble reads the row to find out.`,
    mayHaveApplied: true,
  },
})

/** The request as a whole failed: what that means for each write in it. */
export function outcomeOfFailure(write: RemoteWrite, failure: unknown, signal: AbortSignal | undefined): WriteOutcome {
  if (isODataError(failure)) {
    const error = errorDetail(failure.failure, nameOfWrite(write))
    return { state: error.mayHaveApplied === true ? 'unknown' : 'failed', error }
  }
  // The sign-in, before anything was sent.
  if (isKobleError(failure)) return { state: 'failed', error: { ...failure.detail, mayHaveApplied: false } }
  if (signal?.aborted === true) return { state: 'notSent' }
  throw failure
}
