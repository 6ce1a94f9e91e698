/**
 * Who holds the number of a numbered record instead of its id: a rename follows them in the same transaction (erp-business-logic, section 6.1). All others hold
 * the id, which a rename does not touch.
 */
import type { Draft, Row, Transaction } from '@koble/odata-server'
import { findAll } from '../tables/find-all.ts'
import { names } from '../tables/names.ts'
import { text } from './setup.ts'

interface Holder {
  readonly table: string
  readonly column: string
  readonly where?: Draft
}

/** Journal lines name an account of any type, and one that balances it. */
const journal = (type: string): readonly Holder[] => [
  { table: names.journalLine, column: 'accountNumber', where: { accountType: type } },
  { table: names.journalLine, column: 'balancingAccountNumber', where: { balancingAccountType: type } },
]

const HOLDERS: Readonly<Record<string, readonly Holder[]>> = {
  [names.customer]: journal('Customer'),
  [names.vendor]: journal('Vendor'),
  [names.employee]: journal('Employee'),
  [names.bankAccount]: [
    ...journal('Bank_x0020_Account'),
    { table: names.bankLedgerEntry, column: 'bankAccountNumber' },
  ],
  [names.item]: [{ table: names.salesSetup, column: 'writeInProductNumber', where: { writeInProductType: 'Item' } }],
  [names.resource]: [
    { table: names.salesSetup, column: 'writeInProductNumber', where: { writeInProductType: 'Resource' } },
  ],
}

/** After a numbered record was changed. */
export function followNumber(data: Transaction, table: string, before: Row, after: Row): void {
  const [from, to] = [text(before, 'number'), text(after, 'number')]
  if (from === to) return
  for (const { table: holder, column, where } of HOLDERS[table] ?? []) {
    for (const row of findAll(data, holder, { ...where, [column]: from })) data.update(holder, row.id, { [column]: to })
  }
}
