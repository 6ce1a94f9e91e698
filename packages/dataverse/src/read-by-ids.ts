/**
 * Rows by id: one list request for many. What the list does not show is asked for one by one, in a batch that also proves that
 * the table can be read: only an answer "does not exist" beside that proof says that a row is gone.
 */
import type { Connector, Entity, Reading, RecordId } from '@koble/core'
import { partFailure, printQuery, readByKeys, readCollection, type BatchAnswer } from '@koble/odata-client'
import { partUrl, requireObject, sendBatch } from './batch.ts'
import { getPage, type Organization } from './organization.ts'
import { translating } from './vendor-error.ts'
import { annotations, readRecord } from './wire/read-record.ts'
import { selectOf } from './wire/selection.ts'
import { wireTable } from './wire/wire-table.ts'

/** 150 ids make a query of about 7,000 characters. */
const idsPerRequest = 150
const idsPerBatch = 99

interface Reads {
  readonly organization: Organization
  readonly entity: Entity
  readonly fields: readonly string[]
  readonly userId: string
  readonly signal: AbortSignal | undefined
}

export const byIdReader =
  (organization: Organization): Connector['readByIds'] =>
  async ({ entity, fields, ids }, signal) => {
    const reads = { organization, entity, fields, userId: await organization.userId(), signal }
    return readByKeys(ids, {
      keysPerList: idsPerRequest,
      keysPerConfirmation: idsPerBatch,
      list: (listed) => listByIds(reads, listed),
      confirm: (missing) => confirm(reads, missing),
    })
  }

async function listByIds(
  { organization, entity, fields, userId, signal }: Reads,
  ids: readonly RecordId[],
): Promise<ReadonlyMap<RecordId, Reading>> {
  const values = ids.map((id) => `"${id}"`).join(',')
  const filter = `Microsoft.Dynamics.CRM.In(PropertyName='${entity.key}',PropertyValues=[${values}])`
  const query = { select: selectOf(entity, fields), filter }
  const page = await getPage(organization, `Reading ${entity.name} rows`, {
    path: wireTable(entity).set,
    query,
    signal,
  })
  return new Map(page.rows.map((row) => readRecord(entity, fields, userId, row)).map((record) => [record.id, record]))
}

async function confirm(reads: Reads, ids: readonly RecordId[]): Promise<ReadonlyMap<RecordId, Reading>> {
  const { organization, entity, fields, userId, signal } = reads
  const { set } = wireTable(entity)
  const get = (path: string) => ({
    method: 'GET' as const,
    url: partUrl(organization, path),
    headers: { Accept: 'application/json', Prefer: annotations },
  })
  const parts = [
    get(`${set}${printQuery({ select: [entity.key], top: 1 })}`),
    ...ids.map((id) => get(`${set}(${id})${printQuery({ select: selectOf(entity, fields) })}`)),
  ]
  const about = `Reading ${entity.name} rows`
  const result = await translating(about, () => sendBatch(organization, parts, { isRead: true, signal }))
  const [probe, ...answers] = result.answers
  const now = organization.clock.now()
  readCollection(requireObject(probe ?? null, about, now))
  const read = (id: RecordId, answer: BatchAnswer | null): Reading => {
    if (answer !== null && saysMissing(answer, now)) return 'gone'
    return readRecord(entity, fields, userId, requireObject(answer, `${entity.label} ${id}`, now))
  }
  return new Map(ids.map((id, index) => [id, read(id, answers[index] ?? null)]))
}

/** Another 404 (no such table) says nothing about the row. */
const saysMissing = (answer: BatchAnswer, now: number): boolean =>
  answer.status === 404 && partFailure(answer, true, now).code.toLowerCase() === '0x80040217'
