/** Columns that the service fills for every table: owner, currency and base amounts, what may not be empty. */
import type { Draft, Reader, WriteContext } from '@koble/odata-server'
import { Big } from 'big.js'
import { errors } from '../crm-error.ts'
import type { TableSchema } from '../schema/table.ts'
import { refuseWith } from '../security/access.ts'
import { organizationOf, userOf } from '../service/users.ts'
import { fillAddresses } from './addresses.ts'

/** The owner is the caller unless the request names another one (reference/dataverse-protocol.md, section 15). */
export function fillOwner(schema: TableSchema, draft: Draft, context: WriteContext): void {
  if (schema.ownership !== 'user') return
  draft['ownerid'] ??= context.principal.id
  draft['owneridtype'] ??= 'systemuser'
  const isTeam = draft['owneridtype'] === 'team'
  const owner = String(draft['ownerid'])
  draft['owninguser'] = isTeam ? null : owner
  draft['owningteam'] = isTeam ? owner : null
  const holder = isTeam ? context.data.get('team', owner) : userOf(context.data, owner)
  draft['owningbusinessunit'] = holder?.['businessunitid'] ?? null
}

/** Tables of the organization say which one; `accountid` and `contactid` of a document follow its customer. */
export function fillDerived(schema: TableSchema, draft: Draft, context: Pick<WriteContext, 'data'>): void {
  if (schema.columns['organizationid'] !== undefined)
    draft['organizationid'] ??= organizationOf(context.data)?.id ?? null
  if (schema.columns['customerid'] !== undefined) {
    const id = draft['customerid'] ?? null
    draft['accountid'] = draft['customeridtype'] === 'account' ? id : null
    draft['contactid'] = draft['customeridtype'] === 'contact' ? id : null
  }
  fillAddresses(schema, draft)
}

export function baseCurrencyId(data: Reader): string | null {
  return textOf(organizationOf(data)?.['basecurrencyid'])
}

/** `{name}_base` = value / exchange rate (currency per base unit), four decimals (section 14). */
export function fillMoney(schema: TableSchema, draft: Draft, context: Pick<WriteContext, 'data'>): void {
  if (schema.columns['exchangerate'] === undefined || schema.name === 'transactioncurrency') return
  draft['transactioncurrencyid'] ??= baseCurrencyId(context.data)
  const currency = context.data.get('transactioncurrency', String(draft['transactioncurrencyid'] ?? ''))
  const rate = textOf(currency?.['exchangerate']) ?? '1'
  draft['exchangerate'] = rate
  for (const [name, column] of Object.entries(schema.columns)) {
    if (column.type === 'Money' && !name.endsWith('_base')) draft[`${name}_base`] = inBase(draft[name], rate)
  }
}

function inBase(amount: unknown, rate: string): string | null {
  if (typeof amount !== 'string' || Number(rate) === 0) return null
  return new Big(amount).div(rate).round(4).toFixed()
}

/** System-required columns; what only a form requires is not enforced by the API (section 6.1). */
export function checkRequired(schema: TableSchema, draft: Draft): void {
  for (const [name, column] of Object.entries(schema.columns)) {
    if (column.required && draft[name] == null) refuseWith(errors.required(name, schema.name))
  }
}

const textOf = (value: unknown): string | null => (typeof value === 'string' ? value : null)
