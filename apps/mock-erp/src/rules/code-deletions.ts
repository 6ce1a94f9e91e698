/** What stands against the deletion of a record of a small table, and what goes with it (erp-business-logic, sections 6.5 and 6.6). */
import type { Row, Transaction } from '@koble/odata-server'
import { findAll } from '../tables/find-all.ts'
import { names } from '../tables/names.ts'
import { isClosed } from './opportunities.ts'
import { dialogError } from './refusals.ts'
import { text } from './setup.ts'

type Check = (code: string, data: Transaction) => void

const CHECKS: Readonly<Record<string, Check>> = {
  [names.currency]: checkCurrency,
  [names.salesperson]: checkSalesperson,
  [names.unit]: checkUnit,
  [names.itemCategory]: checkItemCategory,
  [names.customerDiscountGroup]: checkCustomerDiscountGroup,
  [names.location]: checkLocation,
}

export const checkDeletable = (row: Row, data: Transaction, table: string): void =>
  CHECKS[table]?.(text(row, 'code'), data)

function checkCurrency(code: string, data: Transaction): void {
  for (const table of [names.ledgerEntry, names.vendorLedgerEntry] as const) {
    for (const entry of data.find(table, { currencyCode: code })) {
      if (entry['open'] !== true) continue
      const entries = table === names.ledgerEntry ? 'Cust. Ledger Entries' : 'Vendor Ledger Entries'
      dialogError(`You cannot delete Currency ${code} because there are one or more open ${entries} in it.`)
    }
  }
  for (const rate of findAll(data, names.exchangeRate, { currencyCode: code })) data.remove(names.exchangeRate, rate.id)
}

function checkSalesperson(code: string, data: Transaction): void {
  const refuse = (what: string): never =>
    dialogError(`You cannot delete Salesperson/Purchaser ${code} because there are one or more ${what} with it.`)
  for (const _ of data.find(names.ledgerEntry, { salespersonCode: code })) refuse('Cust. Ledger Entries')
  for (const _ of data.find(names.vendorLedgerEntry, { purchaserCode: code })) refuse('Vendor Ledger Entries')
  for (const opportunity of data.find(names.opportunity, { salespersonCode: code })) {
    if (!isClosed(opportunity)) refuse('open Opportunities')
  }
}

function checkUnit(code: string, data: Transaction): void {
  for (const _ of data.find(names.item, { baseUnitOfMeasureCode: code })) {
    dialogError('You cannot delete the unit of measure because it is assigned to one or more records.')
  }
}

function checkItemCategory(code: string, data: Transaction): void {
  for (const _ of data.find(names.itemCategory, { parentCategoryCode: code })) {
    dialogError('You cannot delete this item category because it has child item categories.')
  }
  for (const item of findAll(data, names.item, { itemCategoryCode: code })) {
    data.update(names.item, item.id, { itemCategoryCode: '' })
  }
}

function checkCustomerDiscountGroup(code: string, data: Transaction): void {
  for (const _ of data.find(names.customer, { customerDiscountGroup: code })) {
    dialogError(`You cannot delete the Customer Discount Group ${code} because it is used in Customer.`)
  }
}

function checkLocation(code: string, data: Transaction): void {
  for (const entry of data.find(names.itemLedgerEntry, { locationCode: code })) {
    if (entry['open'] !== true) continue
    dialogError(`You cannot delete ${code} because there are one or more ledger entries on this location.`)
  }
}
