/**
 * Rows by id: one list request for many. What the list does not show is asked for one by one, in a batch that also proves that
 * the table can be read: only an answer "does not exist" beside that proof says that a row is gone.
 */
import type { Connector, Entity, Reading, RecordId } from '@koble/core'
import { chunked, printQuery, readCollection, type BatchAnswer } from '@koble/odata-client'
import { partFailure, partUrl, requireObject, sendBatch } from './batch.ts'
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

const inChunks = (ids: readonly RecordId[], maxCount: number): RecordId[][] =>
  chunked(ids, { maxCount, maxLength: Number.POSITIVE_INFINITY }, () => 0)

export const byIdReader =
  (organization: Organization): Connector['readByIds'] =>
  async ({ entity, fields, ids }, signal) => {
    const reads = { organization, entity, fields, userId: await organization.userId(), signal }
    const found = new Map<RecordId, Reading>()
    const lists = await Promise.all(inChunks(ids, idsPerRequest).map((chunk) => listByIds(reads, chunk)))
    for (const records of lists) for (const record of records) found.set(record.id, record)
    const missing = ids.filter((id) => !found.has(id))
    const confirmed = await Promise.all(inChunks(missing, idsPerBatch).map((chunk) => confirm(reads, chunk)))
    for (const readings of confirmed) for (const [id, reading] of readings) found.set(id, reading)
    return found
  }

async function listByIds({ organization, entity, fields, userId, signal }: Reads, ids: readonly RecordId[]) {
  const values = ids.map((id) => `"${id}"`).join(',')
  const filter = `Microsoft.Dynamics.CRM.In(PropertyName='${entity.key}',PropertyValues=[${values}])`
  const query = { select: selectOf(entity, fields), filter }
  const page = await getPage(organization, `Reading ${entity.name} rows`, {
    path: wireTable(entity).set,
    query,
    signal,
  })
  return page.rows.map((row) => readRecord(entity, fields, userId, row))
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
