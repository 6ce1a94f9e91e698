/**
 * What a price may be set for, from the nearest to the widest: a wider level counts for a source only when that source has nothing on
 * the nearer ones (erp-business-logic, section 1.3).
 */
import { emptyGuid } from '@koble/odata-server'
import { text } from '../rules/setup.ts'
import { assetType } from './members.ts'
import type { PriceRequest } from './price-request.ts'

/** The columns of a price list line that name its asset. Both blank: everything of the type. */
export interface Asset {
  readonly assetType: string
  readonly assetId: string
  readonly assetCode: string
}

export function assetLevelsOf({ lineType, object }: PriceRequest): readonly (readonly Asset[])[] {
  if (lineType === 'Item') {
    return [
      [byId(assetType.item, object.id), ...byCode(assetType.itemDiscountGroup, text(object, 'itemDiscountGroup'))],
      [all(assetType.item), all(assetType.itemDiscountGroup)],
    ]
  }
  if (lineType === 'Resource') {
    return [
      [byId(assetType.resource, object.id)],
      byCode(assetType.resourceGroup, text(object, 'resourceGroup')),
      [all(assetType.resource)],
    ]
  }
  return [[byId(assetType.account, object.id)]]
}

const byId = (type: string, id: string): Asset => ({ assetType: type, assetId: id, assetCode: '' })
const all = (type: string): Asset => byId(type, emptyGuid)
const byCode = (type: string, code: string): Asset[] =>
  code === '' ? [] : [{ assetType: type, assetId: emptyGuid, assetCode: code }]
