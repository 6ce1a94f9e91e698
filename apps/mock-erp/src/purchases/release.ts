/** Release of a purchase order: posting does it by itself (mirrors erp-business-logic, section 2.6). */
import type { Row, Transaction } from '@koble/odata-server'
import { dialogError, mustHaveValue } from '../rules/refusals.ts'
import { amount, integer, inventorySetup, text } from '../rules/setup.ts'
import { names } from '../tables/names.ts'
import { big } from '../values/decimal.ts'
import { spreadDiscount } from './line-amounts.ts'
import { linesOf } from './lines-of.ts'

export function releasePurchase(data: Transaction, header: Row): Row {
  if (header['status'] === 'Released') return header
  const lines = linesOf(data, header.id).filter((line) => line['lineType'] !== 'Comment')
  const number = text(header, 'number')
  if (lines.every((line) => big(amount(line, 'quantity')).eq(0))) {
    dialogError(`There is nothing to release for the document of type Order with the number ${number}.`)
  }
  for (const line of lines) checkLine(data, header, line)
  spreadDiscount(data, header, true)
  return data.update(names.purchaseHeader, header.id, { status: 'Released' })
}

/** Goods need a unit, and a location where the setup asks for one. */
function checkLine(data: Transaction, header: Row, line: Row): void {
  const item = data.get(names.item, text(line, 'objectId'))
  if (line['lineType'] !== 'Item' || item?.['type'] !== 'Inventory' || big(amount(line, 'quantity')).eq(0)) return
  const key = `Document Type=Order, Document No.=${text(header, 'number')}, Line No.=${integer(line, 'sequence')}`
  const missing = (column: string): boolean => text(line, column) === ''
  if (missing('unitOfMeasureCode')) mustHaveValue('Unit of Measure Code', names.purchaseLine, key)
  const needsLocation = inventorySetup(data)['locationMandatory'] === true
  if (needsLocation && missing('locationCode')) mustHaveValue('Location Code', names.purchaseLine, key)
  if (item['variantMandatory'] === true && missing('variantCode')) {
    mustHaveValue('Variant Code', names.purchaseLine, key)
  }
}
