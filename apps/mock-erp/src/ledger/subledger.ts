/**
 * The two ledgers of parties, which mirror each other: customers (an invoice is a debit) and vendors (an invoice is a credit). What posts, applies and checks
 * entries takes one of them (erp-business-logic, sections 3.3 to 3.5).
 */
import type { Reader, Row } from '@koble/odata-server'
import { text } from '../rules/setup.ts'
import { names } from '../tables/names.ts'
import { customerAccounts, vendorAccounts, type ControlAccounts } from './posting-groups.ts'

export interface Subledger {
  readonly entries: string
  readonly details: string
  readonly parties: string
  /** The column that holds the party's id. */
  readonly owner: 'customerId' | 'vendorId'
  readonly sourceType: 'Customer' | 'Vendor'
  readonly accounts: (data: Reader, postingGroup: string) => ControlAccounts
}

export const customerLedger: Subledger = {
  entries: names.ledgerEntry,
  details: names.detailedEntry,
  parties: names.customer,
  owner: 'customerId',
  sourceType: 'Customer',
  accounts: customerAccounts,
}

export const vendorLedger: Subledger = {
  entries: names.vendorLedgerEntry,
  details: names.detailedVendorEntry,
  parties: names.vendor,
  owner: 'vendorId',
  sourceType: 'Vendor',
  accounts: vendorAccounts,
}

export const controlAccount = (data: Reader, ledger: Subledger, entry: Row): string =>
  ledger.accounts(data, text(entry, 'postingGroup')).controlAccount
