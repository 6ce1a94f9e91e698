/** Product and unit of a line: what is missing or does not fit is refused, not a pricing error (reference/dataverse-protocol.md, sections 7 and 14). */
import type { Draft, Reader, Row } from '@koble/odata-server'
import { refuseWith } from '../security/access.ts'
import { salesErrors as errors } from './sales-errors.ts'

const active = 0

export function checkLineProduct(draft: Draft, row: Row | undefined, data: Reader): void {
  if (draft['isproductoverridden'] === true) return
  if (draft['productid'] == null) refuseWith(errors.productMissing())
  if (draft['uomid'] == null) refuseWith(errors.unitMissing())
  const product = data.get('product', String(draft['productid']))
  if (product === undefined) return
  const added = draft['productid'] !== row?.['productid']
  if (added && product['statecode'] !== active) refuseWith(errors.productNotActive())
  const unit = data.get('uom', String(draft['uomid']))
  if (unit?.['uomscheduleid'] !== product['defaultuomscheduleid']) refuseWith(errors.unitInvalid())
  if (decimalsOf(draft['quantity']) > Number(product['quantitydecimal'] ?? 0)) refuseWith(errors.quantityDecimals())
}

const decimalsOf = (quantity: unknown): number =>
  typeof quantity === 'string' ? (quantity.split('.')[1]?.length ?? 0) : 0
