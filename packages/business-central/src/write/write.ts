/**
 * Writes, in batches of at most 100 independent parts. Updates and deletes carry the tag that the plan saw, creates the id that
 * Koble chose; a create that is refused because a record exists is settled by reading whether that record is ours.
 */
import type { Connector, RemoteRecord, RemoteWrite, WriteOutcome } from '@koble/core'
import { nameOfWrite } from '@koble/core'
import { groups, type BatchPart } from '@koble/odata-client'
import { partsPerBatch, sendBatch } from '../batch.ts'
import { setPath, type Environment } from '../environment.ts'
import { byIdReader } from '../read-by-ids.ts'
import type { Session } from '../session.ts'
import { printBody } from '../wire/print-body.ts'
import { outcomeOf, outcomeOfFailure } from './outcome.ts'

export const writer =
  (environment: Environment): Connector['write'] =>
  async (writes, signal) => {
    const session = await environment.session()
    const chunks = groups(writes, partsPerBatch)
    const outcomes = await Promise.all(chunks.map((chunk) => writeChunk(environment, session, chunk, signal)))
    return settleDuplicates(environment, writes, outcomes.flat(), signal)
  }

async function writeChunk(
  environment: Environment,
  session: Session,
  writes: readonly RemoteWrite[],
  signal: AbortSignal | undefined,
): Promise<readonly WriteOutcome[]> {
  if (signal?.aborted === true) return writes.map(() => ({ state: 'notSent' }))
  const refusals = writes.map((write) => refusalOf(write, session))
  const sent = writes.filter((_, index) => refusals[index] === null)
  const outcomes = sent.length === 0 ? [] : await sendWrites(environment, session, sent, signal)
  const rest = [...outcomes]
  return refusals.map((refusal) => refusal ?? rest.shift() ?? { state: 'notSent' })
}

async function sendWrites(
  environment: Environment,
  session: Session,
  writes: readonly RemoteWrite[],
  signal: AbortSignal | undefined,
): Promise<readonly WriteOutcome[]> {
  const parts = writes.map((write) => partOf(environment, session, write))
  try {
    const answers = await sendBatch(environment, session, parts, { isRead: false, signal })
    const now = environment.clock.now()
    return writes.map((write, index) => outcomeOf(write, answers[index] ?? null, session, now))
  } catch (failure) {
    return writes.map((write) => outcomeOfFailure(write, failure, signal))
  }
}

/** API v2.0 gives no promise that it keeps an id that we chose, so a lost answer could make a record twice. */
function refusalOf(write: RemoteWrite, session: Session): WriteOutcome | null {
  if (session.hasPages || write.operation !== 'create') return null
  return {
    state: 'failed',
    error: {
      kind: 'misconfigured',
      origin: 'erp',
      code: 'koble-pages-missing',
      message: `${nameOfWrite(write)}: without Koble's extension Business Central gets no new records from Koble. Install the extension, then retry.`,
      mayHaveApplied: false,
    },
  }
}

function partOf(environment: Environment, session: Session, write: RemoteWrite): BatchPart {
  const set = setPath(environment, write.entity, session)
  const json = { 'Content-Type': 'application/json' }
  if (write.operation === 'create') {
    const body = { id: write.id, ...printBody(write.entity, write.values, session) }
    return { method: 'POST', url: set, headers: json, body }
  }
  const url = `${set}(${write.id})`
  const condition = { 'If-Match': write.tag ?? '' }
  if (write.operation === 'delete') return { method: 'DELETE', url, headers: condition }
  const body = printBody(write.entity, write.values, session)
  return { method: 'PATCH', url, headers: { ...json, ...condition }, body }
}

const isDuplicate = (write: RemoteWrite, outcome: WriteOutcome | undefined): boolean =>
  write.operation === 'create' && outcome?.state === 'failed' && outcome.error.kind === 'duplicate'

/** The id is there: an earlier sending of this very create was carried out. It is not: number or code belong to another record. */
async function settleDuplicates(
  environment: Environment,
  writes: readonly RemoteWrite[],
  outcomes: readonly WriteOutcome[],
  signal: AbortSignal | undefined,
): Promise<readonly WriteOutcome[]> {
  const refused = writes.filter((write, index) => isDuplicate(write, outcomes[index]))
  if (refused.length === 0) return outcomes
  const there = new Map<RemoteWrite, RemoteRecord | 'gone' | 'unread'>()
  for (const write of refused) there.set(write, await readOwn(environment, write, signal))
  return outcomes.map((outcome, index) => {
    const write = writes[index]
    const reading = write === undefined ? undefined : there.get(write)
    if (reading === undefined || reading === 'gone' || outcome.state !== 'failed') return outcome
    if (reading === 'unread') return { state: 'unknown', error: { ...outcome.error, mayHaveApplied: true } }
    return { state: 'done', record: reading.writtenByKoble === true ? reading : null }
  })
}

async function readOwn(
  environment: Environment,
  write: RemoteWrite,
  signal: AbortSignal | undefined,
): Promise<RemoteRecord | 'gone' | 'unread'> {
  try {
    const request = { entity: write.entity, fields: write.select, ids: [write.id] }
    return (await byIdReader(environment)(request, signal)).get(write.id) ?? 'unread'
  } catch (error) {
    environment.log.warn('create.unsettled', { entity: write.entity.name, reason: String(error) })
    return 'unread'
  }
}
