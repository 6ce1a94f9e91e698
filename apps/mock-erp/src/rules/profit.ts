/** How price, cost and profit of an item or a resource follow each other (erp-business-logic, section 6.5). */
import type { Draft, Reader } from '@koble/odata-server'
import { names } from '../tables/names.ts'
import { big, canonical, roundTo } from '../values/decimal.ts'
import { fieldError } from './refusals.ts'
import { amount, setupRow, text } from './setup.ts'

/** The members in ordinal order, encoded. */
export const profitCalculations = [
  'Profit_x003d_Price_x002d_Cost',
  'Price_x003d_Cost_x002b_Profit',
  'No_x0020_Relationship',
] as const

const [PROFIT, PRICE] = profitCalculations

/** Sets profit from price and cost, or price from cost and profit. Resources have no VAT in their price. */
export function calculateProfit(draft: Draft, data: Reader): void {
  const price = big(amount(draft, 'unitPrice'))
  const cost = big(amount(draft, 'unitCost'))
  const calculation = text(draft, 'priceProfitCalculation')
  if (calculation === PROFIT) {
    const isOpen = price.eq(0) || cost.eq(0)
    const profit = isOpen
      ? big(0)
      : big(1)
          .minus(cost.div(price.div(vatFactor(draft, data))))
          .times(100)
    draft['profitPercent'] = canonical(roundTo(profit, '0.00001'))
  }
  if (calculation === PRICE) {
    const profit = big(amount(draft, 'profitPercent'))
    if (profit.gte(100)) fieldError(`Profit % must be less than 100. Current value is ${canonical(profit)}.`)
    const net = cost.div(big(1).minus(profit.div(100)))
    const precision = text(setupRow(data), 'unitAmountRoundingPrecision')
    draft['unitPrice'] = canonical(roundTo(net.times(vatFactor(draft, data)), precision))
  }
}

/** 1 + VAT of a price that includes it. */
function vatFactor(draft: Draft, data: Reader): ReturnType<typeof big> {
  if (draft['priceIncludesTax'] !== true) return big(1)
  const match = {
    vatBusPostingGroup: text(draft, 'vatBusPostingGroupPrice'),
    vatProdPostingGroup: text(draft, 'vatProdPostingGroup'),
  }
  for (const setup of data.find(names.vatPostingSetup, match)) {
    return big(1).plus(big(amount(setup, 'vatPercent')).div(100))
  }
  return big(1)
}
