/** Pages of all rows: the service's own paging, whose link is the cursor; ordered by the key, which never changes. */
import type { Connector } from '@koble/core'
import { getPage, type Organization } from './organization.ts'
import { printFilter } from './wire/print-filter.ts'
import { readRecord } from './wire/read-record.ts'
import { selectOf } from './wire/selection.ts'
import { wireTable } from './wire/wire-table.ts'

export const pageReader =
  (organization: Organization): Connector['readPage'] =>
  async ({ entity, fields, where, cursor, pageSize }, signal) => {
    const userId = await organization.userId()
    const query = { select: selectOf(entity, fields), filter: printFilter(entity, where), orderby: entity.key }
    const first = { path: wireTable(entity).set, query }
    const request = { ...(cursor === null ? first : { path: cursor }), maxPageSize: pageSize, signal }
    const page = await getPage(organization, `Reading ${entity.name} rows`, request)
    return { records: page.rows.map((row) => readRecord(entity, fields, userId, row)), nextCursor: page.nextLink }
  }

/** The service stops counting here, and does not say that it did. */
const countCap = 5_000

export const counter =
  (organization: Organization): Connector['count'] =>
  async (entity, where, signal) => {
    const page = await getPage(organization, `Counting ${entity.name} rows`, {
      path: wireTable(entity).set,
      query: { select: [entity.key], filter: printFilter(entity, where), count: true },
      maxPageSize: 1,
      signal,
    })
    return page.count === null || page.count >= countCap ? null : page.count
  }
