/** Price, cost and profit follow each other (erp-business-logic, section 6.5). */
import { createClock, openDatabase } from '@koble/odata-server'
import { beforeAll, expect, test } from 'vitest'
import { companyId, insertCompany } from '../seeds/setup.ts'
import { tables } from '../tables/tables.ts'
import { systemUser } from '../users.ts'
import { calculateProfit, profitCalculations } from './profit.ts'

const [PROFIT, PRICE, NONE] = profitCalculations
let calculate: (draft: Record<string, string | boolean>) => Record<string, unknown>

beforeAll(async () => {
  const database = await openDatabase({ tables, clock: createClock() })
  const setup = { name: 'Test', displayName: 'Test', localCurrency: 'EUR', typedNumbers: true }
  database.transact(systemUser, companyId, (data) => insertCompany(data, setup))
  calculate = (given) => {
    const draft = { vatBusPostingGroupPrice: 'DOMESTIC', vatProdPostingGroup: 'VAT19', ...given }
    calculateProfit(draft, database.read(companyId))
    return draft
  }
})

test.each([
  // 100 x (1 - 60 / 100).
  ['100', '60', false, '40'],
  // 119 with 19 % VAT is 100 net.
  ['119', '60', true, '40'],
  // 100 x (1 - 2 / 3) = 33.333…, to 0.00001.
  ['3', '2', false, '33.33333'],
  ['50', '60', false, '-20'],
  ['0', '60', false, '0'],
  ['100', '0', false, '0'],
])('price %s, cost %s, VAT included: %s make %s %% profit', (unitPrice, unitCost, priceIncludesTax, profitPercent) => {
  expect(calculate({ unitPrice, unitCost, priceIncludesTax, priceProfitCalculation: PROFIT })).toMatchObject({
    profitPercent,
  })
})

test.each([
  ['60', '40', false, '100'],
  ['60', '40', true, '119'],
  // 2 / (1 - 0.33333) = 2.999985…, to 0.00001.
  ['2', '33.333', false, '2.99999'],
])(
  'cost %s and %s %% profit, VAT included: %s, make the price %s',
  (unitCost, profitPercent, priceIncludesTax, unitPrice) => {
    expect(calculate({ unitCost, profitPercent, priceIncludesTax, priceProfitCalculation: PRICE })).toMatchObject({
      unitPrice,
    })
  },
)

test('a profit of 100 % has no price', () => {
  expect(() => calculate({ unitCost: '1', profitPercent: '100', priceProfitCalculation: PRICE })).toThrow()
})

test('without a relationship nothing follows', () => {
  const given = { unitPrice: '1', unitCost: '2', profitPercent: '3', priceProfitCalculation: NONE }
  expect(calculate(given)).toMatchObject(given)
})
