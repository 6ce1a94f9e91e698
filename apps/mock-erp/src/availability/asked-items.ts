/** What the pages of availability are asked for: items, variant, unit (docs/koble-api-pages.md, itemAvailability). */
import type { Reader, Row } from '@koble/odata-server'
import { itemUnitSize } from '../rules/item-unit-size.ts'
import { dialogError, relationError } from '../rules/refusals.ts'
import { text } from '../rules/setup.ts'
import type { Parameters } from '../sets/filter-parameters.ts'
import { names } from '../tables/names.ts'
import type { Place } from './place.ts'

export interface Asked {
  readonly item: Row
  /** All variants when it is undefined. */
  readonly variantCode: string | undefined
  readonly unitOfMeasureCode: string
  /** Base units in one of it. */
  readonly quantityPerUnit: string
}

const MAXIMUM = 100

/** Besides what a page reads itself. */
export const itemParameters = {
  itemId: 'many',
  itemNumber: 'one',
  itemVariantCode: 'one',
  unitOfMeasureCode: 'one',
} as const

export function askedItems(parameters: Parameters, data: Reader): Asked[] {
  const [variant, unit] = [parameters.code('itemVariantCode'), parameters.code('unitOfMeasureCode')]
  return itemsOf(parameters, data).map((item) => {
    const unitOfMeasureCode = unit ?? text(item, 'baseUnitOfMeasureCode')
    checkVariant(item, variant ?? '', data)
    const quantityPerUnit = itemUnitSize(data, item, unitOfMeasureCode)
    return { item, variantCode: variant, unitOfMeasureCode, quantityPerUnit }
  })
}

export const placeOf = (asked: Asked, locationCode: string | undefined): Place => ({
  locationCode,
  variantCode: asked.variantCode,
})

function itemsOf(parameters: Parameters, data: Reader): Row[] {
  const byId = parameters
    .ids('itemId')
    .map((id) => data.get(names.item, id) ?? dialogError('The "itemId" does not match to an Item.'))
  const number = parameters.code('itemNumber')
  const byNumber =
    number === undefined
      ? []
      : [data.lookup(names.item, ['number'], [number]) ?? dialogError('The "itemNumber" does not match to an Item.')]
  if (byId.length > MAXIMUM) dialogError(`Availability can be asked for ${MAXIMUM} items at once.`)
  if (byId.length > 0 && byNumber.length > 0 && byId.some(({ id }) => id !== byNumber[0]?.id)) {
    dialogError('The item values do not match to a specific Item.')
  }
  const items = byId.length > 0 ? byId : byNumber
  return items.length > 0 ? [...new Set(items)] : dialogError('You must specify an item to get the availability.')
}

function checkVariant(item: Row, variantCode: string, data: Reader): void {
  if (variantCode === '' || data.lookup(names.itemVariant, ['itemId', 'code'], [item.id, variantCode]) !== undefined) {
    return
  }
  relationError('Variant Code', names.item, variantCode, names.itemVariant)
}
