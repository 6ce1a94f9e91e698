/** API v2.0 `accounts` and `trialBalances`: the chart of accounts with the sums of its entries (business-central-api.json). */
import type { EntitySetDefinition, PropertyDefinition, Reader, Row } from '@koble/odata-server'
import type Big from 'big.js'
import { amount, text as textOf } from '../rules/setup.ts'
import { computedRow } from '../sets/computed-row.ts'
import {
  bool,
  choice,
  codeField,
  computed,
  decimal,
  guid,
  lastModified,
  readOnly,
  systemId,
  text,
} from '../sets/properties.ts'
import { names } from '../tables/names.ts'
import { big, canonical } from '../values/decimal.ts'

const CATEGORIES = [
  '_x0020_',
  'Assets',
  'Liabilities',
  'Equity',
  'Income',
  'Cost_x0020_of_x0020_Goods_x0020_Sold',
  'Expense',
] as const
const TYPES = ['Posting', 'Heading', 'Total', 'Begin_x002d_Total', 'End_x002d_Total'] as const
const TRANSLATIONS = [
  'Average_x0020_Rate_x0020__x0028_Manual_x0029_',
  'Closing_x0020_Rate',
  'Historical_x0020_Rate',
  'Composite_x0020_Rate',
  'Equity_x0020_Rate',
] as const

/** Fields of consolidation, which the emulator has not: as a new account has them. */
const blankCode: PropertyDefinition = computed(codeField(20), () => '')

export const accounts: EntitySetDefinition = {
  name: 'accounts',
  entityType: 'account',
  table: names.account,
  properties: {
    id: readOnly(systemId),
    number: readOnly(codeField(20)),
    displayName: readOnly(text(100)),
    category: readOnly(choice('accountCategory', CATEGORIES)),
    subCategory: readOnly(text(80)),
    blocked: readOnly(bool()),
    accountType: readOnly(choice('accountType', TYPES)),
    directPosting: readOnly(bool()),
    netChange: computed(decimal(), (row, { data }) => canonical(balanceOf(row, data).total)),
    consolidationTranslationMethod: computed(
      choice('consolidationTranslationMethod', TRANSLATIONS),
      () => TRANSLATIONS[0],
    ),
    consolidationDebitAccount: blankCode,
    consolidationCreditAccount: blankCode,
    excludeFromConsolidation: computed(bool(), () => false),
    lastModifiedDateTime: lastModified,
  },
}

export const trialBalances: EntitySetDefinition = {
  name: 'trialBalances',
  entityType: 'trialBalance',
  key: ['accountId'],
  rows: ({ data }) => Array.from(data.scan(names.account), (account) => trialRow(account, data)),
  properties: {
    number: readOnly(codeField(20)),
    accountId: readOnly(guid()),
    accountType: readOnly(choice('trialBalanceAccountType', TYPES)),
    display: readOnly(text(100)),
    totalDebit: readOnly(text(30)),
    totalCredit: readOnly(text(30)),
    balanceAtDateDebit: readOnly(text(30)),
    balanceAtDateCredit: readOnly(text(30)),
    dateFilter: readOnly(text(30)),
  },
}

interface Balance {
  readonly debit: Big
  readonly credit: Big
  readonly total: Big
}

function balanceOf(account: Row, data: Reader): Balance {
  let [debit, credit] = [big(0), big(0)]
  for (const entry of data.find(names.generalEntry, { accountNumber: textOf(account, 'number') })) {
    const value = big(amount(entry, 'amount'))
    if (value.gt(0)) debit = debit.plus(value)
    else credit = credit.minus(value)
  }
  return { debit, credit, total: debit.minus(credit) }
}

/** Texts, as the report prints them: an amount stands on its side, the other side is blank. */
function trialRow(account: Row, data: Reader): Row {
  const { debit, credit, total } = balanceOf(account, data)
  const side = (value: Big): string => (value.gt(0) ? canonical(value) : '')
  return computedRow(account.id, {
    number: textOf(account, 'number'),
    accountId: account.id,
    accountType: textOf(account, 'accountType'),
    display: textOf(account, 'displayName'),
    totalDebit: side(debit),
    totalCredit: side(credit),
    balanceAtDateDebit: side(total),
    balanceAtDateCredit: side(total.times(-1)),
    dateFilter: '',
  })
}
