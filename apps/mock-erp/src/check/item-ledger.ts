/** Item ledger entries: what is left is what was not applied, what is invoiced is what their value entries say (section 8.6). */
import type { Reader, Row } from '@koble/odata-server'
import { amount, integer, text } from '../rules/setup.ts'
import { names } from '../tables/names.ts'
import { big, canonical, sum } from '../values/decimal.ts'
import type { Check } from './check.ts'

export const itemLedger: Check = (data) => {
  const entries = [...data.scan(names.itemLedgerEntry)]
  return { count: entries.length, faults: entries.flatMap((entry) => faultsOf(data, entry)) }
}

function faultsOf(data: Reader, entry: Row): string[] {
  const number = integer(entry, 'entryNumber')
  const say = (what: string, is: string, should: string): string[] =>
    is === should ? [] : [`Item ledger entry ${number}: ${what} is ${is}, not ${should}.`]
  const rest = isStocked(data, entry) ? restOf(data, entry, number) : '0'
  const values = [...data.find(names.valueEntry, { itemLedgerEntryNumber: number })]
  const invoiced = canonical(sum(values.map((value) => amount(value, 'invoicedQuantity'))))
  return [
    ...say('the remaining quantity', amount(entry, 'remainingQuantity'), rest),
    ...say('open', String(entry['open']), String(rest !== '0')),
    ...say('positive', String(entry['positive']), String(big(amount(entry, 'quantity')).gt(0))),
    ...say('the invoiced quantity', amount(entry, 'invoicedQuantity'), invoiced),
    ...say('completely invoiced', String(entry['completelyInvoiced']), String(invoiced === amount(entry, 'quantity'))),
    ...say('expected cost', expectedLeft(values, entry), '0'),
  ]
}

const isStocked = (data: Reader, entry: Row): boolean =>
  data.get(names.item, text(entry, 'itemId'))?.['type'] === 'Inventory'

function restOf(data: Reader, entry: Row, number: number): string {
  const isIncrease = entry['positive'] === true
  const match = isIncrease ? { inboundEntryNumber: number } : { outboundEntryNumber: number }
  const applied = sum(
    [...data.find(names.itemApplication, match)].map((application) => amount(application, 'quantity')),
  )
  return canonical(big(amount(entry, 'quantity')).minus(applied.times(isIncrease ? 1 : -1)))
}

/** Nothing is expected any more of what is invoiced. */
function expectedLeft(values: readonly Row[], entry: Row): string {
  if (entry['completelyInvoiced'] !== true) return '0'
  return canonical(
    sum(
      values.map((value) =>
        canonical(big(amount(value, 'costAmountExpected')).plus(amount(value, 'salesAmountExpected'))),
      ),
    ),
  )
}
