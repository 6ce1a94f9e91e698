/** Which pricing error a line gets: values of `pricingerrorcode` in reference/dataverse-schema.json. */
import { describe, expect, it } from 'vitest'
import type { Values } from './exact.ts'
import { priceLine, type LineSources } from './price-line.ts'
import { pricingSkipped, type PricedWrite } from './pricing-skipped.ts'
import { totalDocument } from './total-document.ts'

const kept = { priceperunit: '7', baseamount: '14', extendedamount: '14' }
const sources = (change: Partial<LineSources>, item: Values = {}, product: Values = {}): LineSources => ({
  line: { quantity: '2', ispriceoverridden: false, isproductoverridden: false, ...kept },
  precision: { unit: 2, amount: 2 },
  currencyId: 'eur',
  priceList: { statecode: 0, transactioncurrencyid: 'eur' },
  item: { pricingmethodcode: 1, amount: '10', quantitysellingcode: 1, ...item },
  product: { price: '10', currentcost: '5', standardcost: '6', ...product },
  ...change,
})
const rounding = (
  roundingpolicycode: number | null,
  roundingoptioncode: number | null,
  amount: string | null,
): Values => ({
  pricingmethodcode: 2,
  percentage: '50',
  roundingpolicycode,
  roundingoptioncode,
  roundingoptionamount: amount,
})

describe('a line that cannot be priced says why and keeps its amounts', () => {
  it.each<readonly [number, string, LineSources]>([
    [2, 'no price list', sources({ priceList: undefined })],
    [3, 'an inactive price list', sources({ priceList: { statecode: 1, transactioncurrencyid: 'eur' } })],
    [4, 'no quantity', sources({ line: { quantity: null } })],
    [5, 'an overridden price that is missing', sources({ line: { quantity: '1', ispriceoverridden: true } })],
    [5, 'a write-in without a price', sources({ line: { quantity: '1', isproductoverridden: true } })],
    [8, 'no pricing method', sources({}, { pricingmethodcode: null })],
    [9, 'an unknown pricing method', sources({}, { pricingmethodcode: 7 })],
    [11, 'the product is not in the list', sources({ item: undefined })],
    [12, 'no amount', sources({}, { amount: null })],
    [13, 'no percentage', sources({}, { pricingmethodcode: 2, percentage: null })],
    [
      14,
      'percent of a list price that is missing',
      sources({}, { pricingmethodcode: 2, percentage: '5' }, { price: null }),
    ],
    [
      15,
      'mark-up on a missing current cost',
      sources({}, { pricingmethodcode: 3, percentage: '5' }, { currentcost: null }),
    ],
    [
      15,
      'margin on a missing current cost',
      sources({}, { pricingmethodcode: 4, percentage: '5' }, { currentcost: null }),
    ],
    [
      16,
      'mark-up on a missing standard cost',
      sources({}, { pricingmethodcode: 5, percentage: '5' }, { standardcost: null }),
    ],
    [
      16,
      'margin on a missing standard cost',
      sources({}, { pricingmethodcode: 6, percentage: '5' }, { standardcost: null }),
    ],
    [18, 'a margin of 100 %', sources({}, { pricingmethodcode: 4, percentage: '100' })],
    [22, 'an unknown rounding policy', sources({}, rounding(5, 1, '0.99'))],
    [23, 'a rounding policy without an option', sources({}, rounding(2, null, '0.99'))],
    [24, 'a rounding option without an amount', sources({}, rounding(3, 1, null))],
    [24, 'a rounding amount of zero', sources({}, rounding(3, 2, '0'))],
    [29, 'half a piece of what is sold whole', sources({ line: { quantity: '0.5' } }, { quantitysellingcode: 2 })],
    [33, 'an inactive discount list', sources({ discounts: { type: { statecode: 1 }, breaks: [] } })],
    [34, 'a price list in another currency', sources({ currencyId: 'usd' })],
    [35, 'an amount beyond what money can hold', sources({ line: { quantity: '922337203685477' } })],
  ])('%i: %s', (code, _name, given) => {
    expect(priceLine(given)).toEqual({ pricingerrorcode: code })
  })

  it('totals beyond what money can hold stay as they were', () => {
    const lines = [{ baseamount: '900000000000000' }, { baseamount: '900000000000000' }]
    expect(totalDocument({}, lines, 2)).toEqual({ pricingerrorcode: 35 })
  })
})

describe('rounding policies', () => {
  it.each([
    ['up to a multiple', '17.01', 2, 2, '0.25', '17.25'],
    ['down to a multiple', '17.24', 3, 2, '0.25', '17'],
    ['to the nearest multiple', '17.12', 4, 2, '0.25', '17'],
    ['up to an ending', '18', 2, 1, '0.99', '18.99'],
    ['down to an ending', '18', 3, 1, '0.99', '17.99'],
    ['to the nearest ending', '18.4', 4, 1, '0.99', '17.99'],
    ['an ending of whole units', '143', 4, 1, '9', '139'],
    ['nothing to round', '17.99', 2, 1, '0.99', '17.99'],
    ['never below nothing', '0.5', 3, 1, '0.99', '0.99'],
  ])('%s: %s', (_name, price, policy, option, amount, expected) => {
    const item = { ...rounding(policy, option, amount), percentage: '100' }
    expect(priceLine(sources({}, item, { price }))['priceperunit']).toBe(expected)
  })
})

describe('pricing is skipped as section 13.1 says', () => {
  // Each cell: when it is skipped. i = an integration user writes, b = so does a person on a submitted order, - = never
  const table: readonly (readonly [string, string, string, string])[] = [
    ['opportunity', '-', '-', '-'],
    ['opportunityproduct', '-', '-', '-'],
    ['quote', '-', '-', '-'],
    ['quotedetail', '-', '-', '-'],
    ['salesorder', 'i', 'b', '-'],
    ['salesorderdetail', 'b', 'b', 'i'],
    ['invoice', 'i', 'i', '-'],
    ['invoicedetail', 'i', 'i', 'i'],
  ]
  const writes: readonly PricedWrite[] = ['create', 'update', 'delete']
  const cells = table.flatMap(([name, ...row]) => writes.map((write, at) => [name, write, row[at] ?? ''] as const))

  it.each(cells)('%s, %s: %s', (name, write, cell) => {
    const skipped = (orderProcessing: boolean, integrationUser: boolean, submitted: boolean): boolean =>
      pricingSkipped(name, write, { ownEngine: true, orderProcessing, integrationUser, submitted })
    expect(skipped(true, true, false)).toBe(cell === 'i' || cell === 'b')
    expect(skipped(true, false, true)).toBe(cell === 'b')
    expect(skipped(true, false, false)).toBe(false)
    expect(skipped(false, true, true)).toBe(false)
  })

  it('an organization that prices by itself is never priced', () => {
    const writer = { ownEngine: false, orderProcessing: false, integrationUser: false, submitted: false }
    expect(cells.every(([name, write]) => pricingSkipped(name, write, writer))).toBe(true)
  })
})
