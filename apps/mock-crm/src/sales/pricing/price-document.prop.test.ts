/** Laws of the pricing engine: totals add up, the order of lines does not matter, pricing twice changes nothing. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { canonical, exact, sum, type Values } from './exact.ts'
import { priceDocument } from './price-document.ts'
import type { LineSources } from './price-line.ts'

const seed = Number(process.env['KOBLE_SEED'] ?? Math.floor(Math.random() * 2 ** 31))
console.log(`price-document.prop.test.ts: KOBLE_SEED=${seed}`)
const settings = { seed, numRuns: 300 }

const decimalText = (max: number, places: number) =>
  fc.integer({ min: 0, max: max * 10 ** places }).map((units) => canonical(exact(units).div(10 ** places)))

const lineValues = fc.record({
  quantity: decimalText(500, 3),
  isproductoverridden: fc.boolean(),
  ispriceoverridden: fc.boolean(),
  priceperunit: fc.option(decimalText(2000, 4)),
  manualdiscountamount: fc.option(decimalText(50, 2)),
  tax: fc.option(decimalText(90, 2)),
})
const itemValues = fc.record({
  pricingmethodcode: fc.integer({ min: 1, max: 6 }),
  amount: fc.option(decimalText(900, 2)),
  percentage: fc.option(decimalText(99, 1)),
  quantitysellingcode: fc.constantFrom(1, 2, 3),
  roundingpolicycode: fc.constantFrom(null, 1, 2, 3, 4),
  roundingoptioncode: fc.constantFrom(null, 1, 2),
  roundingoptionamount: fc.option(decimalText(5, 2)),
})
const source: fc.Arbitrary<LineSources> = fc.record({
  line: lineValues,
  precision: fc.constant({ unit: 2, amount: 2 }),
  currencyId: fc.constant('eur'),
  priceList: fc.option(fc.constant({ statecode: 0, transactioncurrencyid: 'eur' }), { nil: undefined }),
  item: fc.option(itemValues, { nil: undefined }),
  product: fc.record({
    price: fc.option(decimalText(900, 2)),
    currentcost: fc.option(decimalText(900, 2)),
    standardcost: fc.option(decimalText(900, 2)),
  }),
})
const headerValues = fc.record({
  discountamount: fc.option(decimalText(100, 2)),
  discountpercentage: fc.option(decimalText(100, 2)),
  freightamount: fc.option(decimalText(100, 2)),
})
const document = fc.tuple(headerValues, fc.array(source, { maxLength: 8 }))

const of = (row: Values, name: string) => exact(row[name])

describe('the pricing engine', () => {
  it('totals add up', () => {
    fc.assert(
      fc.property(document, ([header, sources]) => {
        const { lines, totals } = priceDocument(header, sources, 2)
        const extended = sum(lines.map((line) => of(line, 'extendedamount')))
        const unpriced = lines.filter((line) => line['baseamount'] === undefined)
        const loose = sum(unpriced.map((line) => of(line, 'tax').minus(of(line, 'manualdiscountamount'))))
        expect(canonical(of(totals, 'totallineitemamount').plus(of(totals, 'totaltax')))).toBe(
          canonical(extended.plus(loose)),
        )
        expect(canonical(of(totals, 'totalamountlessfreight').plus(of(totals, 'totaldiscountamount')))).toBe(
          totals['totallineitemamount'],
        )
        expect(
          canonical(
            of(totals, 'totalamountlessfreight').plus(of(header, 'freightamount')).plus(of(totals, 'totaltax')),
          ),
        ).toBe(totals['totalamount'])
      }),
      settings,
    )
  })

  it('the order of lines does not matter', () => {
    fc.assert(
      fc.property(
        document.chain(([header, sources]) =>
          fc.tuple(
            fc.constant(header),
            fc.constant(sources),
            fc.shuffledSubarray(sources, { minLength: sources.length }),
          ),
        ),
        ([header, sources, shuffled]) => {
          expect(priceDocument(header, shuffled, 2).totals).toEqual(priceDocument(header, sources, 2).totals)
        },
      ),
      settings,
    )
  })

  it('pricing what is priced changes nothing', () => {
    fc.assert(
      fc.property(document, ([header, sources]) => {
        const once = priceDocument(header, sources, 2)
        const again = sources.map((given, at) => ({ ...given, line: once.lines[at] ?? {} }))
        expect(priceDocument({ ...header, ...once.totals }, again, 2)).toEqual(once)
      }),
      settings,
    )
  })
})
