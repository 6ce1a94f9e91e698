/** A vendor's figures, summed over its own entries: positive is what the company owes (erp-business-logic, section 4). */
import type { Reader } from '@koble/odata-server'
import { amount, text } from '../rules/setup.ts'
import { names } from '../tables/names.ts'
import { big, canonical } from '../values/decimal.ts'
import { bucketOf } from './figures.ts'

export interface VendorFigures {
  readonly balance: string
  /** Due on or before the work date. */
  readonly balanceDue: string
  /** Remaining amounts by days past the due date: not due, 1-30, 31-60, 61-90, more. */
  readonly aging: readonly [string, string, string, string, string]
}

export function vendorFigures(data: Reader, vendorId: string, workDate: string): VendorFigures {
  let [balance, balanceDue] = [big(0), big(0)]
  for (const detail of data.find(names.detailedVendorEntry, { vendorId })) {
    const owed = amount(detail, 'amountLcy')
    balance = balance.minus(owed)
    if (text(detail, 'initialDueDate') <= workDate) balanceDue = balanceDue.minus(owed)
  }
  const aging = { '0': big(0), '1': big(0), '2': big(0), '3': big(0), '4': big(0) }
  for (const entry of data.find(names.vendorLedgerEntry, { vendorId })) {
    const bucket = bucketOf(text(entry, 'dueDate'), workDate)
    aging[bucket] = aging[bucket].minus(amount(entry, 'remainingAmountLcy'))
  }
  const { 0: current, 1: first, 2: second, 3: third, 4: older } = aging
  return {
    balance: canonical(balance),
    balanceDue: canonical(balanceDue),
    aging: [canonical(current), canonical(first), canonical(second), canonical(third), canonical(older)],
  }
}
