/** Facts about customers, live. With Koble's pages the ERP's own calculation; without them the few figures of API v2.0. */
import { canonical, type RecordId, type Value, type Values } from '@koble/core'
import { anyOf, chunked, textOf } from '@koble/odata-client'
import { customerStatistics } from './entities/index.ts'
import { companyPath, getPage, type Environment } from './environment.ts'
import { byIdReader } from './read-by-ids.ts'
import { standardRoot } from './session.ts'
import { readId } from './wire/read-record.ts'

export interface CustomerStatistics {
  readonly id: RecordId
  /** By field of the `customerStatistics` entity; a figure that the service does not give is absent. */
  readonly values: Values
  /** The instant that the figures hold for: the ERP's own, or without it when the answer came. */
  readonly asOf: string
  /** True when only the figures of the standard API are there. */
  readonly partial: boolean
}

/** The customers that are there; one that is not is absent from the answer. */
export type ReadCustomerStatistics = (
  ids: readonly RecordId[],
  signal?: AbortSignal,
) => Promise<ReadonlyMap<RecordId, CustomerStatistics>>

const fields = Object.keys(customerStatistics.fields)

export const statisticsReader =
  (environment: Environment): ReadCustomerStatistics =>
  async (ids, signal) =>
    (await environment.session()).hasPages
      ? readFromPages(environment, ids, signal)
      : readFromStandard(environment, ids, signal)

async function readFromPages(environment: Environment, ids: readonly RecordId[], signal: AbortSignal | undefined) {
  const read = byIdReader(environment, 'interactive')
  const readings = await read({ entity: customerStatistics, fields, ids }, signal)
  const found = new Map<RecordId, CustomerStatistics>()
  for (const [id, reading] of readings) {
    if (reading === 'gone') continue
    const asOf = String(reading.values['asOf'] ?? isoNow(environment))
    found.set(id, { id, values: reading.values, asOf, partial: false })
  }
  return found
}

const standardFields = ['number', 'balance', 'overdueAmount'] as const

async function readFromStandard(environment: Environment, ids: readonly RecordId[], signal: AbortSignal | undefined) {
  const found = new Map<RecordId, CustomerStatistics>()
  for (const chunk of chunked(ids, { maxCount: 80, maxLength: Number.POSITIVE_INFINITY }, () => 0)) {
    const page = await getPage(environment, 'Reading customer statistics', {
      path: `${standardRoot}/${companyPath(environment, 'customerFinancialDetails')}`,
      query: { filter: anyOf(chunk.map((id) => `id eq ${id}`)) },
      priority: 'interactive',
      signal,
    })
    for (const row of page.rows) {
      if (textOf(row, 'id') === undefined) continue
      const values: Record<string, Value> = {}
      for (const field of standardFields) values[field] = canonical(customerStatistics.fields[field], row[field])
      found.set(readId(row), { id: readId(row), values, asOf: isoNow(environment), partial: true })
    }
  }
  return found
}

const isoNow = (environment: Environment): string => new Date(environment.clock.now()).toISOString()
