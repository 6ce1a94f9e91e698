/**
 * Records by id: one list request for many, by `or` over the one field that Business Central allows it on. What the list does
 * not show is asked for one by one, in a batch that also proves that company and table can be read: only an answer "this
 * record does not exist" beside that proof says that a record is gone.
 */
import type { Connector, Entity, Reading, RecordId } from '@koble/core'
import {
  anyOf,
  partFailure,
  printQuery,
  readByKeys,
  readCollection,
  type BatchAnswer,
  type Priority,
} from '@koble/odata-client'
import { requireObject, sendBatch } from './batch.ts'
import { getPage, rootOf, setPath, type Environment } from './environment.ts'
import type { Session } from './session.ts'
import { translating } from './vendor-error.ts'
import { readRecord } from './wire/read-record.ts'
import { selectOf } from './wire/selection.ts'

/** 80 ids make a query of about 4,500 characters. */
const idsPerRequest = 80
/** One part of 100 is the probe. */
const idsPerBatch = 99

interface Reads {
  readonly environment: Environment
  readonly entity: Entity
  readonly fields: readonly string[]
  readonly session: Session
  readonly signal: AbortSignal | undefined
  readonly priority?: Priority
}

export const byIdReader =
  (environment: Environment, priority?: Priority): Connector['readByIds'] =>
  async ({ entity, fields, ids }, signal) => {
    const session = await environment.session()
    const reads = { environment, entity, fields, session, signal, ...(priority === undefined ? {} : { priority }) }
    return readByKeys(ids, {
      keysPerList: idsPerRequest,
      keysPerConfirmation: idsPerBatch,
      list: (listed) => listByIds(reads, listed),
      confirm: (missing) => confirm(reads, missing),
    })
  }

/** Only what the list shows; absence proves nothing. */
export async function listByIds(reads: Reads, ids: readonly RecordId[]): Promise<ReadonlyMap<RecordId, Reading>> {
  const { environment, entity, fields, session, signal, priority } = reads
  const query = { select: selectOf(entity, fields, session), filter: anyOf(ids.map((id) => `id eq ${id}`)) }
  const path = `${rootOf(session)}/${setPath(environment, entity, session)}`
  const request = { path, query, signal, ...(priority === undefined ? {} : { priority }) }
  const page = await getPage(environment, `Reading ${entity.name}`, request)
  return new Map(page.rows.map((row) => readRecord(entity, fields, session, row)).map((record) => [record.id, record]))
}

async function confirm(reads: Reads, ids: readonly RecordId[]): Promise<ReadonlyMap<RecordId, Reading>> {
  const { environment, entity, fields, session, signal, priority } = reads
  const set = setPath(environment, entity, session)
  const select = selectOf(entity, fields, session)
  const get = (url: string) => ({ method: 'GET' as const, url, headers: {} })
  const parts = [
    get(`${set}${printQuery({ select: ['id'], top: 1 })}`),
    ...ids.map((id) => get(`${set}(${id})${printQuery({ select })}`)),
  ]
  const about = `Reading ${entity.name}`
  const options = { isRead: true, signal, ...(priority === undefined ? {} : { priority }) }
  const [probe, ...answers] = await translating(about, () => sendBatch(environment, session, parts, options))
  const now = environment.clock.now()
  readCollection(requireObject(probe ?? null, about, now))
  const read = (id: RecordId, answer: BatchAnswer | null): Reading => {
    if (answer !== null && saysMissing(answer, now)) return 'gone'
    return readRecord(entity, fields, session, requireObject(answer, `${entity.label} ${id}`, now))
  }
  return new Map(ids.map((id, index) => [id, read(id, answers[index] ?? null)]))
}

/** Another 404 (no company, no such page) says nothing about the record. */
const saysMissing = (answer: BatchAnswer, now: number): boolean =>
  answer.status === 404 && partFailure(answer, true, now).code === 'Internal_RecordNotFound'
