/**
 * Takes back the newest application of an entry: opposite detailed entries for everything that it wrote, its discount and currency differences reversed in the
 * general ledger, every entry that took part open again (erp-business-logic, section 3.5).
 */
import type { Row, Transaction } from '@koble/odata-server'
import { dialogError } from '../rules/refusals.ts'
import { amount, integer, text } from '../rules/setup.ts'
import { findAll } from '../tables/find-all.ts'
import { big, negate } from '../values/decimal.ts'
import { isDifference, postDifference } from './differences.ts'
import { detailsOf, refreshEntry, writeDetailed } from './party-entries.ts'
import { beginPosting, type Posting } from './posting.ts'
import type { Subledger } from './subledger.ts'

export function unapply(data: Transaction, ledger: Subledger, entry: Row, postingDate: string): void {
  const newest = newestApplication(data, ledger, entry)
  if (newest === undefined) return dialogError('There is no application to unapply.')
  if (postingDate < text(newest, 'postingDate')) {
    dialogError('The entered posting date must not be before the posting date on the customer ledger entry.')
  }
  const posting = beginPosting(data, postingDate, text(newest, 'documentNumber'))
  const transactionNumber = integer(newest, 'transactionNumber')
  const details = findAll(data, ledger.details, { transactionNumber }).filter(
    (detail) => detail['entryType'] !== 'Initial Entry' && detail['unapplied'] !== true,
  )
  const entries = new Map(
    details.map((detail) => [integer(detail, 'ledgerEntryNumber'), entryOf(data, ledger, detail)]),
  )
  for (const detail of details) reverse(posting, ledger, detail, entries.get(integer(detail, 'ledgerEntryNumber')))
  for (const each of entries.values()) if (each !== undefined) reopen(posting, ledger, each)
}

function newestApplication(data: Transaction, ledger: Subledger, entry: Row): Row | undefined {
  const applications = [...detailsOf(data, ledger, entry)].filter(
    (detail) => detail['entryType'] === 'Application' && detail['unapplied'] !== true,
  )
  return applications.toSorted((one, other) => integer(other, 'entryNumber') - integer(one, 'entryNumber'))[0]
}

const entryOf = (data: Transaction, ledger: Subledger, detail: Row): Row | undefined =>
  data.lookup(ledger.entries, ['entryNumber'], [integer(detail, 'ledgerEntryNumber')])

function reverse(posting: Posting, ledger: Subledger, detail: Row, entry: Row | undefined): void {
  if (entry === undefined) return
  const [value, valueLcy] = [negate(amount(detail, 'amount')), negate(amount(detail, 'amountLcy'))]
  const kind = detail['entryType']
  if (isDifference(kind)) postDifference(posting, ledger, entry, kind, value, valueLcy, { unapplied: true })
  else writeDetailed(posting, ledger, entry, 'Application', value, valueLcy, { unapplied: true })
  posting.data.update(ledger.details, detail.id, { unapplied: true })
}

function reopen(posting: Posting, ledger: Subledger, entry: Row): void {
  const current = refreshEntry(posting, ledger, entry)
  posting.data.update(ledger.entries, entry.id, {
    open: !big(amount(current, 'remainingAmount')).eq(0),
    closedAtDate: '0001-01-01',
    closedByEntryNumber: 0,
    closedByAmount: '0',
    remainingDiscount: amount(current, 'originalDiscount'),
    discountGivenLcy: '0',
  })
}
