/** An empty company in memory, for as long as a check works on it. */
import { createClock, openDatabase, type Database } from '@koble/odata-server'
import { companyId, insertCompany } from '../seeds/setup.ts'
import { tables } from '../tables/tables.ts'
import { systemUser } from '../users.ts'

export async function withCompany<T>(work: (database: Database) => T): Promise<T> {
  const database = await openDatabase({ tables, clock: createClock() })
  try {
    database.transact(systemUser, companyId, (data) =>
      insertCompany(data, { name: 'TEST', displayName: 'Test', localCurrency: 'EUR', typedNumbers: true }),
    )
    return work(database)
  } finally {
    await database.close()
  }
}
