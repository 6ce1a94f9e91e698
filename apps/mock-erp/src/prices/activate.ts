/** What a price list must fulfil to become active: every line complete, none a second price for the same (erp-business-logic, section 1.2). */
import type { Reader, Row } from '@koble/odata-server'
import { dialogError, mustHaveValue } from '../rules/refusals.ts'
import { amount, text } from '../rules/setup.ts'
import { names } from '../tables/names.ts'
import { needsAsset, priceAsset } from './price-asset.ts'
import { lineKey, linesOf } from './price-list.ts'
import { checkSource } from './price-source.ts'
import { isNamed } from './typed-reference.ts'

export function checkActivation(data: Reader, list: Row): void {
  for (const line of linesOf(data, list.id)) {
    checkSource(line)
    if (needsAsset(line) && !isNamed(priceAsset, line)) {
      mustHaveValue('Asset No.', names.priceListLine, lineKey(line))
    }
    if (hasDuplicate(data, line)) dialogError('There are duplicate prices in the price lists.')
  }
}

/** What two lines must share to be duplicates, beside source and asset. */
const SHARED = ['currencyCode', 'startingDate', 'variantCode', 'unitOfMeasureCode', 'workTypeCode'] as const

/** In the line's own list, whatever its status, or active in another one. */
function hasDuplicate(data: Reader, line: Row): boolean {
  const assetAndSource = {
    assetType: text(line, 'assetType'),
    assetId: text(line, 'assetId'),
    assetCode: text(line, 'assetCode'),
    sourceType: text(line, 'sourceType'),
    sourceId: text(line, 'sourceId'),
    sourceCode: text(line, 'sourceCode'),
  }
  for (const other of data.find(names.priceListLine, assetAndSource)) {
    if (other.id === line.id) continue
    const counts = other['priceListId'] === line['priceListId'] || other['status'] === 'Active'
    if (counts && other['priceType'] === line['priceType'] && isSame(line, other)) return true
  }
  return false
}

/** A price and a discount for the same are no duplicates. */
const isSame = (line: Row, other: Row): boolean =>
  SHARED.every((column) => line[column] === other[column]) &&
  amount(line, 'minimumQuantity') === amount(other, 'minimumQuantity') &&
  (line['amountType'] === other['amountType'] || line['amountType'] === 'Any' || other['amountType'] === 'Any')
