/** `npm run erp -- --check`: every stored figure against a recomputation from the entries below it (erp-business-logic, section 8). */
import type { Database, Reader } from '@koble/odata-server'
import { figuresOf } from '../ledger/figures.ts'
import { entryAmounts } from '../ledger/posting.ts'
import { amount, integer, text, workDate } from '../rules/setup.ts'
import { findAll } from '../tables/find-all.ts'
import { names } from '../tables/names.ts'
import { big, canonical, sum } from '../values/decimal.ts'

export interface CheckReport {
  readonly lines: readonly string[]
  readonly failed: number
}

type Check = (data: Reader, date: string) => { readonly count: number; readonly faults: readonly string[] }

const CHECKS: Readonly<Record<string, Check>> = {
  'general ledger transactions that add up to 0': transactionsBalance,
  'ledger entries equal to their detailed entries': entriesAddUp,
  'receivables accounts equal to the customers of their groups': receivablesAgree,
  'customer statistics equal to their aging': agingAgrees,
}

export function checkLedgers(database: Database): CheckReport {
  const lines: string[] = []
  let failed = 0
  for (const company of database.read().scan(names.company)) {
    for (const [what, check] of Object.entries(CHECKS)) {
      const { count, faults } = check(database.read(company.id), workDate(database.clock))
      failed += faults.length
      lines.push(
        `${text(company, 'name')}: ${count} ${what}, ${faults.length} wrong`,
        ...faults.map((fault) => `  ${fault}`),
      )
    }
  }
  return { lines, failed }
}

function transactionsBalance(data: Reader): ReturnType<Check> {
  const sums = new Map<number, string>()
  for (const entry of data.scan(names.generalEntry)) {
    const key = integer(entry, 'transactionNumber')
    sums.set(key, canonical(big(sums.get(key) ?? '0').plus(amount(entry, 'amount'))))
  }
  const faults = [...sums]
    .filter(([, total]) => total !== '0')
    .map(([key, total]) => `Transaction ${key} is off by ${total}.`)
  return { count: sums.size, faults }
}

function entriesAddUp(data: Reader): ReturnType<Check> {
  const faults: string[] = []
  let count = 0
  for (const entry of data.scan(names.ledgerEntry)) {
    count += 1
    const number = integer(entry, 'entryNumber')
    const expected = entryAmounts(data.find(names.detailedEntry, { ledgerEntryNumber: number }))
    for (const [column, value] of Object.entries(expected)) {
      if (amount(entry, column) !== value)
        faults.push(`Entry ${number}: ${column} is ${amount(entry, column)}, not ${value}.`)
    }
    const isOpen = expected['remainingAmount'] !== '0'
    if (!isOpen && expected['remainingAmountLcy'] !== '0')
      faults.push(`Entry ${number}: closed with ${expected['remainingAmountLcy']} LCY left.`)
    if (entry['open'] !== isOpen)
      faults.push(`Entry ${number}: open is ${String(entry['open'])} with ${expected['remainingAmount']} left.`)
  }
  return { count, faults }
}

function receivablesAgree(data: Reader): ReturnType<Check> {
  const groups = [...data.scan(names.postingGroup)]
  const faults = groups.flatMap((group) => {
    const entries = [...data.scan(names.ledgerEntry)].filter((entry) => entry['postingGroup'] === group['code'])
    const customers = canonical(sum(entries.map((entry) => amount(entry, 'remainingAmountLcy'))))
    const account = text(group, 'receivablesAccount')
    const ledger = canonical(
      sum(findAll(data, names.generalEntry, { accountNumber: account }).map((entry) => amount(entry, 'amount'))),
    )
    return customers === ledger ? [] : [`Account ${account} holds ${ledger}, its customers owe ${customers}.`]
  })
  return { count: groups.length, faults }
}

function agingAgrees(data: Reader, date: string): ReturnType<Check> {
  const faults: string[] = []
  let count = 0
  for (const customer of data.scan(names.customer)) {
    count += 1
    const { aging, balance } = figuresOf(data, customer.id, date)
    const total = canonical(sum(aging))
    if (total !== balance)
      faults.push(`Customer ${text(customer, 'number')}: aging adds up to ${total}, the balance is ${balance}.`)
  }
  return { count, faults }
}
