/**
 * Differences that an application posts on an entry: payment discount, realized gain or loss, correction of the local rest. Each is one detailed entry and one
 * pair in the general ledger, the control account against the account of its kind (erp-business-logic, section 3.5).
 */
import type { Draft, Reader, Row } from '@koble/odata-server'
import { text } from '../rules/setup.ts'
import { names } from '../tables/names.ts'
import { negate } from '../values/decimal.ts'
import { writeDetailed, type EntryType } from './party-entries.ts'
import { writeGeneral, type Posting } from './posting.ts'
import type { Subledger } from './subledger.ts'

export type Difference = Exclude<EntryType, 'Initial Entry' | 'Application'>

const DESCRIPTIONS: Readonly<Record<Difference, string>> = {
  'Payment Discount': 'Payment discount',
  'Realized Gain': 'Realized gain',
  'Realized Loss': 'Realized loss',
  'Correction of Remaining Amount': 'Application rounding',
}

export const isDifference = (entryType: unknown): entryType is Difference =>
  typeof entryType === 'string' && Object.hasOwn(DESCRIPTIONS, entryType)

export function postDifference(
  posting: Posting,
  ledger: Subledger,
  entry: Row,
  kind: Difference,
  value: string,
  valueLcy: string,
  more: Readonly<Draft> = {},
): void {
  const { data } = posting
  const { controlAccount } = ledger.accounts(data, text(entry, 'postingGroup'))
  const source = { sourceType: ledger.sourceType, sourceId: text(entry, ledger.owner) }
  writeDetailed(posting, ledger, entry, kind, value, valueLcy, more)
  writeGeneral(posting, accountOf(data, ledger, entry, kind), negate(valueLcy), DESCRIPTIONS[kind], source)
  writeGeneral(posting, controlAccount, valueLcy, DESCRIPTIONS[kind], source)
}

function accountOf(data: Reader, ledger: Subledger, entry: Row, kind: Difference): string {
  const accounts = ledger.accounts(data, text(entry, 'postingGroup'))
  if (kind === 'Payment Discount') return accounts.discountAccount
  if (kind === 'Correction of Remaining Amount') return accounts.roundingAccount
  return realizedAccount(data, text(entry, 'currencyCode'), kind)
}

/** A currency without accounts of its own takes the example company's. */
function realizedAccount(data: Reader, code: string, kind: 'Realized Gain' | 'Realized Loss'): string {
  const currency = data.lookup(names.currency, ['code'], [code]) ?? {}
  if (kind === 'Realized Gain') return text(currency, 'realizedGainsAccount') || '7200'
  return text(currency, 'realizedLossesAccount') || '7210'
}
