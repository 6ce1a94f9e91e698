/** Entries are what their detailed entries say, open exactly while something is left; applications come in pairs (section 8.3). */
import type { Reader, Row } from '@koble/odata-server'
import { detailsOf, entryAmounts } from '../ledger/party-entries.ts'
import { customerLedger, vendorLedger, type Subledger } from '../ledger/subledger.ts'
import { amount, integer } from '../rules/setup.ts'
import { compare, sums, together, type Check, type Findings } from './check.ts'

export const partyEntries: Check = (data) =>
  together(
    ...[customerLedger, vendorLedger].flatMap((ledger) => [entriesOf(data, ledger), applicationsOf(data, ledger)]),
  )

function entriesOf(data: Reader, ledger: Subledger): Findings {
  const entries = [...data.scan(ledger.entries)]
  return { count: entries.length, faults: entries.flatMap((entry) => faultsOf(data, ledger, entry)) }
}

function faultsOf(data: Reader, ledger: Subledger, entry: Row): string[] {
  const name = `${ledger.sourceType} entry ${integer(entry, 'entryNumber')}`
  const expected = entryAmounts(detailsOf(data, ledger, entry))
  const faults = Object.entries(expected)
    .filter(([column, value]) => amount(entry, column) !== value)
    .map(([column, value]) => `${name}: ${column} is ${amount(entry, column)}, not ${value}.`)
  const isOpen = expected['remainingAmount'] !== '0'
  if (!isOpen && expected['remainingAmountLcy'] !== '0')
    faults.push(`${name}: closed with ${expected['remainingAmountLcy']} LCY left.`)
  if (entry['open'] !== isOpen)
    faults.push(`${name}: open is ${String(entry['open'])} with ${expected['remainingAmount']} left.`)
  return faults
}

/** Per transaction, in the document's currency and in local currency. */
function applicationsOf(data: Reader, ledger: Subledger): Findings {
  const [foreign, local] = [sums(), sums()]
  for (const detail of data.scan(ledger.details)) {
    if (detail['entryType'] !== 'Application') continue
    const key = String(integer(detail, 'transactionNumber'))
    foreign.add(key, amount(detail, 'amount'))
    local.add(key, amount(detail, 'amountLcy'))
  }
  const say = (unit: string) => (key: string, total: string) =>
    `Transaction ${key}: ${ledger.sourceType.toLowerCase()} applications are off by ${total}${unit}.`
  return together(compare(foreign, sums(), say('')), compare(local, sums(), say(' LCY')))
}
