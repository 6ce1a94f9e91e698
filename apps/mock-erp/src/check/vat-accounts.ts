/** VAT accounts hold what the VAT entries of their groups come to, and a document's sales are its VAT bases (sections 7.4, 8.4 and 8.7). */
import type { Reader, Row } from '@koble/odata-server'
import { vatPostingSetup } from '../ledger/posting-setup.ts'
import { amount, text } from '../rules/setup.ts'
import { names } from '../tables/names.ts'
import { negate } from '../values/decimal.ts'
import { compare, sums, together, type Check, type Findings } from './check.ts'

export const vatAccounts: Check = (data) => together(accounts(data), salesOf(data))

function accounts(data: Reader): Findings {
  const [general, vat] = [sums(), sums()]
  for (const setup of data.scan(names.vatPostingSetup)) {
    for (const column of COLUMNS) if (text(setup, column) !== '') vat.add(text(setup, column), '0')
  }
  for (const entry of data.scan(names.vatEntry)) {
    const setup = vatPostingSetup(data, text(entry, 'vatBusPostingGroup'), text(entry, 'vatProdPostingGroup'))
    const isSale = entry['type'] === 'Sale'
    vat.add(text(setup, isSale ? 'salesVatAccount' : 'purchaseVatAccount'), amount(entry, 'amount'))
    if (!isSale && isReverse(setup)) vat.add(text(setup, 'reverseChargeVatAccount'), negate(amount(entry, 'amount')))
  }
  for (const account of vat.keys()) {
    for (const entry of data.find(names.generalEntry, { accountNumber: account }))
      general.add(account, amount(entry, 'amount'))
  }
  return compare(general, vat, (key, one, other) => `Account ${key} holds ${one}, the VAT entries come to ${other}.`)
}

const COLUMNS = ['salesVatAccount', 'purchaseVatAccount', 'reverseChargeVatAccount'] as const

const isReverse = (setup: Row): boolean => setup['calculationType'] === 'Reverse_x0020_Charge_x0020_VAT'

function salesOf(data: Reader): Findings {
  const [sales, bases] = [sums(), sums()]
  for (const entry of data.scan(names.ledgerEntry)) {
    if (DOCUMENTS.has(text(entry, 'documentType'))) sales.add(text(entry, 'documentNumber'), amount(entry, 'salesLcy'))
  }
  for (const entry of data.scan(names.vatEntry)) {
    if (entry['type'] === 'Sale') bases.add(text(entry, 'documentNumber'), negate(amount(entry, 'base')))
  }
  return compare(sales, bases, (key, one, other) => `Document ${key}: sales are ${one}, the VAT bases ${other}.`)
}

const DOCUMENTS: ReadonlySet<string> = new Set(['Invoice', 'Credit_x0020_Memo'])
