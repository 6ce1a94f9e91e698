/** Twenty documents whose totals were worked out by hand; the arithmetic stands beside each (reference/dataverse-protocol.md, section 14). */
import { describe, expect, it } from 'vitest'
import type { Values } from './exact.ts'
import { priceDocument } from './price-document.ts'
import type { LineSources } from './price-line.ts'

const eur = 'eur'
const list: Values = { statecode: 0, transactioncurrencyid: eur }
const cents = { unit: 2, amount: 2 }

/** A product in the price list: the item's columns, the product's columns, the line's columns. */
const line = (item: Values | undefined, given: Values, product: Values = {}, more: Partial<LineSources> = {}) => ({
  line: { ispriceoverridden: false, isproductoverridden: false, ...given },
  precision: cents,
  currencyId: eur,
  priceList: list,
  item,
  product,
  ...more,
})
const at = (amount: string): Values => ({ pricingmethodcode: 1, amount, quantitysellingcode: 1 })
const writeIn = (given: Values): LineSources =>
  line(undefined, { isproductoverridden: true, ispriceoverridden: true, ...given })
const breaks = (isamounttype: boolean, ...rows: readonly Values[]): Partial<LineSources> => ({
  discounts: { type: { statecode: 0, isamounttype }, breaks: rows },
})

interface Case {
  readonly name: string
  readonly header?: Values
  readonly lines: readonly LineSources[]
  /** Per line: price of a unit, base amount, extended amount, pricing error. */
  readonly priced: readonly (readonly [string | null, string | null, string | null, number])[]
  /** Lines, lines' discounts, discount, less freight, tax, total, pricing error. */
  readonly totals: readonly [string, string, string, string, string, string, number]
  readonly places?: number
}

const cases: readonly Case[] = [
  {
    name: '1: one product at its list price',
    // 5 x 1,000.80 = 5,004
    lines: [line(at('1000.8'), { quantity: '5' })],
    priced: [['1000.8', '5004', '5004', 0]],
    totals: ['5004', '0', '0', '5004', '0', '5004', 0],
  },
  {
    name: '2: a product and a write-in for freight (wire example B7)',
    // 5 x 1,000.80 = 5,004; 1 x 45 = 45; together 5,049
    lines: [line(at('1000.8'), { quantity: '5' }), writeIn({ priceperunit: '45', quantity: '1' })],
    priced: [
      ['1000.8', '5004', '5004', 0],
      ['45', '45', '45', 0],
    ],
    totals: ['5049', '0', '0', '5049', '0', '5049', 0],
  },
  {
    name: '3: an overridden price beats the list',
    // 3 x 99.50 = 298.50
    lines: [line(at('120'), { quantity: '3', ispriceoverridden: true, priceperunit: '99.5' })],
    priced: [['99.5', '298.5', '298.5', 0]],
    totals: ['298.5', '0', '0', '298.5', '0', '298.5', 0],
  },
  {
    name: '4: a manual discount and a tax on the line',
    // base 4 x 25 = 100; extended 100 - 12.50 + 21.88 = 109.38; lines 100 - 12.50 = 87.50; total 87.50 + 21.88
    lines: [line(at('25'), { quantity: '4', manualdiscountamount: '12.5', tax: '21.88' })],
    priced: [['25', '100', '109.38', 0]],
    totals: ['87.5', '12.5', '0', '87.5', '21.88', '109.38', 0],
  },
  {
    name: '5: a percentage of the document',
    // 2 x 150 = 300; 10 % = 30; 300 - 30 = 270
    header: { discountpercentage: '10' },
    lines: [line(at('150'), { quantity: '2' })],
    priced: [['150', '300', '300', 0]],
    totals: ['300', '0', '30', '270', '0', '270', 0],
  },
  {
    name: '6: an amount and a percentage, freight and tax together',
    // lines 200 + 100 - 20 = 280; discount 15 + 5 % of 280 = 15 + 14 = 29; 280 - 29 = 251; tax 10; 251 + 12.30 + 10 = 273.30
    header: { discountamount: '15', discountpercentage: '5', freightamount: '12.3' },
    lines: [
      line(at('100'), { quantity: '2', tax: '10' }),
      line(at('50'), { quantity: '2', manualdiscountamount: '20' }),
    ],
    priced: [
      ['100', '200', '210', 0],
      ['50', '100', '80', 0],
    ],
    totals: ['280', '20', '29', '251', '10', '273.3', 0],
  },
  {
    name: '7: a percentage that does not come out even rounds once, half away from zero',
    // lines 33.35; 7.5 % = 2.50125 -> 2.50; 33.35 - 2.50 = 30.85
    header: { discountpercentage: '7.5' },
    lines: [line(at('6.67'), { quantity: '5' })],
    priced: [['6.67', '33.35', '33.35', 0]],
    totals: ['33.35', '0', '2.5', '30.85', '0', '30.85', 0],
  },
  {
    name: '8: a fractional quantity',
    // 2.345 x 19.99 = 46.87655 -> 46.88
    lines: [line(at('19.99'), { quantity: '2.345' })],
    priced: [['19.99', '46.88', '46.88', 0]],
    totals: ['46.88', '0', '0', '46.88', '0', '46.88', 0],
  },
  {
    name: '9: volume discount by percentage from the tenth piece',
    // 12 pieces: 10 % of 80 = 8 a piece; (80 - 8) x 12 = 864
    lines: [
      line(
        at('80'),
        { quantity: '12' },
        {},
        breaks(
          false,
          { lowquantity: '5', highquantity: '9.99', percentage: '5' },
          { lowquantity: '10', highquantity: '100', percentage: '10' },
        ),
      ),
    ],
    priced: [['80', '864', '864', 0]],
    totals: ['864', '0', '0', '864', '0', '864', 0],
  },
  {
    name: '10: volume discount by amount, and a manual discount beside it',
    // (80 - 2.50) x 6 = 465; 465 - 15 = 450
    lines: [
      line(
        at('80'),
        { quantity: '6', manualdiscountamount: '15' },
        {},
        breaks(true, { lowquantity: '5', highquantity: '9', amount: '2.5' }),
      ),
    ],
    priced: [['80', '465', '450', 0]],
    totals: ['450', '15', '0', '450', '0', '450', 0],
  },
  {
    name: '11: below the first break there is no volume discount, nor with an overridden price',
    // 4 x 80 = 320; 6 x 70 = 420
    lines: [
      line(at('80'), { quantity: '4' }, {}, breaks(true, { lowquantity: '5', highquantity: '9', amount: '2.5' })),
      line(
        at('80'),
        { quantity: '6', ispriceoverridden: true, priceperunit: '70' },
        {},
        breaks(true, { lowquantity: '5', highquantity: '9', amount: '2.5' }),
      ),
    ],
    priced: [
      ['80', '320', '320', 0],
      ['70', '420', '420', 0],
    ],
    totals: ['740', '0', '0', '740', '0', '740', 0],
  },
  {
    name: '12: percent of list',
    // 90 % of 249 = 224.10; x 2 = 448.20
    lines: [line({ pricingmethodcode: 2, percentage: '90' }, { quantity: '2' }, { price: '249' })],
    priced: [['224.1', '448.2', '448.2', 0]],
    totals: ['448.2', '0', '0', '448.2', '0', '448.2', 0],
  },
  {
    name: '13: mark-up and margin on the current cost',
    // mark-up 25 % on 60 = 75; margin 25 % on 60 = 60 / 0.75 = 80; 75 + 80 = 155
    lines: [
      line({ pricingmethodcode: 3, percentage: '25' }, { quantity: '1' }, { currentcost: '60' }),
      line({ pricingmethodcode: 4, percentage: '25' }, { quantity: '1' }, { currentcost: '60' }),
    ],
    priced: [
      ['75', '75', '75', 0],
      ['80', '80', '80', 0],
    ],
    totals: ['155', '0', '0', '155', '0', '155', 0],
  },
  {
    name: '14: mark-up and margin on the standard cost, rounded to cents',
    // mark-up 33.3 % on 17.77 = 23.68741 -> 23.69; margin 33.3 % on 17.77 = 17.77 / 0.667 = 26.6416... -> 26.64; 3 x each: 71.07 + 79.92
    lines: [
      line({ pricingmethodcode: 5, percentage: '33.3' }, { quantity: '3' }, { standardcost: '17.77' }),
      line({ pricingmethodcode: 6, percentage: '33.3' }, { quantity: '3' }, { standardcost: '17.77' }),
    ],
    priced: [
      ['23.69', '71.07', '71.07', 0],
      ['26.64', '79.92', '79.92', 0],
    ],
    totals: ['150.99', '0', '0', '150.99', '0', '150.99', 0],
  },
  {
    name: '15: rounded up to a price that ends in 0.99, and to the nearest multiple of 0.05',
    // 85 % of 20 = 17 -> 17.99; 85 % of 19.50 = 16.575 -> 16.60 (0.025 below and above: a tie goes up)
    lines: [
      line(
        {
          pricingmethodcode: 2,
          percentage: '85',
          roundingpolicycode: 2,
          roundingoptioncode: 1,
          roundingoptionamount: '0.99',
        },
        { quantity: '1' },
        { price: '20' },
      ),
      line(
        {
          pricingmethodcode: 2,
          percentage: '85',
          roundingpolicycode: 4,
          roundingoptioncode: 2,
          roundingoptionamount: '0.05',
        },
        { quantity: '1' },
        { price: '19.5' },
      ),
    ],
    priced: [
      ['17.99', '17.99', '17.99', 0],
      ['16.6', '16.6', '16.6', 0],
    ],
    totals: ['34.59', '0', '0', '34.59', '0', '34.59', 0],
  },
  {
    name: '16: a currency without decimals',
    // 3 x 1,250 = 3,750; 3.3 % = 123.75 -> 124; 3,750 - 124 = 3,626; tax 362.6 -> 363; 3,626 + 363 = 3,989
    header: { discountpercentage: '3.3' },
    lines: [line(at('1250'), { quantity: '3', tax: '362.6' }, {}, { precision: { unit: 0, amount: 0 } })],
    priced: [['1250', '3750', '4113', 0]],
    totals: ['3750', '0', '124', '3626', '363', '3989', 0],
    places: 0,
  },
  {
    name: '17: prices with four decimals, amounts in cents',
    // 0.0375 x 1,001 = 37.5375 -> 37.54
    lines: [line(at('0.0375'), { quantity: '1001' }, {}, { precision: { unit: 4, amount: 2 } })],
    priced: [['0.0375', '37.54', '37.54', 0]],
    totals: ['37.54', '0', '0', '37.54', '0', '37.54', 0],
  },
  {
    name: '18: a product that is not in the price list is an error of its line and of the document; the rest adds up',
    // 2 x 10 = 20
    lines: [line(undefined, { quantity: '7' }), line(at('10'), { quantity: '2' })],
    priced: [
      [null, null, null, 11],
      ['10', '20', '20', 0],
    ],
    totals: ['20', '0', '0', '20', '0', '20', 1],
  },
  {
    name: '19: returned goods: a negative quantity with its tax',
    // 10 x 30 = 300, tax 75; -2 x 30 = -60, tax -15; lines 240, tax 60, freight 9.90: 309.90
    header: { freightamount: '9.9' },
    lines: [line(at('30'), { quantity: '10', tax: '75' }), line(at('30'), { quantity: '-2', tax: '-15' })],
    priced: [
      ['30', '300', '375', 0],
      ['30', '-60', '-75', 0],
    ],
    totals: ['240', '0', '0', '240', '60', '309.9', 0],
  },
  {
    name: '20: locked prices stay when the list has changed',
    // kept price 18 less 1 volume discount: 17 x 3 = 51; a new line takes the list's 20: 20 x 1
    lines: [
      line(at('20'), { quantity: '3', priceperunit: '18', volumediscountamount: '1' }, {}, { keepPrice: true }),
      line(at('20'), { quantity: '1' }, {}, { keepPrice: true }),
    ],
    priced: [
      ['18', '51', '51', 0],
      ['20', '20', '20', 0],
    ],
    totals: ['71', '0', '0', '71', '0', '71', 0],
  },
]

describe('documents price as by hand', () => {
  it.each(cases)('$name', ({ header = {}, lines, priced, totals, places = 2 }) => {
    const document = priceDocument(header, lines, places)
    expect(
      document.lines.map((row) => [
        row['priceperunit'] ?? null,
        row['baseamount'] ?? null,
        row['extendedamount'] ?? null,
        row['pricingerrorcode'],
      ]),
    ).toEqual(priced)
    const found = document.totals
    expect([
      found['totallineitemamount'],
      found['totallineitemdiscountamount'],
      found['totaldiscountamount'],
      found['totalamountlessfreight'],
      found['totaltax'],
      found['totalamount'],
      found['pricingerrorcode'],
    ]).toEqual(totals)
  })
})
