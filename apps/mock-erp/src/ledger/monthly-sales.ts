/** A customer's sales and profit by month, those of the month of a date and the twelve before, oldest first (docs/koble-api-pages.md, customerMonthlySales). */
import type { Reader } from '@koble/odata-server'
import { amount, text } from '../rules/setup.ts'
import { names } from '../tables/names.ts'
import { addFormula } from '../values/date-formula.ts'
import { big, canonical } from '../values/decimal.ts'

export interface MonthOfSales {
  /** Its first day. */
  readonly month: string
  readonly salesAmount: string
  readonly profitAmount: string
}

const MONTHS = 13

export function monthlySales(data: Reader, customerId: string, date: string): MonthOfSales[] {
  const first = addFormula(date, '-CM')
  const months = Array.from({ length: MONTHS }, (_, at) => addFormula(first, `-${MONTHS - 1 - at}M`))
  const sums = new Map(months.map((month) => [month, { sales: big(0), profit: big(0) }]))
  for (const entry of data.find(names.ledgerEntry, { customerId })) {
    const month = `${text(entry, 'postingDate').slice(0, 7)}-01`
    const before = sums.get(month)
    if (before === undefined) continue
    const [sales, profit] = [amount(entry, 'salesLcy'), amount(entry, 'profitLcy')]
    sums.set(month, { sales: before.sales.plus(sales), profit: before.profit.plus(profit) })
  }
  return [...sums].map(([month, { sales, profit }]) => ({
    month,
    salesAmount: canonical(sales),
    profitAmount: canonical(profit),
  }))
}
