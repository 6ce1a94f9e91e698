/** The accounts that a customer's or vendor's posting group names (erp-business-logic, section 7.2). */
import type { Reader, Row } from '@koble/odata-server'
import { fieldError, mustHaveValue, relationError } from '../rules/refusals.ts'
import { text } from '../rules/setup.ts'
import { names } from '../tables/names.ts'

export interface ControlAccounts {
  /** Receivables or payables. */
  readonly controlAccount: string
  readonly discountAccount: string
  readonly roundingAccount: string
}

export const customerAccounts = (data: Reader, code: string): ControlAccounts =>
  accountsOf(customerGroup(data, code), 'receivablesAccount', 'Receivables Account', names.postingGroup)

export function vendorAccounts(data: Reader, code: string): ControlAccounts {
  const group = data.lookup(names.vendorPostingGroup, ['code'], [code])
  if (group === undefined) return relationError('Vendor Posting Group', names.vendor, code, names.vendorPostingGroup)
  return accountsOf(group, 'payablesAccount', 'Payables Account', names.vendorPostingGroup)
}

export function customerGroup(data: Reader, code: string): Row {
  const group = data.lookup(names.postingGroup, ['code'], [code])
  return group ?? relationError('Customer Posting Group', names.customer, code, names.postingGroup)
}

function accountsOf(group: Row, column: string, title: string, table: string): ControlAccounts {
  const control = text(group, column)
  if (control === '') fieldError(`${title} is missing in ${table}.`)
  return {
    controlAccount: control,
    discountAccount: text(group, 'discountAccount'),
    roundingAccount: text(group, 'roundingAccount'),
  }
}

/** The customer's posting group; a customer without one cannot be posted to. */
export function postingGroupOf(customer: Readonly<Record<string, unknown>>): string {
  const group = text(customer, 'customerPostingGroup')
  return group === ''
    ? mustHaveValue('Customer Posting Group', names.customer, `No.=${text(customer, 'number')}`)
    : group
}

export function vendorPostingGroupOf(vendor: Readonly<Record<string, unknown>>): string {
  const group = text(vendor, 'vendorPostingGroup')
  return group === '' ? mustHaveValue('Vendor Posting Group', names.vendor, `No.=${text(vendor, 'number')}`) : group
}
