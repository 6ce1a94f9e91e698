/** General ledger entries add up to 0, per transaction and per document and date (erp-business-logic, section 8.1). */
import { amount, integer, text } from '../rules/setup.ts'
import { names } from '../tables/names.ts'
import { compare, sums, together, type Check } from './check.ts'

export const generalBalance: Check = (data) => {
  const [transactions, documents] = [sums(), sums()]
  for (const entry of data.scan(names.generalEntry)) {
    const value = amount(entry, 'amount')
    transactions.add(String(integer(entry, 'transactionNumber')), value)
    documents.add(`${text(entry, 'documentNumber')} of ${text(entry, 'postingDate')}`, value)
  }
  return together(
    compare(transactions, sums(), (key, total) => `Transaction ${key} is off by ${total}.`),
    compare(documents, sums(), (key, total) => `Document ${key} is off by ${total}.`),
  )
}
