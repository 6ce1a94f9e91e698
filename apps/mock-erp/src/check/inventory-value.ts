/** Decreases cost what they were applied to, and the inventory accounts hold the value entries' cost (section 8.6). */
import type { Reader, Row } from '@koble/odata-server'
import { inventoryPostingSetup } from '../ledger/posting-setup.ts'
import { costOf, costOfDecrease, valueEntriesOf } from '../posting/inventory/cost-of-entry.ts'
import { amount, integer, inventorySetup, text } from '../rules/setup.ts'
import { names } from '../tables/names.ts'
import { big, canonical } from '../values/decimal.ts'
import { compare, sums, together, type Check, type Findings } from './check.ts'

export const inventoryValue: Check = (data) => together(costs(data), accounts(data), postedCosts(data))

function costs(data: Reader): Findings {
  const entries = [...data.scan(names.itemLedgerEntry)].filter((entry) => isStocked(data, entry))
  return { count: entries.length, faults: entries.flatMap((entry) => costFaults(data, entry)) }
}

const isStocked = (data: Reader, entry: Row): boolean =>
  data.get(names.item, text(entry, 'itemId'))?.['type'] === 'Inventory'

function costFaults(data: Reader, entry: Row): string[] {
  const [first] = valueEntriesOf(data, entry)
  const number = integer(entry, 'entryNumber')
  if (first === undefined) return [`Item ledger entry ${number} has no value entry.`]
  const expected = expectedCost(data, entry, first)
  const cost = canonical(costOf(data, entry))
  return expected === undefined || expected === cost
    ? []
    : [`Item ledger entry ${number} costs ${cost}, not ${expected}.`]
}

/** An increase costs what it was bought for; but what was transferred brings its cost along. */
function expectedCost(data: Reader, entry: Row, first: Row): string | undefined {
  if (entry['positive'] !== true) return canonical(costOfDecrease(data, entry, amount(first, 'costPerUnit')))
  const from = data.lookup(names.itemLedgerEntry, ['entryNumber'], [integer(entry, 'transferredFromEntryNumber')])
  return from === undefined ? undefined : canonical(costOf(data, from).times(-1))
}

function accounts(data: Reader): Findings {
  const setup = inventorySetup(data)
  if (setup['automaticCostPosting'] !== true) return { count: 0, faults: [] }
  const [general, values] = [sums(), sums()]
  for (const value of data.scan(names.valueEntry)) {
    if (text(value, 'inventoryPostingGroup') === '') continue
    const row = inventoryPostingSetup(data, text(value, 'locationCode'), text(value, 'inventoryPostingGroup'))
    values.add(text(row, 'inventoryAccount'), amount(value, 'costAmountActual'))
    if (setup['expectedCostPosting'] === true) {
      values.add(text(row, 'inventoryInterimAccount'), amount(value, 'costAmountExpected'))
    }
  }
  for (const account of values.keys()) {
    for (const entry of data.find(names.generalEntry, { accountNumber: account }))
      general.add(account, amount(entry, 'amount'))
  }
  return compare(
    general,
    values,
    (key, one, other) => `Account ${key} holds ${one}, the value entries come to ${other}.`,
  )
}

function postedCosts(data: Reader): Findings {
  const setup = inventorySetup(data)
  const values = [...data.scan(names.valueEntry)]
  if (setup['automaticCostPosting'] !== true) return { count: values.length, faults: [] }
  const faults = values.flatMap((value) => {
    const expected = setup['expectedCostPosting'] === true ? amount(value, 'costAmountExpected') : '0'
    const cost = canonical(big(amount(value, 'costAmountActual')).plus(expected))
    const posted = amount(value, 'costPostedToGl')
    return posted === cost
      ? []
      : [`Value entry ${integer(value, 'entryNumber')}: ${posted} of ${cost} is posted to the general ledger.`]
  })
  return { count: values.length, faults }
}
