/** The last deletion of each table, kept up from one poll to the next, so that a poll costs what is new and not what was ever deleted. */
import type { Database, Reader } from '@koble/odata-server'

export interface DeletionMark {
  readonly entry: number
  readonly version: number
}

interface Company {
  /** Moved by a reset, which begins anew. */
  readonly epoch: number
  entry: number
  readonly tables: Map<string, DeletionMark>
}

const NONE: DeletionMark = { entry: 0, version: 0 }

export function deletionMarks(database: Pick<Database, 'epoch'>): (data: Reader, table: string) => DeletionMark {
  const companies = new Map<string, Company>()
  return (data, table) => {
    const known = companies.get(data.partition)
    const company = known?.epoch === database.epoch ? known : { epoch: database.epoch, entry: 0, tables: new Map() }
    companies.set(data.partition, company)
    for (const stone of data.deleted({ sinceEntry: company.entry })) {
      company.entry = stone.entry
      company.tables.set(stone.table, { entry: stone.entry, version: stone.version })
    }
    return company.tables.get(table) ?? NONE
  }
}
