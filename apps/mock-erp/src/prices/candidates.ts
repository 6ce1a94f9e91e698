/** Which price list lines fit a request, its quantity apart (erp-business-logic, section 1.3). Read through the index of asset and source. */
import type { Reader, Row } from '@koble/odata-server'
import { amount, integer, text } from '../rules/setup.ts'
import { names } from '../tables/names.ts'
import { big } from '../values/decimal.ts'
import { assetLevelsOf } from './assets-of.ts'
import { assetType, NO_DATE } from './members.ts'
import type { PriceRequest } from './price-request.ts'
import { sourcesOf, type Source } from './sources-of.ts'

/** In key order: price list code, line number. */
export function candidates(data: Reader, request: PriceRequest, searched: 'Price' | 'Discount'): readonly Row[] {
  return sourcesOf(request, searched)
    .flatMap((source) => ofSource(data, request, searched, source))
    .toSorted(byKey)
}

function ofSource(data: Reader, request: PriceRequest, searched: string, source: Source): readonly Row[] {
  for (const assets of assetLevelsOf(request)) {
    const found = assets.flatMap((asset) =>
      Array.from(data.find(names.priceListLine, { ...asset, ...source })).filter((line) =>
        fits(line, request, searched),
      ),
    )
    if (found.length > 0) return found
  }
  return []
}

function fits(line: Row, request: PriceRequest, searched: string): boolean {
  const type = text(line, 'amountType')
  return (
    line['status'] === 'Active' &&
    line['priceType'] === 'Sale' &&
    (type === searched || type === 'Any') &&
    isValidOn(line, request.date) &&
    isSameOrBlank(line, 'currencyCode', request.currencyCode) &&
    (request.unitOfMeasureCode === '' || isSameOrBlank(line, 'unitOfMeasureCode', request.unitOfMeasureCode)) &&
    fitsVariant(line, request) &&
    (request.lineType !== 'Resource' || text(line, 'workTypeCode') === request.workTypeCode)
  )
}

function isValidOn(line: Row, date: string): boolean {
  const ends = text(line, 'endingDate')
  return text(line, 'startingDate') <= date && (ends === NO_DATE || ends >= date)
}

const isSameOrBlank = (line: Row, column: string, value: string): boolean => {
  const own = text(line, column)
  return own === '' || own === value
}

const fitsVariant = (line: Row, request: PriceRequest): boolean =>
  line['assetType'] === assetType.itemDiscountGroup || isSameOrBlank(line, 'variantCode', request.variantCode)

function byKey(left: Row, right: Row): number {
  const [one, other] = [text(left, 'priceListCode'), text(right, 'priceListCode')]
  if (one !== other) return one < other ? -1 : 1
  return integer(left, 'lineNumber') - integer(right, 'lineNumber')
}

/** A minimum without a unit counts base units, one with a unit counts units of the document line, which is that unit. */
export function reachesMinimum(line: Row, request: PriceRequest): boolean {
  const quantity = big(request.quantity).abs()
  const counted = text(line, 'unitOfMeasureCode') === '' ? quantity.times(request.quantityPerUnit) : quantity
  return counted.gte(amount(line, 'minimumQuantity'))
}
