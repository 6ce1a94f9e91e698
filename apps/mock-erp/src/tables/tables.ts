/** Every table of the emulated ERP. */
import type { TableDefinition } from '@koble/odata-server'
import { codeTables, exchangeRateTable } from './code-tables.ts'
import { ledgerTables } from './ledgers.ts'
import { contactTable, customerTable } from './parties.ts'
import { setupTables } from './setup.ts'

export const tables: readonly TableDefinition[] = [
  ...setupTables,
  ...codeTables,
  exchangeRateTable,
  customerTable,
  contactTable,
  ...ledgerTables,
]
