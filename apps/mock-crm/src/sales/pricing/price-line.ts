/**
 * The amounts of one line of a sales document (reference/dataverse-protocol.md, section 14):
 * `baseamount` = (`priceperunit` - `volumediscountamount`) x `quantity`, `extendedamount` = `baseamount` - `manualdiscountamount` + `tax`.
 * A line that cannot be priced gets its `pricingerrorcode` and keeps its amounts.
 */
import type Big from 'big.js'
import { canonical, exact, isGiven, isMoney, rounded, type Values } from './exact.ts'
import { itemPrice } from './list-price.ts'
import { isError, pricingErrors as errors, type Outcome } from './pricing-errors.ts'
import { volumeDiscount, type DiscountList } from './volume-discount.ts'

/** Decimal places: of prices of one unit (the organization's pricing precision) and of amounts (the currency's). */
export interface Precision {
  readonly unit: number
  readonly amount: number
}

export interface LineSources {
  readonly line: Values
  readonly precision: Precision
  /** The document's currency. */
  readonly currencyId: string | null
  /** The document's price list, the line's product in it, and the item's discount list. */
  readonly priceList?: Values | undefined
  readonly item?: Values | undefined
  readonly product?: Values | undefined
  readonly discounts?: DiscountList | undefined
  /** The price that the line has stays, whatever the price list says now (locked prices). */
  readonly keepPrice?: boolean
}

interface UnitPrice {
  readonly price: Big
  readonly volumeDiscount: Big
}

/** The columns to set. */
export function priceLine(sources: LineSources): Values {
  const unit = unitPrice(sources)
  if (isError(unit)) return { pricingerrorcode: unit.error }
  const { line, precision } = sources
  const base = rounded(
    unit.value.price.minus(unit.value.volumeDiscount).times(exact(line['quantity'])),
    precision.amount,
  )
  const discount = rounded(exact(line['manualdiscountamount']), precision.amount)
  const tax = rounded(exact(line['tax']), precision.amount)
  const extended = base.minus(discount).plus(tax)
  if (![unit.value.price, base, extended].every(isMoney)) return { pricingerrorcode: errors.outOfRange }
  return {
    priceperunit: canonical(unit.value.price),
    volumediscountamount: canonical(unit.value.volumeDiscount),
    manualdiscountamount: isGiven(line['manualdiscountamount']) ? canonical(discount) : null,
    tax: isGiven(line['tax']) ? canonical(tax) : null,
    baseamount: canonical(base),
    extendedamount: canonical(extended),
    pricingerrorcode: errors.none,
  }
}

function unitPrice(sources: LineSources): Outcome<UnitPrice> {
  const { line, precision } = sources
  if (!isGiven(line['quantity'])) return { error: errors.missingQuantity }
  if (isTyped(line)) return typedPrice(line, precision)
  if (sources.keepPrice && isGiven(line['priceperunit'])) {
    return { value: { price: exact(line['priceperunit']), volumeDiscount: exact(line['volumediscountamount']) } }
  }
  return cataloguePrice(sources)
}

/** A price that a person typed, and every price of a write-in; it takes no volume discount. */
const isTyped = (line: Values): boolean => line['ispriceoverridden'] === true || line['isproductoverridden'] === true

function typedPrice(line: Values, precision: Precision): Outcome<UnitPrice> {
  if (!isGiven(line['priceperunit'])) return { error: errors.missingUnitPrice }
  return { value: { price: rounded(exact(line['priceperunit']), precision.unit), volumeDiscount: exact(0) } }
}

function cataloguePrice(sources: LineSources): Outcome<UnitPrice> {
  const { line, priceList, item, product, currencyId, precision } = sources
  if (priceList === undefined) return { error: errors.missingPriceLevel }
  if (priceList['statecode'] === 1) return { error: errors.inactivePriceLevel }
  if (priceList['transactioncurrencyid'] !== currencyId) return { error: errors.invalidPriceLevelCurrency }
  if (item === undefined) return { error: errors.productNotInPriceLevel }
  const quantity = exact(line['quantity'])
  const asked = itemPrice(item, product ?? {}, quantity)
  if (isError(asked)) return asked
  const price = rounded(asked.value, precision.unit)
  const discount = volumeDiscount(sources.discounts, price, quantity, precision.unit)
  return isError(discount) ? discount : { value: { price, volumeDiscount: discount.value } }
}
