/**
 * A second evaluator of prices and line discounts, written from erp-business-logic, sections 1.3 to 1.5, apart from the engine: it looks at every row
 * for every question and shares nothing with it but big.js. Slow and plain on purpose.
 */
import { Big as plainBig } from 'big.js'

const Big = plainBig()
Big.DP = 30

export type NaiveRow = Readonly<Record<string, string | number | boolean | null>>

export interface NaiveWorld {
  readonly lines: readonly NaiveRow[]
  readonly vatSetup: readonly NaiveRow[]
  /** Unit-amount rounding precision by currency; '' is the local one. */
  readonly precision: Readonly<Record<string, string>>
}

export interface NaiveQuestion {
  readonly [field: string]: unknown
  readonly object: NaiveRow
}

export interface NaiveAnswer {
  readonly unitPrice: string
  readonly discountPercent: string
  readonly allowLineDiscount: boolean
  readonly allowInvoiceDiscount: boolean
  readonly hasCandidates: boolean
  /** "LIST 10000", or '' where none decided. */
  readonly priceLine: string
  readonly discountLine: string
}

/** A constructor of its own: its precision is not the engine's. */
const Exact = Big()
Exact.DP = 60

const NO_ID = '00000000-0000-0000-0000-000000000000'
const NO_DATE = '0001-01-01'

export class MissingVatSetup extends Error {}

export function naivePrice(world: NaiveWorld, ask: NaiveQuestion): NaiveAnswer {
  const lines = world.lines.toSorted((a, b) =>
    a['priceListCode'] === b['priceListCode']
      ? Number(a['lineNumber']) - Number(b['lineNumber'])
      : String(a['priceListCode']) < String(b['priceListCode'])
        ? -1
        : 1,
  )
  const discountLines = lines
    .filter((line) => isCandidate(line, lines, ask, 'Discount'))
    .filter((l) => isEnough(l, ask))
  const [discountLine, percent] = bestDiscount(discountLines)

  const priceLines = lines.filter((line) => isCandidate(line, lines, ask, 'Price'))
  let best: NaiveRow | undefined
  let bestPrice = new Exact(0)
  let bestNet = new Exact(0)
  for (const line of priceLines) {
    if (!isEnough(line, ask)) continue
    const price = convert(world, ask, line)
    const net = line['allowLineDiscount'] === true ? price.minus(price.times(percent).div(100)) : price
    const verdict = best === undefined ? 'improves' : specificity(best, line)
    if (verdict === 'improves' || (verdict === 'equal' && net.lt(bestNet))) {
      best = line
      bestPrice = price
      bestNet = net
    }
  }
  if (best === undefined) bestPrice = convert(world, ask, cardOf(ask))
  const allowLineDiscount = (best ?? ask)['allowLineDiscount'] === true
  return {
    unitPrice: plain(bestPrice),
    discountPercent: allowLineDiscount ? plain(percent) : '0',
    allowLineDiscount,
    allowInvoiceDiscount: (best ?? ask)['allowInvoiceDiscount'] === true,
    hasCandidates: priceLines.length > 0,
    priceLine: nameOf(best),
    discountLine: allowLineDiscount ? nameOf(discountLine) : '',
  }
}

function bestDiscount(lines: readonly NaiveRow[]): readonly [NaiveRow | undefined, Big] {
  let best: NaiveRow | undefined
  let bestPercent = new Exact(0)
  for (const line of lines) {
    const percent = new Exact(String(line['discountPercent']))
    const verdict = best === undefined ? 'equal' : specificity(best, line)
    if ((verdict === 'improves' && percent.gt(0)) || (verdict === 'equal' && percent.gt(bestPercent))) {
      best = line
      bestPercent = percent
    }
  }
  return [best, bestPercent]
}

/** The four cases of one field, for currency and for variant; both of the pair count as "mixed", which is equal. */
function specificity(best: NaiveRow, line: NaiveRow): 'improves' | 'degrades' | 'equal' {
  const up =
    (best['currencyCode'] === '' && line['currencyCode'] !== '') ||
    (best['variantCode'] === '' && line['variantCode'] !== '')
  const down =
    (best['currencyCode'] !== '' && line['currencyCode'] === '') ||
    (best['variantCode'] !== '' && line['variantCode'] === '')
  if (up && !down) return 'improves'
  if (down && !up) return 'degrades'
  return 'equal'
}

/** A line counts unless its own source has a fitting line for something nearer. */
function isCandidate(line: NaiveRow, lines: readonly NaiveRow[], ask: NaiveQuestion, what: string): boolean {
  if (!fits(line, ask, what)) return false
  return !lines.some(
    (other) =>
      sourceKey(other) === sourceKey(line) && fits(other, ask, what) && distance(other, ask) < distance(line, ask),
  )
}

const sourceKey = (line: NaiveRow): string =>
  [line['sourceType'], line['sourceId'], line['sourceCode']].map(String).join(' ')

function fits(line: NaiveRow, ask: NaiveQuestion, what: string): boolean {
  if (line['status'] !== 'Active' || line['priceType'] !== 'Sale') return false
  if (line['amountType'] !== what && line['amountType'] !== 'Any') return false
  if (!isAsked(line, ask, what)) return false
  if (distance(line, ask) === Number.POSITIVE_INFINITY) return false
  const date = String(ask['date'])
  if (line['startingDate'] !== NO_DATE && String(line['startingDate']) > date) return false
  if (line['endingDate'] !== NO_DATE && String(line['endingDate']) < date) return false
  if (line['currencyCode'] !== '' && line['currencyCode'] !== ask['currencyCode']) return false
  if (
    ask['unitOfMeasureCode'] !== '' &&
    line['unitOfMeasureCode'] !== '' &&
    line['unitOfMeasureCode'] !== ask['unitOfMeasureCode']
  )
    return false
  const variantCounts = line['assetType'] !== 'Item_x0020_Discount_x0020_Group'
  if (variantCounts && line['variantCode'] !== '' && line['variantCode'] !== ask['variantCode']) return false
  if (ask['lineType'] === 'Resource' && line['workTypeCode'] !== ask['workTypeCode']) return false
  return true
}

function isAsked(line: NaiveRow, ask: NaiveQuestion, what: string): boolean {
  switch (String(line['sourceType'])) {
    case 'All_x0020_Customers':
      return true
    case 'Customer':
      return line['sourceId'] === ask['billToId'] && ask['billToId'] !== NO_ID
    case 'Contact':
      return line['sourceId'] === ask['contactId'] && ask['contactId'] !== NO_ID
    case 'Campaign':
      return line['sourceCode'] === ask['campaignCode'] && ask['campaignCode'] !== ''
    case 'Customer_x0020_Price_x0020_Group':
      return what === 'Price' && line['sourceCode'] === ask['customerPriceGroup'] && line['sourceCode'] !== ''
    case 'Customer_x0020_Disc_x002e__x0020_Group':
      return what === 'Discount' && line['sourceCode'] === ask['customerDiscountGroup'] && line['sourceCode'] !== ''
    default:
      return false
  }
}

/** 0 for the thing itself, more for wider lines, infinity for something else. */
function distance(line: NaiveRow, ask: NaiveQuestion): number {
  const { object } = ask
  const type = line['assetType']
  const isAll = line['assetId'] === NO_ID && line['assetCode'] === ''
  if (ask['lineType'] === 'Item') {
    if (type === 'Item') return line['assetId'] === object['id'] ? 0 : isAll ? 1 : Infinity
    if (type !== 'Item_x0020_Discount_x0020_Group') return Infinity
    return isAll ? 1 : line['assetCode'] === object['itemDiscountGroup'] ? 0 : Infinity
  }
  if (ask['lineType'] === 'Resource') {
    if (type === 'Resource') return line['assetId'] === object['id'] ? 0 : isAll ? 2 : Infinity
    if (type !== 'Resource_x0020_Group' || isAll) return Infinity
    return line['assetCode'] === object['resourceGroup'] ? 1 : Infinity
  }
  return type === 'G_x002f_L_x0020_Account' && line['assetId'] === object['id'] ? 0 : Infinity
}

function isEnough(line: NaiveRow, ask: NaiveQuestion): boolean {
  const quantity = new Exact(String(ask['quantity'])).abs()
  const minimum = new Exact(String(line['minimumQuantity']))
  if (line['unitOfMeasureCode'] !== '') return minimum.lte(quantity)
  return minimum.lte(quantity.times(String(ask['quantityPerUnit'])))
}

/** The steps in their order, rounded once at the end. */
function convert(world: NaiveWorld, ask: NaiveQuestion, line: NaiveRow): Big {
  let price = new Exact(String(line['unitPrice']))
  if (price.eq(0)) return price
  const documentPercent = String(ask['taxPercent'])
  const isReverse = ask['vatCalculationType'] === 'Reverse_x0020_Charge_x0020_VAT'
  if (line['priceIncludesTax'] === true) {
    const percent = vatPercent(world, line, ask)
    if (isReverse || ask['pricesIncludeTax'] !== true) price = price.times(100).div(percent.plus(100))
    else if (!percent.eq(documentPercent))
      price = price.times(new Exact(documentPercent).plus(100)).div(percent.plus(100))
  } else if (ask['pricesIncludeTax'] === true && !isReverse) {
    price = price.plus(price.times(documentPercent).div(100))
  }
  if (line['unitOfMeasureCode'] === '') price = price.times(String(ask['quantityPerUnit']))
  if (line['currencyCode'] === '' && ask['currencyCode'] !== '') price = price.times(String(ask['currencyFactor']))
  return round(price, world.precision[String(ask['currencyCode'])] ?? '0.00001')
}

function vatPercent(world: NaiveWorld, line: NaiveRow, ask: NaiveQuestion): Big {
  const row = world.vatSetup.find(
    (setup) =>
      setup['vatBusPostingGroup'] === line['vatBusPostingGroupPrice'] &&
      setup['vatProdPostingGroup'] === ask['vatProdPostingGroup'],
  )
  if (row === undefined) throw new MissingVatSetup()
  return new Exact(String(row['vatPercent']))
}

/** Away from zero at exactly half. Quotients of 60 digits that stand for a half are the half. */
function round(value: Big, step: string): Big {
  const settled = value.round(40, Exact.roundHalfUp)
  return new Exact(settled.div(step).toFixed(0, Exact.roundHalfUp)).times(step)
}

function cardOf(ask: NaiveQuestion): NaiveRow {
  const { object } = ask
  const shared = { currencyCode: '', unitOfMeasureCode: '', vatBusPostingGroupPrice: '', priceIncludesTax: false }
  if (ask['lineType'] === 'Account') return { ...shared, unitPrice: '0' }
  const price = { ...shared, unitPrice: object['unitPrice'] ?? '0' }
  if (ask['lineType'] === 'Resource') return price
  return {
    ...price,
    priceIncludesTax: object['priceIncludesTax'] ?? false,
    vatBusPostingGroupPrice: object['vatBusPostingGroupPrice'] ?? '',
  }
}

const plain = (value: Big): string => (value.eq(0) ? '0' : value.toFixed())

const nameOf = (line: NaiveRow | undefined): string =>
  line === undefined ? '' : `${String(line['priceListCode'])} ${String(line['lineNumber'])}`
