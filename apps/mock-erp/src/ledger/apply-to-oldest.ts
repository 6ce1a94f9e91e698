/** Application Method "Apply to Oldest": open entries of opposite sign up to the posting date, the oldest due date first (erp-business-logic, section 3.5). */
import type { Row } from '@koble/odata-server'
import { amount, integer, text } from '../rules/setup.ts'
import { findAll } from '../tables/find-all.ts'
import { big } from '../values/decimal.ts'
import { applyEntries } from './apply.ts'
import { currentEntry } from './party-entries.ts'
import type { Posting } from './posting.ts'
import type { Subledger } from './subledger.ts'

export function applyToOldest(posting: Posting, ledger: Subledger, entry: Row): void {
  const applying = () => currentEntry(posting.data, ledger, entry)
  for (const open of candidates(posting, ledger, applying())) {
    if (applying()['open'] !== true) return
    applyEntries(posting, ledger, applying(), open)
  }
}

function candidates({ data }: Posting, ledger: Subledger, entry: Row): Row[] {
  const own = big(amount(entry, 'remainingAmount'))
  return findAll(data, ledger.entries, { [ledger.owner]: text(entry, ledger.owner) })
    .filter(
      (other) =>
        other['open'] === true &&
        other['currencyCode'] === entry['currencyCode'] &&
        text(other, 'postingDate') <= text(entry, 'postingDate') &&
        own.times(amount(other, 'remainingAmount')).lt(0),
    )
    .toSorted(byDueDate)
}

function byDueDate(one: Row, other: Row): number {
  const [first, second] = [text(one, 'dueDate'), text(other, 'dueDate')]
  if (first !== second) return first < second ? -1 : 1
  return integer(one, 'entryNumber') - integer(other, 'entryNumber')
}
