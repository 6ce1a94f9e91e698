/** The arithmetic of lines: the worked example of erp-business-logic 2.5, and what must hold of every document (2.4, 2.5, 8). */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { big, canonical, roundTo, sum } from '../../values/decimal.ts'
import { lineAmounts, lineAmountsWithDiscount, percentOf } from './line-amounts.ts'
import { portionOf } from './portion-of.ts'
import { spreadInvoiceDiscount } from './spread-invoice-discount.ts'
import { sameVat, vatGroupKey, vatOn, type Taxed, type VatLine, type VatTerms } from './vat-group.ts'
import { vatOfGroups } from './vat-of-groups.ts'
import { vatOfLine } from './vat-of-line.ts'

const precision = '0.01'
const excluding: VatTerms = { pricesIncludeTax: false, precision }
const including: VatTerms = { pricesIncludeTax: true, precision }
const normal = (net: string, taxPercent: string): VatLine => ({
  net,
  taxPercent,
  vatIdentifier: `VAT${taxPercent}`,
  vatCalculationType: 'Normal_x0020_VAT',
})

/** Lines entered one after the other, each against those before it. */
function entered(lines: readonly VatLine[], terms: VatTerms): Taxed[] {
  const done: (VatLine & Taxed)[] = []
  for (const line of lines)
    done.push({
      ...line,
      ...vatOfLine(
        line,
        done.filter((other) => sameVat(other, line)),
        terms,
      ),
    })
  return done
}

describe('the worked example: three lines, two VAT rates, 5.00 invoice discount', () => {
  const lines = [
    { quantity: '3', unitPrice: '10.555', discountPercent: '7.5', taxPercent: '19' },
    { quantity: '1', unitPrice: '19.99', discountPercent: '0', taxPercent: '19' },
    { quantity: '2', unitPrice: '5.25', discountPercent: '0', taxPercent: '7' },
  ].map((line) => ({ ...line, ...lineAmounts({ ...line, precision }) }))

  test('gross, discount and line amount are rounded each', () => {
    expect(lines.map(({ gross, discountAmount, lineAmount }) => [gross, discountAmount, lineAmount])).toEqual([
      ['31.67', '2.38', '29.29'],
      ['19.99', '0', '19.99'],
      ['10.5', '0', '10.5'],
    ])
  })

  test('entered in order, the second line takes what the group lacks', () => {
    const taxed = entered(
      lines.map(({ lineAmount, taxPercent }) => normal(lineAmount, taxPercent)),
      excluding,
    )
    // 29.29 x 1.19 = 34.8551; (29.29 + 19.99) x 19 % = 9.3632, so 49.28 + 9.36 - 34.86 = 23.78; 10.50 x 1.07 = 11.235.
    expect(taxed.map(({ amountIncludingTax }) => amountIncludingTax)).toEqual(['34.86', '23.78', '11.24'])
  })

  test('5.00 are spread over the two lines that allow it, and VAT over what is left', () => {
    const shares = spreadInvoiceDiscount(
      lines.map(({ lineAmount, taxPercent }) => ({
        ...normal('0', taxPercent),
        lineAmount,
        allowInvoiceDiscount: taxPercent === '19',
      })),
      { amount: '5' },
      precision,
    )
    // 5 x 29.29 / 49.28 = 2.97180, carry 0.00180; 5 x 19.99 / 49.28 = 2.02820 + 0.00180.
    expect(shares).toEqual(['2.97', '2.03', '0'])
    const nets = lines.map(({ lineAmount, taxPercent }, at) =>
      normal(canonical(big(lineAmount).minus(shares[at] ?? '0')), taxPercent),
    )
    expect(vatOfGroups(nets, excluding)).toEqual([
      { amount: '26.32', amountIncludingTax: '31.32' },
      { amount: '17.96', amountIncludingTax: '21.37' },
      { amount: '10.5', amountIncludingTax: '11.24' },
    ])
  })
})

describe('single lines', () => {
  test.each([
    ['1', '119.99', '0', '119.99', '0', '119.99'],
    // 499.995 keeps its digits in the unit price; the amount is rounded (1.7, example 6).
    ['1', '499.995', '0', '500', '0', '500'],
    ['-2', '10.005', '10', '-20.01', '-2', '-18.01'],
    ['0', '10', '50', '0', '0', '0'],
  ])('%s x %s less %s %%', (quantity, unitPrice, discountPercent, gross, discountAmount, lineAmount) => {
    expect(lineAmounts({ quantity, unitPrice, discountPercent, precision })).toEqual({
      gross,
      discountAmount,
      lineAmount,
    })
  })

  test('an amount given as discount stands, its percent follows to five digits', () => {
    expect(lineAmountsWithDiscount({ quantity: '3', unitPrice: '10', precision }, '1')).toMatchObject({
      lineAmount: '29',
    })
    expect(percentOf('1', '30')).toBe('3.33333')
    expect(percentOf('0', '0')).toBe('0')
  })

  test.each([
    // Prices including VAT: 119.99 / 1.19 = 100.8319...
    [normal('119.99', '19'), including, '100.83', '119.99'],
    [normal('100', '0'), excluding, '100', '100'],
    [{ ...normal('100', '0'), vatCalculationType: 'Reverse_x0020_Charge_x0020_VAT' }, excluding, '100', '100'],
    [{ ...normal('100', '19'), vatCalculationType: 'Full_x0020_VAT' }, excluding, '0', '100'],
    [{ ...normal('100', '19'), vatCalculationType: 'Full_x0020_VAT' }, including, '0', '100'],
  ] as const)('VAT of one line, alone and as a group: %j %j', (line, terms, amount, amountIncludingTax) => {
    expect(vatOfLine(line, [], terms)).toEqual({ amount, amountIncludingTax })
    expect(vatOfGroups([line], terms)).toEqual([{ amount, amountIncludingTax }])
  })

  test.each([
    ['714', '6', '10', '428.4'],
    ['100', '1', '3', '33.33'],
    ['100', '0', '3', '0'],
    ['0', '1', '0', '0'],
  ])('%s for %s of %s is %s', (amount, part, quantity, portion) => {
    expect(portionOf(amount, part, quantity, precision)).toBe(portion)
  })
})

test('a percentage carries its fractions from group to group', () => {
  const line = (lineAmount: string, taxPercent: string) => ({
    ...normal('0', taxPercent),
    lineAmount,
    allowInvoiceDiscount: true,
  })
  // 5 % of 0.10 and 0.10 is 0.005 each: the first group rounds up to 0.01, the second gets what is left, nothing.
  expect(spreadInvoiceDiscount([line('0.1', '19'), line('0.1', '7')], { percent: '5' }, precision)).toEqual([
    '0.01',
    '0',
  ])
})

const cents = fc.integer({ min: 0, max: 500_000 }).map((value) => canonical(big(value).div(100)))
const rate = fc.constantFrom('0', '7', '19', '25')
const documentLines = fc.array(fc.record({ lineAmount: cents, taxPercent: rate, allowInvoiceDiscount: fc.boolean() }), {
  minLength: 1,
  maxLength: 12,
})
const terms = fc.record({ pricesIncludeTax: fc.boolean(), precision: fc.constantFrom('0.01', '1', '0.05') })
const totalOf = (values: readonly string[]): string => canonical(sum(values))

describe('of every document', () => {
  test('line discount and line amount are the gross amount', () => {
    fc.assert(
      fc.property(cents, cents, fc.integer({ min: 0, max: 100 }), (quantity, unitPrice, percent) => {
        const line = lineAmounts({ quantity, unitPrice, discountPercent: String(percent), precision })
        expect(totalOf([line.discountAmount, line.lineAmount])).toBe(line.gross)
      }),
    )
  })

  test('a fixed invoice discount is spread to the last cent, whatever the order of the groups', () => {
    fc.assert(
      fc.property(documentLines, fc.integer({ min: 0, max: 100 }), (drawn, share) => {
        const lines = drawn.map((line) => ({ ...normal('0', line.taxPercent), ...line }))
        const base = sum(lines.filter((line) => line.allowInvoiceDiscount).map((line) => line.lineAmount))
        const amount = canonical(roundTo(base.times(share).div(100)))
        const shares = spreadInvoiceDiscount(lines, { amount }, precision)
        expect(totalOf(shares)).toBe(amount)
        const again = spreadInvoiceDiscount(lines.toReversed(), { amount }, precision)
        const byGroup = (of: readonly string[], order: typeof lines) =>
          Object.fromEntries(
            [
              ...Map.groupBy(
                order.map((line, at) => ({ line, value: of[at] ?? '0' })),
                ({ line }) => line.taxPercent,
              ),
            ].map(([key, group]) => [key, totalOf(group.map(({ value }) => value))]),
          )
        expect(byGroup(again, lines.toReversed())).toEqual(byGroup(shares, lines))
      }),
    )
  })

  test('the VAT of a group is that of its sum, both when lines are entered and when all are spread', () => {
    fc.assert(
      fc.property(documentLines, terms, (drawn, chosen) => {
        const lines = drawn.map(({ lineAmount, taxPercent }) =>
          normal(canonical(roundTo(big(lineAmount), chosen.precision)), taxPercent),
        )
        for (const taxed of [entered(lines, chosen), vatOfGroups(lines, chosen)]) {
          for (const key of new Set(lines.map((line) => vatGroupKey(line, '1')))) {
            const inGroup = lines
              .map((line, at) => [line, taxed[at]] as const)
              .filter(([line]) => vatGroupKey(line, '1') === key)
            const [first] = inGroup
            if (first === undefined) continue
            const base = sum(inGroup.map(([line]) => line.net))
            const vat = inGroup.map(([, one]) =>
              canonical(big(one?.amountIncludingTax ?? '0').minus(one?.amount ?? '0')),
            )
            const difference = sum(vat)
              .minus(vatOn(base, first[0], chosen))
              .abs()
            // Prices including VAT: base / (1 + rate) may lie exactly between two steps, which the two ways round apart.
            expect(difference.lte(chosen.pricesIncludeTax ? chosen.precision : '0')).toBe(true)
          }
        }
      }),
    )
  })

  test('spreading again changes nothing', () => {
    fc.assert(
      fc.property(documentLines, terms, (drawn, chosen) => {
        const lines = drawn.map(({ lineAmount, taxPercent }) => normal(lineAmount, taxPercent))
        const once = vatOfGroups(lines, chosen)
        const nets = once.map((one, at) => ({
          ...(lines[at] ?? normal('0', '0')),
          net: chosen.pricesIncludeTax ? one.amountIncludingTax : one.amount,
        }))
        expect(vatOfGroups(nets, chosen)).toEqual(once)
      }),
    )
  })
})
