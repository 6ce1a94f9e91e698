/** Rows whose column holds one of many values, a few requests for all. The service compares text without case. */
import { canonical, type Connector, type RemoteRecord } from '@koble/core'
import { anyOf, chunked, encodeQueryValue } from '@koble/odata-client'
import { getPage, type Organization, type PageRequest } from './organization.ts'
import { literal } from './wire/print-filter.ts'
import { readRecord } from './wire/read-record.ts'
import { selectOf } from './wire/selection.ts'
import { readName, wireTable } from './wire/wire-table.ts'

/** More conditions than these make the service refuse a query. */
const limits = { maxCount: 80, maxLength: 6_000 }

export const valueFinder =
  (organization: Organization): Connector['findByValues'] =>
  async ({ entity, fields, field, values }, signal) => {
    const userId = await organization.userId()
    const type = entity.fields[field]
    if (type === undefined) throw new TypeError(`${entity.name} has no field "${field}"`)
    const condition = (value: string): string =>
      `${readName(entity, field)} eq ${literal(type, canonical(type, value))}`
    const find = async (chunk: readonly string[]): Promise<RemoteRecord[]> => {
      const query = { select: selectOf(entity, fields), filter: anyOf(chunk.map(condition)) }
      const found: RemoteRecord[] = []
      let request: PageRequest = { path: wireTable(entity).set, query, signal }
      for (;;) {
        const page = await getPage(organization, `Looking up ${entity.name} rows`, request)
        found.push(...page.rows.map((row) => readRecord(entity, fields, userId, row)))
        if (page.nextLink === null) return found
        request = { path: page.nextLink, signal }
      }
    }
    const chunks = chunked(values, limits, (value) => encodeQueryValue(condition(value)).length + 8)
    return (await Promise.all(chunks.map(find))).flat()
  }
