/** `npm run erp -- --check`: every stored figure against a recomputation from the entries below it (erp-business-logic, section 8). */
import type { Database } from '@koble/odata-server'
import { text, workDate } from '../rules/setup.ts'
import { names } from '../tables/names.ts'
import { archivedVersions } from './archived-versions.ts'
import { bankAccounts } from './bank-accounts.ts'
import type { Check } from './check.ts'
import { controlAccounts } from './control-accounts.ts'
import { customerFigures } from './customer-figures.ts'
import { dimensionSets } from './dimension-sets.ts'
import { documentLines } from './document-lines.ts'
import { generalBalance } from './general-balance.ts'
import { inventoryValue } from './inventory-value.ts'
import { itemLedger } from './item-ledger.ts'
import { partyEntries } from './party-entries.ts'
import { postedDocuments } from './posted-documents.ts'
import { reservations } from './reservations.ts'
import { vatAccounts } from './vat-accounts.ts'

export interface CheckReport {
  readonly lines: readonly string[]
  readonly failed: number
}

export const checks: Readonly<Record<string, Check>> = {
  'general ledger transactions and documents that add up to 0': generalBalance,
  'ledger entries equal to their detailed entries': partyEntries,
  'receivables and payables equal to the entries of their parties': controlAccounts,
  'VAT accounts and sales equal to the VAT entries': vatAccounts,
  'bank accounts equal to their entries': bankAccounts,
  'posted documents equal to their lines and entries': postedDocuments,
  'document lines whose quantities and amounts hang together': documentLines,
  'item ledger entries equal to their applications and values': itemLedger,
  'costs and inventory accounts equal to the value entries': inventoryValue,
  'reservations within what they take from': reservations,
  'archived versions without gaps': archivedVersions,
  'dimension sets, each once': dimensionSets,
  'customers whose figures equal their recomputation': customerFigures,
}

export function checkLedgers(database: Database): CheckReport {
  const lines: string[] = []
  let failed = 0
  for (const company of database.read().scan(names.company)) {
    for (const [what, check] of Object.entries(checks)) {
      const { count, faults } = check(database.read(company.id), workDate(database.clock))
      failed += faults.length
      lines.push(
        `${text(company, 'name')}: ${count} ${what}, ${faults.length} wrong`,
        ...faults.map((fault) => `  ${fault}`),
      )
    }
  }
  return { lines, failed }
}
