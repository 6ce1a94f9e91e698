/** Every table of the emulated ERP. */
import type { TableDefinition } from '@koble/odata-server'
import { codeTables, exchangeRateTable } from './code-tables.ts'
import { dimensionTables } from './dimensions.ts'
import { inventoryTables } from './inventory.ts'
import { itemTables } from './items.ts'
import { ledgerTables } from './ledgers.ts'
import { contactTable, customerTable } from './parties.ts'
import { partyLedgers } from './party-ledgers.ts'
import { priceTables } from './prices.ts'
import { purchaseTables } from './purchases.ts'
import { recordTables } from './records.ts'
import { salesTables } from './sales.ts'
import { setupTables } from './setup.ts'

export const tables: readonly TableDefinition[] = [
  ...setupTables,
  ...codeTables,
  exchangeRateTable,
  ...dimensionTables,
  customerTable,
  contactTable,
  ...itemTables,
  ...priceTables,
  ...salesTables,
  ...purchaseTables,
  ...inventoryTables,
  ...partyLedgers,
  ...ledgerTables,
  ...recordTables,
]
