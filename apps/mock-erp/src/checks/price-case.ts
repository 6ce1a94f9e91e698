/** Generated price questions: lines of every kind around one request, so near to it that most of them fit in all but one respect. */
import { emptyGuid } from '@koble/odata-server'
import fc from 'fast-check'
import { amountTypes, assetType, NO_DATE, sourceType } from '../prices/members.ts'
import type { NaiveRow } from './naive-price.ts'

const id = (kind: string, at: number): string => `${kind.repeat(8)}-0000-4000-8000-${String(at).padStart(12, '0')}`

/** Business group, product group, percent, calculation type. The group NONE has no setup. */
export const vatSetup: readonly NaiveRow[] = [
  ['D', 'P', '19', 'Normal_x0020_VAT'],
  ['D', 'Q', '7', 'Normal_x0020_VAT'],
  ['R', 'P', '20', 'Reverse_x0020_Charge_x0020_VAT'],
  ['R', 'Q', '5.5', 'Reverse_x0020_Charge_x0020_VAT'],
  ['X', 'P', '0', 'Normal_x0020_VAT'],
  ['X', 'Q', '0', 'Normal_x0020_VAT'],
].map(([bus = '', prod = '', vatPercent = '', calculationType = '']) => ({
  vatBusPostingGroup: `ORACLE-${bus}`,
  vatProdPostingGroup: `ORACLE-${prod}`,
  vatPercent,
  calculationType,
}))

export const currencies = [
  { code: 'USD', unitAmountRoundingPrecision: '0.00001' },
  { code: 'JPY', unitAmountRoundingPrecision: '0.01' },
  { code: 'CHF', unitAmountRoundingPrecision: '0' },
] as const

/** Of local currency ('') and of those above, as the ERP applies them. */
export const precision = { '': '0.00001', USD: '0.00001', JPY: '0.01', CHF: '0.00001' }

const CUSTOMERS = [id('c', 1), id('c', 2)] as const
const CONTACTS = [id('d', 1), id('d', 2)] as const
const DATES = ['2026-06-30', '2026-07-01', '2026-07-15', '2026-07-31'] as const

const { constantFrom, record, boolean } = fc
/** Six times the first value for each time one of the others. */
const mostly = <T>(first: T, ...others: readonly T[]): fc.Arbitrary<T> =>
  fc.oneof({ arbitrary: fc.constant(first), weight: 6 }, constantFrom(...others))
const decimal = (...values: readonly string[]): fc.Arbitrary<string> =>
  fc.oneof(
    constantFrom(...values),
    fc.integer({ min: 0, max: 20_000_000 }).map((value) => canonicalHundredThousandths(value)),
  )

function canonicalHundredThousandths(value: number): string {
  const digits = String(value).padStart(6, '0')
  return `${digits.slice(0, -5)}.${digits.slice(-5)}`.replace(/\.?0+$/, '')
}

const objects = {
  Item: record({
    id: mostly(id('a', 1), id('a', 2)),
    itemDiscountGroup: mostly('A', 'B', ''),
    unitPrice: decimal('0', '10', '33.333'),
    priceIncludesTax: boolean(),
    vatBusPostingGroupPrice: mostly('ORACLE-D', 'ORACLE-R'),
  }),
  Resource: record({
    id: mostly(id('b', 1), id('b', 2)),
    resourceGroup: mostly('A', 'B', ''),
    unitPrice: decimal('0', '40'),
  }),
  Account: record({ id: mostly(id('e', 1), id('e', 2)) }),
}
type LineType = keyof typeof objects

const request = (lineType: LineType) =>
  record({
    lineType: fc.constant(lineType),
    object: objects[lineType] as fc.Arbitrary<NaiveRow>,
    date: constantFrom(...DATES),
    currency: constantFrom(
      ['', '1'],
      ['USD', '1.25'],
      ['USD', '1.111111111111111111'],
      ['JPY', '162.37'],
      ['CHF', '0.94'],
    ),
    variantCode: constantFrom('', 'RED'),
    unit: constantFrom(['PCS', '1'], ['BOX', '12'], ['BOX', '7'], ['', '1'], ['GRAM', '0.001']),
    quantity: constantFrom('0', '1', '-10', '10', '9.99999', '-0.5', '120', '1000'),
    workTypeCode: mostly('', 'NIGHT'),
    billToId: mostly(CUSTOMERS[0], CUSTOMERS[1]),
    contactId: mostly(CONTACTS[0], emptyGuid),
    customerPriceGroup: mostly('RETAIL', ''),
    customerDiscountGroup: mostly('LARGE', ''),
    campaignCode: mostly('SUMMER', ''),
    pricesIncludeTax: boolean(),
    vat: constantFrom(['Normal_x0020_VAT', '19'], ['Normal_x0020_VAT', '7'], ['Reverse_x0020_Charge_x0020_VAT', '19']),
    vatProdPostingGroup: constantFrom('ORACLE-P', 'ORACLE-Q'),
    allowLineDiscount: mostly(true, false),
    allowInvoiceDiscount: boolean(),
  }).map(({ currency, unit, vat, ...more }) => ({
    ...more,
    currencyCode: currency[0] ?? '',
    currencyFactor: currency[1] ?? '',
    unitOfMeasureCode: unit[0] ?? '',
    quantityPerUnit: unit[1] ?? '',
    vatCalculationType: vat[0] ?? '',
    taxPercent: vat[1] ?? '',
  }))

const byId = (type: string, sourceId: string) => ({ sourceType: type, sourceId, sourceCode: '' })
const byCode = (type: string, sourceCode: string) => ({ sourceType: type, sourceId: emptyGuid, sourceCode })
const sources = constantFrom(
  byCode(sourceType.allCustomers, ''),
  byCode(sourceType.all, ''),
  byId(sourceType.customer, CUSTOMERS[0]),
  byId(sourceType.customer, CUSTOMERS[1]),
  byId(sourceType.contact, CONTACTS[0]),
  byCode(sourceType.campaign, 'SUMMER'),
  byCode(sourceType.priceGroup, 'RETAIL'),
  byCode(sourceType.priceGroup, 'OTHER'),
  byCode(sourceType.discountGroup, 'LARGE'),
  byCode(sourceType.discountGroup, 'OTHER'),
)

const itself = (type: string, assetId: string) => ({ assetType: type, assetId, assetCode: '' })
const grouped = (type: string, assetCode: string) => ({ assetType: type, assetId: emptyGuid, assetCode })
const assets = {
  Item: constantFrom(
    itself(assetType.item, id('a', 1)),
    itself(assetType.item, id('a', 1)),
    itself(assetType.item, id('a', 2)),
    itself(assetType.item, emptyGuid),
    grouped(assetType.itemDiscountGroup, 'A'),
    grouped(assetType.itemDiscountGroup, ''),
    itself(assetType.resource, id('a', 1)),
  ),
  Resource: constantFrom(
    itself(assetType.resource, id('b', 1)),
    itself(assetType.resource, emptyGuid),
    grouped(assetType.resourceGroup, 'A'),
    grouped(assetType.resourceGroup, 'B'),
  ),
  Account: mostly(itself(assetType.account, id('e', 1)), itself(assetType.account, id('e', 2))),
}

const line = (lineType: LineType) =>
  record({
    source: sources,
    asset: assets[lineType],
    priceListCode: constantFrom('A', 'B', 'AA'),
    priceType: mostly('Sale', 'Purchase', 'Sale'),
    status: mostly('Active', 'Draft', 'Inactive'),
    amountType: mostly<string>('Any', ...amountTypes),
    startingDate: mostly<string>(NO_DATE, ...DATES),
    endingDate: mostly<string>(NO_DATE, ...DATES),
    currencyCode: constantFrom('', '', 'USD', 'JPY'),
    variantCode: constantFrom('', '', '', 'RED', 'RED', 'BLUE'),
    unitOfMeasureCode: constantFrom('', '', 'BOX', 'PCS'),
    workTypeCode: mostly('', 'NIGHT'),
    minimumQuantity: mostly('0', '0.5', '10', '12', '120'),
    unitPrice: decimal('0', '9', '9.5', '10'),
    discountPercent: constantFrom('0', '5', '12.5', '12.5', '33.33333', '100'),
    priceIncludesTax: boolean(),
    vatBusPostingGroupPrice: fc.oneof(
      { arbitrary: constantFrom('ORACLE-D', 'ORACLE-R', 'ORACLE-X'), weight: 12 },
      fc.constant('NONE'),
    ),
    allowLineDiscount: boolean(),
    allowInvoiceDiscount: boolean(),
  }).map(({ source, asset, ...more }) => ({ ...source, ...asset, ...more }))

export const priceCase = constantFrom<LineType>('Item', 'Item', 'Item', 'Resource', 'Account').chain((lineType) =>
  record({
    request: request(lineType),
    lines: fc
      .array(line(lineType), { maxLength: 24, size: 'max' })
      .map((lines) => lines.map((row, at) => ({ ...row, lineNumber: (at + 1) * 10_000 }))),
  }),
)
