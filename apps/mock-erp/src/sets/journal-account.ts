/**
 * The account of a general journal line and the one that balances it: a type, and within it a number or an id (business-central-api.json, journalLines). Rows
 * hold the number.
 */
import type { Draft, PropertyDefinition, Reader, Row } from '@koble/odata-server'
import { emptyGuid } from '@koble/odata-server'
import { dialogError } from '../rules/refusals.ts'
import { text } from '../rules/setup.ts'
import { names } from '../tables/names.ts'
import { choice, codeField, guid, idOf } from './properties.ts'

export const ACCOUNT_TYPES = [
  'G_x002f_L_x0020_Account',
  'Customer',
  'Vendor',
  'Bank_x0020_Account',
  'Fixed_x0020_Asset',
  'IC_x0020_Partner',
  'Employee',
  'Allocation_x0020_Account',
] as const

const TABLES: Readonly<Record<string, string>> = {
  G_x002f_L_x0020_Account: names.account,
  Customer: names.customer,
  Vendor: names.vendor,
  Bank_x0020_Account: names.bankAccount,
  Employee: names.employee,
}

type Side = 'account' | 'balancingAccount'

const COLUMNS = {
  account: { type: 'accountType', number: 'accountNumber' },
  balancingAccount: { type: 'balancingAccountType', number: 'balancingAccountNumber' },
} as const

export const typeOf = (row: Readonly<Draft>, side: Side): string => text(row, COLUMNS[side].type) || ACCOUNT_TYPES[0]

export function accountOf(row: Readonly<Draft>, side: Side, data: Reader): Row | undefined {
  const table = TABLES[typeOf(row, side)]
  const number = text(row, COLUMNS[side].number)
  return table === undefined || number === '' ? undefined : data.lookup(table, ['number'], [number])
}

/** Which accounts running bodies have named, so that two names must agree. */
const named = new WeakMap<Draft, Partial<Record<Side, string>>>()

function setAccount(draft: Draft, side: Side, account: Row | undefined): void {
  const number = text(account ?? {}, 'number')
  const before = named.get(draft)?.[side]
  if (account !== undefined && before !== undefined && before !== number) {
    dialogError('The account values do not match to a specific Account.')
  }
  if (account !== undefined) named.set(draft, { ...named.get(draft), [side]: number })
  draft[COLUMNS[side].number] = number
}

export const accountType = (side: Side, enumType: string): PropertyDefinition =>
  choice(enumType, ACCOUNT_TYPES, {
    get: (row) => typeOf(row, side),
    set: (draft, value) => {
      if (typeOf(draft, side) !== value) draft[COLUMNS[side].number] = ''
      draft[COLUMNS[side].type] = value
    },
  })

export const accountId = (side: Side, name: string): PropertyDefinition =>
  guid({
    get: (row, { data }) => idOf(accountOf(row, side, data)),
    set: (draft, value, { data }) => {
      const table = TABLES[typeOf(draft, side)]
      const isBlank = value === emptyGuid || typeof value !== 'string'
      const account = isBlank || table === undefined ? undefined : data.get(table, value)
      if (!isBlank && account === undefined) dialogError(`The "${name}" does not match to an Account.`)
      setAccount(draft, side, account)
    },
  })

export const accountNumber = (side: Side, name: string): PropertyDefinition =>
  codeField(20, {
    column: COLUMNS[side].number,
    set: (draft, value, { data }) => {
      const number = typeof value === 'string' ? value : ''
      const table = TABLES[typeOf(draft, side)]
      const account = number === '' || table === undefined ? undefined : data.lookup(table, ['number'], [number])
      if (number !== '' && account === undefined) dialogError(`The "${name}" does not match to an Account.`)
      setAccount(draft, side, account)
    },
  })
