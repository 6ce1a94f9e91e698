/** The chart of accounts of the example company (erp-business-logic, section 7.3). */
import type { Transaction } from '@koble/odata-server'
import { insertRow } from '../tables/insert-row.ts'
import { names } from '../tables/names.ts'

type Account = readonly [number: string, displayName: string, category: string, directPosting: boolean]

const ACCOUNTS: readonly Account[] = [
  ['1100', 'Bank', 'Assets', true],
  ['1200', 'Receivables, domestic', 'Assets', false],
  ['1210', 'Receivables, foreign', 'Assets', false],
  ['1300', 'Inventory', 'Assets', false],
  ['1310', 'Inventory, interim', 'Assets', false],
  ['2100', 'Payables', 'Liabilities', false],
  ['2200', 'Sales VAT', 'Liabilities', false],
  ['2210', 'Sales VAT, reduced', 'Liabilities', false],
  ['2300', 'Purchase VAT', 'Liabilities', false],
  ['2310', 'Reverse charge VAT', 'Liabilities', false],
  ['3000', 'Equity / opening balance', 'Equity', true],
  ['4100', 'Sales goods, domestic', 'Income', true],
  ['4110', 'Sales goods, EU', 'Income', true],
  ['4120', 'Sales goods, export', 'Income', true],
  ['4200', 'Sales services, domestic', 'Income', true],
  ['4210', 'Sales services, foreign', 'Income', true],
  ['4800', 'Freight income', 'Income', true],
  ['4810', 'Service charges', 'Income', true],
  ['4900', 'Sales line discounts', 'Income', true],
  ['4910', 'Sales invoice discounts', 'Income', true],
  ['4920', 'Payment discounts granted', 'Income', true],
  ['4930', 'Payment tolerance', 'Income', true],
  ['5100', 'Cost of goods sold', 'Cost_x0020_of_x0020_Goods_x0020_Sold', true],
  ['5110', 'Cost of goods sold, interim', 'Cost_x0020_of_x0020_Goods_x0020_Sold', false],
  ['5200', 'Inventory adjustment', 'Cost_x0020_of_x0020_Goods_x0020_Sold', true],
  ['5300', 'Purchases', 'Cost_x0020_of_x0020_Goods_x0020_Sold', true],
  ['5310', 'Direct cost applied', 'Cost_x0020_of_x0020_Goods_x0020_Sold', true],
  ['5320', 'Payment discounts received', 'Cost_x0020_of_x0020_Goods_x0020_Sold', true],
  ['7100', 'Invoice rounding', 'Expense', true],
  ['7110', 'Application rounding', 'Expense', true],
  ['7200', 'Realized exchange gains', 'Expense', true],
  ['7210', 'Realized exchange losses', 'Expense', true],
  ['7220', 'Unrealized exchange gains', 'Expense', true],
  ['7230', 'Unrealized exchange losses', 'Expense', true],
]

/** Accounts that may stand on lines of documents need product groups of their own. */
const PRODUCT_GROUPS: Readonly<Record<string, readonly [genProd: string, vatProd: string]>> = {
  '4100': ['GOODS', 'VAT19'],
  '4200': ['SERVICES', 'VAT19'],
  '4800': ['FREIGHT', 'VAT19'],
  '4810': ['SERVICES', 'VAT19'],
  '7100': ['SERVICES', 'NOVAT'],
}

const BALANCE = new Set(['Assets', 'Liabilities', 'Equity'])

export function insertAccounts(data: Transaction): void {
  for (const [number, displayName, category, directPosting] of ACCOUNTS) {
    const [genProdPostingGroup = '', vatProdPostingGroup = ''] = PRODUCT_GROUPS[number] ?? []
    insertRow(data, names.account, {
      number,
      displayName,
      category,
      kind: BALANCE.has(category) ? 'Balance' : 'Income',
      accountType: 'Posting',
      directPosting,
      genProdPostingGroup,
      vatProdPostingGroup,
    })
  }
  insertRow(data, names.bankAccount, { number: 'GIRO', displayName: 'Giro account', accountNumber: '1100' })
}
