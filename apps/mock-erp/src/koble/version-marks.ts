/** The highest version among the rows of a part of a table, kept up from one poll to the next: a poll costs what changed since the last one. */
import type { Database, Reader } from '@koble/odata-server'
import { isInPart, tableOf, type TablePart } from '../tables/table-part.ts'

interface Mark {
  /** Moved by a reset, which begins anew. */
  readonly epoch: number
  /** Every version up to here was looked at and is final. */
  readonly seen: number
  readonly highest: number
}

type Versions = Pick<Database, 'epoch' | 'lowestUncommitted'>

export function versionMarks(database: Versions): (data: Reader, part: TablePart) => number {
  const companies = new Map<string, Map<TablePart, Mark>>()
  return (data, part) => {
    const marks = companies.get(data.partition) ?? new Map<TablePart, Mark>()
    companies.set(data.partition, marks)
    const known = marks.get(part)
    const before = known?.epoch === database.epoch ? known : { seen: 0, highest: 0 }
    const highest = Math.max(before.highest, highestSince(data, part, before.seen))
    marks.set(part, { epoch: database.epoch, seen: database.lowestUncommitted - 1, highest })
    return highest
  }
}

function highestSince(data: Reader, part: TablePart, seen: number): number {
  if (typeof part === 'string') return data.highestVersion(part)
  for (const row of data.scan(tableOf(part), { by: ['rowVersion'], descending: true })) {
    if (row.rowVersion <= seen) return 0
    if (isInPart(part, row)) return row.rowVersion
  }
  return 0
}
