/** Pages of all records: the service's own paging, whose link is the cursor. */
import type { Connector } from '@koble/core'
import { getPage, rootOf, setPath, type Environment } from './environment.ts'
import { printFilter } from './wire/print-filter.ts'
import { readRecord } from './wire/read-record.ts'
import { selectOf } from './wire/selection.ts'

export const pageReader =
  (environment: Environment): Connector['readPage'] =>
  async ({ entity, fields, where, cursor, pageSize }, signal) => {
    const session = await environment.session()
    const first = {
      path: `${rootOf(session)}/${setPath(environment, entity, session)}`,
      query: { select: selectOf(entity, fields, session), filter: printFilter(entity, where, session) },
    }
    const request = { ...(cursor === null ? first : { path: cursor }), maxPageSize: pageSize, signal }
    const page = await getPage(environment, `Reading ${entity.name}`, request)
    return {
      records: page.rows.map((row) => readRecord(entity, fields, session, row)),
      nextCursor: page.nextLink,
    }
  }

/** `$count=true` counts the filtered set exactly (reference/business-central-protocol.md, section 4.4). */
export const counter =
  (environment: Environment): Connector['count'] =>
  async (entity, where, signal) => {
    const session = await environment.session()
    const path = `${rootOf(session)}/${setPath(environment, entity, session)}`
    const query = { filter: printFilter(entity, where, session), top: 1, select: ['id'], count: true }
    const page = await getPage(environment, `Counting ${entity.name}`, { path, query, signal })
    return page.count
  }
