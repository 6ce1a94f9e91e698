/** Pages of all records: the service's own paging, whose link is the cursor. */
import { meetsFilter, type Connector, type RemoteRecord } from '@koble/core'
import { getPage, rootOf, setPath, type Environment } from './environment.ts'
import { printFilter } from './wire/print-filter.ts'
import { readRecord } from './wire/read-record.ts'
import { selectOf } from './wire/selection.ts'
import { splitConditions } from './wire/split-conditions.ts'

type ReadPage = Connector['readPage']
type PageRequest = Parameters<ReadPage>[0]

export const pageReader =
  (environment: Environment): ReadPage =>
  async (request, signal) => {
    const { records, nextCursor } = await readFiltered(environment, request, signal)
    return { records: records.map((record) => narrowed(record, request.fields)), nextCursor }
  }

/** A page may hold fewer records than the service gave: what it cannot filter is left out here. */
async function readFiltered(
  environment: Environment,
  { entity, fields, where, cursor, pageSize }: PageRequest,
  signal: AbortSignal | undefined,
) {
  const session = await environment.session()
  const { remote, local } = splitConditions(entity, where)
  const wanted = [...new Set([...fields, ...local.map((condition) => condition.field)])]
  const first = {
    path: `${rootOf(session)}/${setPath(environment, entity, session)}`,
    query: { select: selectOf(entity, wanted, session), filter: printFilter(entity, remote, session) },
  }
  const request = { ...(cursor === null ? first : { path: cursor }), maxPageSize: pageSize, signal }
  const page = await getPage(environment, `Reading ${entity.name}`, request)
  const records = page.rows.map((row) => readRecord(entity, wanted, session, row))
  return { records: records.filter((record) => meetsFilter(local, record.values)), nextCursor: page.nextLink }
}

const narrowed = (record: RemoteRecord, fields: readonly string[]): RemoteRecord => ({
  ...record,
  values: Object.fromEntries(fields.map((field) => [field, record.values[field] ?? null])),
})

const largestPage = 20_000

/** `$count=true` counts the filtered set exactly (reference/business-central-protocol.md, section 4.4); what the service cannot filter is counted here. */
export const counter =
  (environment: Environment): Connector['count'] =>
  async (entity, where, signal) => {
    if (splitConditions(entity, where).local.length > 0) {
      let count = 0
      let cursor: string | null = null
      do {
        const request: PageRequest = { entity, fields: [], where, cursor, pageSize: largestPage }
        const page: Awaited<ReturnType<ReadPage>> = await readFiltered(environment, request, signal)
        count += page.records.length
        cursor = page.nextCursor
      } while (cursor !== null)
      return count
    }
    const session = await environment.session()
    const path = `${rootOf(session)}/${setPath(environment, entity, session)}`
    const query = { filter: printFilter(entity, where, session), top: 1, select: ['id'], count: true }
    return (await getPage(environment, `Counting ${entity.name}`, { path, query, signal })).count
  }
