/** The accounts that a customer posting group names. */
import type { Reader } from '@koble/odata-server'
import { mustHaveValue, relationError } from '../rules/refusals.ts'
import { text } from '../rules/setup.ts'
import { names } from '../tables/names.ts'

export interface PostingGroupAccounts {
  readonly receivablesAccount: string
  readonly discountAccount: string
  readonly roundingAccount: string
}

export function accountsOf(data: Reader, code: string): PostingGroupAccounts {
  const group = data.lookup(names.postingGroup, ['code'], [code])
  if (group === undefined) return relationError('Customer Posting Group', names.customer, code, names.postingGroup)
  return {
    receivablesAccount: text(group, 'receivablesAccount'),
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
