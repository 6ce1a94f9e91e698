/** Receivables and payables accounts are the detailed entries of the parties in their groups, and those are the parties' rests (section 8.2). */
import type { Reader } from '@koble/odata-server'
import { customerLedger, vendorLedger, type Subledger } from '../ledger/subledger.ts'
import { amount, integer, text } from '../rules/setup.ts'
import { names } from '../tables/names.ts'
import { compare, sums, together, type Check, type Findings } from './check.ts'

export const controlAccounts: Check = (data) =>
  together(
    accountsOf(data, customerLedger, names.postingGroup, 'receivablesAccount'),
    accountsOf(data, vendorLedger, names.vendorPostingGroup, 'payablesAccount'),
    partiesOf(data, customerLedger),
    partiesOf(data, vendorLedger),
  )

function accountsOf(data: Reader, ledger: Subledger, groups: string, column: string): Findings {
  const accountOf = new Map([...data.scan(groups)].map((group) => [text(group, 'code'), text(group, column)]))
  const groupOf = new Map(
    [...data.scan(ledger.entries)].map((entry) => [integer(entry, 'entryNumber'), text(entry, 'postingGroup')]),
  )
  const [general, details] = [sums(), sums()]
  for (const account of new Set(accountOf.values())) {
    for (const entry of data.find(names.generalEntry, { accountNumber: account }))
      general.add(account, amount(entry, 'amount'))
  }
  for (const detail of data.scan(ledger.details)) {
    const account = accountOf.get(groupOf.get(integer(detail, 'ledgerEntryNumber')) ?? '') ?? 'of no posting group'
    details.add(account, amount(detail, 'amountLcy'))
  }
  const who = ledger.sourceType === 'Customer' ? 'customers owe' : 'vendors are owed'
  return compare(general, details, (key, one, other) => `Account ${key} holds ${one}, its ${who} ${other}.`)
}

function partiesOf(data: Reader, ledger: Subledger): Findings {
  const [details, rests] = [sums(), sums()]
  for (const detail of data.scan(ledger.details)) details.add(text(detail, ledger.owner), amount(detail, 'amountLcy'))
  for (const entry of data.scan(ledger.entries))
    rests.add(text(entry, ledger.owner), amount(entry, 'remainingAmountLcy'))
  return compare(details, rests, (id, one, other) => {
    const number = text(data.get(ledger.parties, id) ?? {}, 'number')
    return `${ledger.sourceType} ${number}: detailed entries add up to ${one}, the rests of the entries to ${other}.`
  })
}
