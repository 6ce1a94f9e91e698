/**
 * Records whose field holds one of many values, a few requests for all. A value with filter characters (`*`, `&`, `|`, `..`)
 * may work as a pattern in Business Central's equality and find too much (reference/business-central-protocol.md, section 4.2),
 * so what was found is compared again here, ignoring case.
 */
import { canonical, type Connector } from '@koble/core'
import { anyOf, chunked, encodeQueryValue } from '@koble/odata-client'
import { getPage, rootOf, setPath, type Environment } from './environment.ts'
import { literal } from './wire/print-filter.ts'
import { readRecord, wireName } from './wire/read-record.ts'
import { selectOf } from './wire/selection.ts'

const limits = { maxCount: 50, maxLength: 5_000 }
const pageSize = 1_000

export const valueFinder =
  (environment: Environment): Connector['findByValues'] =>
  async ({ entity, fields, field, values }, signal) => {
    const session = await environment.session()
    const type = entity.fields[field]
    if (type === undefined) throw new TypeError(`${entity.name} has no field "${field}"`)
    const name = wireName(entity, field, session)
    // Code fields are stored in upper case; other text would be compared by case without `tolower`.
    const ignoresCase = type.kind === 'text' && type.upperCase !== true
    const condition = (value: string): string =>
      ignoresCase
        ? `tolower(${name}) eq ${literal(type, value.toLowerCase())}`
        : `${name} eq ${literal(type, canonical(type, value))}`
    const find = async (chunk: readonly string[]) => {
      const wanted = new Set(chunk.map((value) => String(canonical(type, value) ?? '').toLowerCase()))
      const select = selectOf(entity, [...new Set([...fields, field])], session)
      let request = {
        path: `${rootOf(session)}/${setPath(environment, entity, session)}`,
        query: { select, filter: anyOf(chunk.map(condition)) },
      }
      const found = []
      for (;;) {
        const page = await getPage(environment, `Looking up ${entity.name}`, {
          ...request,
          maxPageSize: pageSize,
          signal,
        })
        const records = page.rows.map((row) => readRecord(entity, [...fields, field], session, row))
        found.push(...records.filter((one) => wanted.has(String(one.values[field] ?? '').toLowerCase())))
        if (page.nextLink === null) return found
        request = { path: page.nextLink, query: { select: [], filter: '' } }
      }
    }
    const chunks = chunked(values, limits, (value) => encodeQueryValue(condition(value)).length + 8)
    return (await Promise.all(chunks.map(find))).flat()
  }
