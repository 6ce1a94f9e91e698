/** The worked examples of erp-business-logic, section 1.7, with their numbers. */
import { createClock, emptyGuid, openDatabase, type Database, type Draft, type Row } from '@koble/odata-server'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { companyId, insertCompany } from '../seeds/setup.ts'
import { insertRow } from '../tables/insert-row.ts'
import { names } from '../tables/names.ts'
import { tables } from '../tables/tables.ts'
import { systemUser } from '../users.ts'
import { assetType, sourceType } from './members.ts'
import { priceOf } from './price-of.ts'
import type { PriceRequest } from './price-request.ts'

let database: Database
let item: Row
let resource: Row
let account: Row

const CUSTOMER = 'cccccccc-0000-4000-8000-000000000001'
const VAT = [
  ['D20', '20', 'P', 'Normal_x0020_VAT'],
  ['D19', '19', 'P', 'Normal_x0020_VAT'],
  ['D25', '25', 'P', 'Normal_x0020_VAT'],
] as const

beforeAll(async () => {
  database = await openDatabase({ tables, clock: createClock() })
  database.transact(systemUser, companyId, (data) => {
    insertCompany(data, { name: 'TEST', displayName: 'Test', localCurrency: 'EUR', typedNumbers: true })
    insertRow(data, names.currency, { code: 'USD' })
    for (const [vatBusPostingGroup, vatPercent, vatProdPostingGroup, calculationType] of VAT) {
      insertRow(data, names.vatPostingSetup, { vatBusPostingGroup, vatProdPostingGroup, vatPercent, calculationType })
    }
    item = insertRow(data, names.item, { number: '1000', unitPrice: '10', itemDiscountGroup: 'A' })
    resource = insertRow(data, names.resource, { number: 'LIFT', unitPrice: '40', resourceGroup: 'MACHINES' })
    account = insertRow(data, names.account, { number: '4990' })
  })
})
afterAll(() => database.close())

const ALL = { sourceType: sourceType.allCustomers }
const OF_CUSTOMER = { sourceType: sourceType.customer, sourceId: CUSTOMER }
const ALL_ITEMS = { assetId: emptyGuid }
const group = (code: string): Draft => ({ sourceType: sourceType.discountGroup, sourceCode: code })

const price = (unitPrice: string, more: Draft = {}): Draft => ({
  ...ALL,
  assetType: assetType.item,
  assetId: item.id,
  amountType: 'Price',
  priceType: 'Sale',
  status: 'Active',
  unitPrice,
  allowLineDiscount: true,
  allowInvoiceDiscount: true,
  ...more,
})

const discount = (discountPercent: string, more: Draft = {}): Draft =>
  price('0', { amountType: 'Discount', discountPercent, ...more })

const request = (more: Partial<PriceRequest> = {}): PriceRequest => ({
  date: '2026-07-15',
  currencyCode: '',
  currencyFactor: '1',
  lineType: 'Item',
  object: item,
  variantCode: '',
  unitOfMeasureCode: 'PCS',
  quantityPerUnit: '1',
  quantity: '1',
  workTypeCode: '',
  billToId: CUSTOMER,
  contactId: emptyGuid,
  customerPriceGroup: 'RETAIL',
  customerDiscountGroup: 'LARGE',
  campaignCode: '',
  pricesIncludeTax: false,
  taxPercent: '19',
  vatCalculationType: 'Normal_x0020_VAT',
  vatProdPostingGroup: 'P',
  allowLineDiscount: true,
  allowInvoiceDiscount: true,
  ...more,
})

const USD = { currencyCode: 'USD', currencyFactor: '1.25' }
const BOX = { unitOfMeasureCode: 'BOX', quantityPerUnit: '12' }
const including = (group: string): Draft => ({ priceIncludesTax: true, vatBusPostingGroupPrice: group })

/** What stands in price lists, what is asked, and the price and discount that come of it. */
type Example = readonly [
  rule: string,
  lines: () => readonly Draft[],
  asked: Partial<PriceRequest>,
  unitPrice: string,
  discountPercent?: string,
]

const RETAIL = { sourceType: sourceType.priceGroup, sourceCode: 'RETAIL' }
const threePrices = () => [price('9.50'), price('9.70', RETAIL), price('9.80', OF_CUSTOMER)]
const priceAgainstDiscount = (percent: string) => () => [
  price('10'),
  price('9.20', { allowLineDiscount: false }),
  discount(percent),
]
const unitsAndMinimum = () => [
  price('9', { minimumQuantity: '50' }),
  price('100', { unitOfMeasureCode: 'BOX', minimumQuantity: '10' }),
]
const belowTheMinimum = () => [price('8', { minimumQuantity: '100' })]
const variants = () => [price('10'), price('12', { variantCode: 'RED' })]
const mixed = () => [price('8.8', { variantCode: 'RED' }), price('15', { currencyCode: 'USD' })]
const july = () => [price('7', { startingDate: '2026-07-01', endingDate: '2026-07-31' })]
const itemGroup = { assetType: assetType.itemDiscountGroup, assetId: emptyGuid, assetCode: 'A' }
const discounts = () => [discount('5'), discount('8', itemGroup), discount('20', ALL_ITEMS)]
const withLarge = () => [...discounts(), discount('12', { ...ALL_ITEMS, ...group('LARGE') })]

const examples: readonly Example[] = [
  ['1. The lowest wins over customer and group', threePrices, {}, '9.5'],
  ['2. A discount of 10 % beats a net price', priceAgainstDiscount('10'), {}, '10', '10'],
  ['2. A net price beats a discount of 5 %', priceAgainstDiscount('5'), {}, '9.2', '0'],
  ['3. A minimum without unit counts base units', unitsAndMinimum, { ...BOX, quantity: '5' }, '108'],
  ['3. A minimum with unit counts units', unitsAndMinimum, { ...BOX, quantity: '10' }, '100'],
  ['3. A line of another unit does not fit', unitsAndMinimum, { quantity: '60' }, '9'],
  ['3. The sign of the quantity does not matter', unitsAndMinimum, { quantity: '-60' }, '9'],
  ['4. The minimum is reached', belowTheMinimum, { quantity: '100' }, '8'],
  ['4. Below it the card price returns', belowTheMinimum, { quantity: '50' }, '10'],
  ['5. Currency beats price', () => [price('9'), price('15', { currencyCode: 'USD' })], USD, '15'],
  ['5. A price without currency is converted', () => [price('9')], USD, '11.25'],
  [
    '5. The cheaper of two in the currency',
    () => [price('9'), price('15', { currencyCode: 'USD' }), price('14', { currencyCode: 'USD' })],
    USD,
    '14',
  ],
  ['5. A line in another currency does not fit', () => [price('1', { currencyCode: 'USD' })], {}, '10'],
  ['7. Including, document excluding', () => [price('120', including('D20'))], {}, '100'],
  [
    '7. Including, document including the same rate',
    () => [price('120', including('D20'))],
    { pricesIncludeTax: true, taxPercent: '20' },
    '120',
  ],
  [
    '7. Including, document including another rate',
    () => [price('120', including('D20'))],
    { pricesIncludeTax: true, taxPercent: '25' },
    '125',
  ],
  ['7. Excluding, document including', () => [price('100')], { pricesIncludeTax: true, taxPercent: '20' }, '120'],
  ['7. Rounded to five decimals', () => [price('99.99', including('D19'))], {}, '84.02521'],
  [
    'Reverse charge: a price excluding VAT stays, though the document includes it',
    () => [price('100')],
    { pricesIncludeTax: true, vatCalculationType: 'Reverse_x0020_Charge_x0020_VAT' },
    '100',
  ],
  [
    'Reverse charge: a price including VAT loses it, though the document includes it',
    () => [price('120', including('D20'))],
    { pricesIncludeTax: true, vatCalculationType: 'Reverse_x0020_Charge_x0020_VAT' },
    '100',
  ],
  ['8. A variant beats a price', variants, { variantCode: 'RED' }, '12'],
  ['8. Another variant takes the general price', variants, { variantCode: 'BLUE' }, '10'],
  ['8. No variant takes the general price', variants, {}, '10'],
  ['8. Currency against variant: the cheaper', mixed, { ...USD, variantCode: 'RED' }, '11'],
  [
    '8. Currency and variant beat both',
    () => [...mixed(), price('20', { currencyCode: 'USD', variantCode: 'RED' })],
    { ...USD, variantCode: 'RED' },
    '20',
  ],
  ['9. The day before the first is too early', july, { date: '2026-06-30' }, '10'],
  ['9. The first day counts', july, { date: '2026-07-01' }, '7'],
  ['9. The last day counts', july, { date: '2026-07-31' }, '7'],
  ['9. The day after the last is too late', july, { date: '2026-08-01' }, '10'],
  ['10. All items are not searched where the item has a line', discounts, {}, '10', '8'],
  ['10. A source without item lines offers its all-items line', withLarge, {}, '10', '12'],
  ['10. A customer without line discounts gets none', withLarge, { allowLineDiscount: false }, '10', '0'],
  [
    '10. A price line that allows line discounts brings them back',
    () => [...withLarge(), price('10')],
    { allowLineDiscount: false },
    '10',
    '12',
  ],
  [
    'A price searches no discount group, a discount no price group',
    () => [price('1', group('LARGE')), discount('50', RETAIL)],
    {},
    '10',
    '0',
  ],
  [
    'Drafts and inactive lines are ignored',
    () => [price('1', { status: 'Draft' }), price('2', { status: 'Inactive' }), discount('9', { status: 'Draft' })],
    {},
    '10',
    '0',
  ],
  ['A purchase price is no sales price', () => [price('1', { priceType: 'Purchase' })], {}, '10'],
  ['A line for both gives both', () => [price('9', { amountType: 'Any', discountPercent: '3' })], {}, '9', '3'],
  ['A price of zero is a price', () => [price('0'), price('5')], {}, '0'],
]

/** Prices on a fresh set of lines; nothing of it stays. */
function ask(lines: readonly Draft[], asked: Partial<PriceRequest>) {
  class Undo extends Error {}
  let answer: ReturnType<typeof priceOf> | undefined
  try {
    database.transact(systemUser, companyId, (data) => {
      lines.forEach((line, at) =>
        insertRow(data, names.priceListLine, { priceListCode: 'L', lineNumber: at + 1, ...line }),
      )
      answer = priceOf(data, request(asked))
      throw new Undo()
    })
  } catch (error) {
    if (!(error instanceof Undo)) throw error
  }
  if (answer === undefined) throw new Error('No price was found.')
  return answer
}

const cases = examples.map(([rule, lines, asked, unitPrice, discountPercent = '0']) => ({
  rule,
  lines,
  asked,
  expected: { unitPrice, discountPercent },
}))

test.each(cases)('$rule', ({ lines, asked, expected }) => {
  expect(ask(lines(), asked)).toMatchObject(expected)
})

test('4. a candidate that does not reach its minimum is a candidate; without any line there is none', () => {
  expect(ask(belowTheMinimum(), { quantity: '50' }).hasCandidates).toBe(true)
  expect(ask([], {}).hasCandidates).toBe(false)
  expect(ask([discount('5')], {}).hasCandidates).toBe(false)
})

test('6. the card price in a foreign currency keeps five decimals', () => {
  const odd = { ...item, unitPrice: '33.333' }
  expect(ask([], { ...USD, ...BOX, object: odd }).unitPrice).toBe('499.995')
})

test('the card price including VAT is converted like a line', () => {
  const gross = { ...item, unitPrice: '11.9', priceIncludesTax: true, vatBusPostingGroupPrice: 'D19' }
  expect(ask([], { object: gross }).unitPrice).toBe('10')
  expect(ask([], { object: gross, pricesIncludeTax: true }).unitPrice).toBe('11.9')
})

describe('resources and accounts', () => {
  const ofResource = (unitPrice: string, more: Draft = {}): Draft =>
    price(unitPrice, { assetType: assetType.resource, assetId: resource.id, ...more })
  const machines = { assetType: assetType.resourceGroup, assetId: emptyGuid, assetCode: 'MACHINES' }
  const lift = (): Partial<PriceRequest> => ({ lineType: 'Resource', object: resource, unitOfMeasureCode: 'HOUR' })

  test('the resource comes before its group, the group before all resources', () => {
    const wide = [ofResource('20', { assetId: emptyGuid })]
    expect(ask(wide, lift()).unitPrice).toBe('20')
    const grouped = [...wide, ofResource('30', machines)]
    expect(ask(grouped, lift()).unitPrice).toBe('30')
    expect(ask([...grouped, ofResource('35')], lift()).unitPrice).toBe('35')
  })

  test('a work type fits exactly, the blank one too', () => {
    const lines = [ofResource('50', { workTypeCode: 'NIGHT' }), ofResource('39')]
    expect(ask(lines, { ...lift(), workTypeCode: 'NIGHT' }).unitPrice).toBe('50')
    expect(ask(lines, { ...lift(), workTypeCode: 'DAY' }).unitPrice).toBe('40')
    expect(ask(lines, lift()).unitPrice).toBe('39')
  })

  test('the card price is for a base unit in local currency', () => {
    expect(ask([], { ...lift(), quantityPerUnit: '8', ...USD }).unitPrice).toBe('400')
  })

  test('accounts have a price only from a list', () => {
    const asked = { lineType: 'Account', object: account, unitOfMeasureCode: '' } as const
    expect(ask([], asked)).toMatchObject({ unitPrice: '0', hasCandidates: false })
    const line = price('75', { assetType: assetType.account, assetId: account.id })
    expect(ask([line], asked)).toMatchObject({ unitPrice: '75', hasCandidates: true })
  })
})

test('the flags are the chosen line’s, and without one the document line’s', () => {
  const line = price('9', { allowLineDiscount: false, allowInvoiceDiscount: false })
  expect(ask([line], {})).toMatchObject({ allowLineDiscount: false, allowInvoiceDiscount: false })
  expect(ask([], { allowInvoiceDiscount: false })).toMatchObject({
    allowLineDiscount: true,
    allowInvoiceDiscount: false,
  })
})

test('of equal net prices the first in order of list and line decides', () => {
  const lines = [price('9', { priceListCode: 'B', lineNumber: 1 }), price('9', { priceListCode: 'A', lineNumber: 7 })]
  expect(ask(lines, {}).priceLine).toMatchObject({ priceListCode: 'A', lineNumber: 7 })
})

test('a price including VAT without a VAT posting setup is refused, but for one of zero', () => {
  expect(() => ask([price('9', including('NONE'))], {})).toThrow()
  expect(ask([price('0', including('NONE'))], {}).unitPrice).toBe('0')
})
