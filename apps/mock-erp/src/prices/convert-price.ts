/**
 * A price of a list or a card, brought to the document line: its VAT, its unit, its currency (erp-business-logic, section 1.4). One division
 * at the end, so that what is exact stays exact until it is rounded.
 */
import type { Reader } from '@koble/odata-server'
import { vatPostingSetup } from '../ledger/posting-setup.ts'
import { amount } from '../rules/setup.ts'
import { precisionOf } from '../sales/document-context.ts'
import { big, canonical, roundTo } from '../values/decimal.ts'
import type { PriceRequest } from './price-request.ts'

export interface StatedPrice {
  readonly unitPrice: string
  readonly priceIncludesTax: boolean
  readonly vatBusPostingGroupPrice: string
  /** Blank: for a base unit. Else the document line has the same. */
  readonly unitOfMeasureCode: string
  /** Blank: local. Else the document has the same. */
  readonly currencyCode: string
}

const REVERSE_CHARGE = 'Reverse_x0020_Charge_x0020_VAT'

/** Rounded to the unit-amount precision of the document's currency. A price of 0 is left untouched. */
export function convertPrice(data: Reader, price: StatedPrice, request: PriceRequest): string {
  if (big(price.unitPrice).eq(0)) return '0'
  const [taxed, divisor] = taxFactors(data, price, request)
  const unit = price.unitOfMeasureCode === '' ? request.quantityPerUnit : '1'
  const currency = price.currencyCode === '' && request.currencyCode !== '' ? request.currencyFactor : '1'
  const converted = big(price.unitPrice).times(taxed).times(unit).times(currency).div(divisor)
  return canonical(roundTo(converted, precisionOf(data, request.currencyCode).unitAmount))
}

/** Multiply by the first, divide by the second. */
function taxFactors(data: Reader, price: StatedPrice, request: PriceRequest): readonly [string, string] {
  const isReverse = request.vatCalculationType === REVERSE_CHARGE
  const documentShare = withPercent(request.taxPercent)
  if (!price.priceIncludesTax) return [request.pricesIncludeTax && !isReverse ? documentShare : '1', '1']
  const priceSetup = vatPostingSetup(data, price.vatBusPostingGroupPrice, request.vatProdPostingGroup)
  const priceShare = withPercent(amount(priceSetup, 'vatPercent'))
  return [request.pricesIncludeTax && !isReverse ? documentShare : '1', priceShare]
}

const withPercent = (percent: string): string => canonical(big(percent).div(100).plus(1))
