/** The general ledger entries of a bank account are its own ledger. */
import { amount, text } from '../rules/setup.ts'
import { names } from '../tables/names.ts'
import { compare, sums, type Check } from './check.ts'

export const bankAccounts: Check = (data) => {
  const [general, ledger] = [sums(), sums()]
  for (const entry of data.scan(names.generalEntry)) {
    if (entry['sourceType'] !== 'Bank_x0020_Account') continue
    general.add(text(data.get(names.bankAccount, text(entry, 'sourceId')) ?? {}, 'number'), amount(entry, 'amount'))
  }
  for (const entry of data.scan(names.bankLedgerEntry))
    ledger.add(text(entry, 'bankAccountNumber'), amount(entry, 'amountLcy'))
  return compare(
    general,
    ledger,
    (key, one, other) => `Bank account ${key}: the general ledger has ${one}, its own entries ${other}.`,
  )
}
