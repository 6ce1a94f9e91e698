/** Variant and location of a line (erp-business-logic, section 2.3): fixed while something is shipped and not invoiced. */
import type { Reader } from '@koble/odata-server'
import { documentDimensions } from '../../rules/document-dimensions.ts'
import { dialogError, relationError } from '../../rules/refusals.ts'
import { integer, text } from '../../rules/setup.ts'
import { names } from '../../tables/names.ts'
import { documentKind } from '../document-kinds.ts'
import { mustBe, mustBeZero } from '../test-field.ts'
import type { Values } from '../sales-context.ts'
import { recalculateLine } from './line-amounts.ts'
import { lineObject } from './line-object.ts'
import { findDiscount } from './line-price.ts'
import { notInvoiced } from './line-quantities.ts'
import { written, type LineTrigger } from './line-trigger.ts'

export function mustBeInvoiced(line: Values, header: Values): void {
  const field = documentKind(line).isCredit ? 'Return Qty. Rcd. Not Invd.' : 'Qty. Shipped Not Invoiced'
  mustBeZero(line, notInvoiced(line), field, header)
}

/** The line takes the variant's texts; without a variant the item's. */
export const setVariant: LineTrigger = (line, value, header, context) => {
  mustBeInvoiced(line, header)
  const code = written(value)
  const item = lineObject(context.data, line)
  const variant = code === '' ? undefined : checkVariant(line, code, context.data)
  line['variantCode'] = code
  if (item === undefined) return
  line['description'] = text(variant ?? {}, 'description') || text(item, 'displayName')
  line['description2'] = variant === undefined ? text(item, 'displayName2') : text(variant, 'description2')
  findDiscount(line, header, context)
  recalculateLine(line, header, context.data)
}

/** The variant must be one of the line's item, and not blocked. */
export function checkVariant(line: Values, code: string, data: Reader) {
  const itemId = text(line, 'lineType') === 'Item' ? text(line, 'objectId') : ''
  const variant = data.lookup(names.itemVariant, ['itemId', 'code'], [itemId, code])
  if (variant === undefined) return relationError('Variant Code', names.salesLine, code, names.itemVariant)
  const number = text(data.get(names.item, itemId) ?? {}, 'number')
  mustBe(false, variant, 'blocked', 'Blocked', `${names.itemVariant}: Item No.=${number}, Code=${code}`)
  if (variant['salesBlocked'] === true && !documentKind(line).isCredit) {
    dialogError(
      `You cannot sell Item Variant ${number} ${code} because the Sales Blocked check box is selected on the Item Variant card.`,
    )
  }
  return variant
}

export const setLocation: LineTrigger = (line, value, header, { data }) => {
  mustBeInvoiced(line, header)
  const code = written(value)
  const location = data.lookup(names.location, ['code'], [code])
  if (code !== '' && location === undefined) relationError('Location Code', names.salesLine, code, names.location)
  line['locationCode'] = code
  const sources = [{ parentType: 'Location', parent: location }] as const
  line['dimensionSetId'] = documentDimensions(data, sources, integer(line, 'dimensionSetId'))
}

/** A changed agent clears its service. */
export const setShippingAgent: LineTrigger = (line, value, _header, { data }) => {
  const code = written(value)
  if (code !== '' && data.lookup(names.shippingAgent, ['code'], [code]) === undefined) {
    relationError('Shipping Agent Code', names.salesLine, code, names.shippingAgent)
  }
  if (code !== line['shippingAgentCode']) line['shippingAgentServiceCode'] = ''
  line['shippingAgentCode'] = code
}
