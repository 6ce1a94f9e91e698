/** The last deletion of each feed set, kept up from one poll to the next, so that a poll costs what is new and not what was ever deleted. */
import type { Database, Reader } from '@koble/odata-server'
import { wasInPart, type TablePart } from '../tables/table-part.ts'

export interface DeletionMark {
  readonly entry: number
  readonly version: number
}

interface Company {
  /** Moved by a reset, which begins anew. */
  readonly epoch: number
  entry: number
  readonly marks: Map<TablePart, DeletionMark>
}

const NONE: DeletionMark = { entry: 0, version: 0 }

export function deletionMarks(
  database: Pick<Database, 'epoch'>,
  parts: readonly TablePart[],
): (data: Reader, part: TablePart) => DeletionMark {
  const companies = new Map<string, Company>()
  return (data, part) => {
    const known = companies.get(data.partition)
    const company = known?.epoch === database.epoch ? known : { epoch: database.epoch, entry: 0, marks: new Map() }
    companies.set(data.partition, company)
    for (const stone of data.deleted({ sinceEntry: company.entry })) {
      company.entry = stone.entry
      const mark = { entry: stone.entry, version: stone.version }
      for (const each of parts) if (wasInPart(each, stone)) company.marks.set(each, mark)
    }
    return company.marks.get(part) ?? NONE
  }
}
