/**
 * Unit price and line discount of a document line: the discount is found first, because prices are compared net of it; the lowest net price wins, and where no
 * price line fits, the card's (erp-business-logic, section 1.5).
 */
import type { Reader, Row } from '@koble/odata-server'
import { amount, text } from '../rules/setup.ts'
import { big } from '../values/decimal.ts'
import { bestOffer } from './best-line.ts'
import { candidates, reachesMinimum } from './candidates.ts'
import { convertPrice, type StatedPrice } from './convert-price.ts'
import { discountOf } from './discount-of.ts'
import type { PriceAnswer, PriceRequest } from './price-request.ts'

export function priceOf(data: Reader, request: PriceRequest): PriceAnswer {
  const discount = discountOf(data, request)
  const found = candidates(data, request, 'Price')
  const best = bestPrice(data, request, found, discount.percent)
  const allowLineDiscount = best === undefined ? request.allowLineDiscount : best.line['allowLineDiscount'] === true
  return {
    unitPrice: best?.figure.unitPrice ?? convertPrice(data, cardPrice(request), request),
    discountPercent: allowLineDiscount ? discount.percent : '0',
    allowLineDiscount,
    allowInvoiceDiscount:
      best === undefined ? request.allowInvoiceDiscount : best.line['allowInvoiceDiscount'] === true,
    hasCandidates: found.length > 0,
    priceLine: best?.line,
    discountLine: allowLineDiscount ? discount.line : undefined,
  }
}

function bestPrice(data: Reader, request: PriceRequest, found: readonly Row[], discountPercent: string) {
  const offers = found
    .filter((line) => reachesMinimum(line, request))
    .map((line) => {
      const unitPrice = convertPrice(data, statedPrice(line), request)
      const discount = line['allowLineDiscount'] === true ? discountPercent : '0'
      return { line, figure: { unitPrice, net: big(unitPrice).times(big(100).minus(discount)) } }
    })
  return bestOffer(offers, ({ net }, than) => net.lt(than.net))
}

const statedPrice = (line: Row): StatedPrice => ({
  unitPrice: amount(line, 'unitPrice'),
  priceIncludesTax: line['priceIncludesTax'] === true,
  vatBusPostingGroupPrice: text(line, 'vatBusPostingGroupPrice'),
  unitOfMeasureCode: text(line, 'unitOfMeasureCode'),
  currencyCode: text(line, 'currencyCode'),
})

/** In local currency for a base unit; accounts have none. */
export function cardPrice({ lineType, object }: PriceRequest): StatedPrice {
  return {
    unitPrice: lineType === 'Account' ? '0' : amount(object, 'unitPrice'),
    priceIncludesTax: lineType === 'Item' && object['priceIncludesTax'] === true,
    vatBusPostingGroupPrice: text(object, 'vatBusPostingGroupPrice'),
    unitOfMeasureCode: '',
    currencyCode: '',
  }
}
