/**
 * Setting one field of a sales line: its trigger, by column (erp-business-logic, sections 2.3 and 2.4; business-central-protocol, section 13.3).
 * Entity sets call it for each property in the body's order; a column that is not named here has no trigger and is a bug of the caller.
 */
import type { Draft, Scalar } from '@koble/odata-server'
import { emptyGuid } from '@koble/odata-server'
import { relationError } from '../rules/refusals.ts'
import { integer, text } from '../rules/setup.ts'
import { names } from '../tables/names.ts'
import { documentLines, headerOf } from './document-context.ts'
import { setPromisedDeliveryDate, setRequestedDeliveryDate, setShipmentDate } from './line/line-dates.ts'
import { isComment } from './line/line-object.ts'
import { written, type LineField, type LineTrigger } from './line/line-trigger.ts'
import { setUnit } from './line/line-unit.ts'
import { belongTo } from './line/new-line.ts'
import { setDescription } from './line/set-description.ts'
import { setLineType, setObject } from './line/set-object.ts'
import { setLocation, setShippingAgent, setVariant } from './line/set-place.ts'
import {
  pricedBy,
  setAllowInvoiceDiscount,
  setDiscountAmount,
  setDiscountPercent,
  setLineAmount,
  setUnitPrice,
  setVatProdPostingGroup,
} from './line/set-prices.ts'
import {
  setQuantity,
  setQuantityToInvoice,
  setQuantityToShip,
  setReturnQuantityToReceive,
} from './line/set-quantities.ts'
import { isStored } from './is-stored.ts'
import type { SalesContext, Values } from './sales-context.ts'
import { mustBeOpen } from './test-field.ts'

const assign =
  (column: string): LineTrigger =>
  (line, value) => {
    line[column] = value
  }

/** Only comments are attached, to an earlier line of the document. */
const setAttachedTo: LineTrigger = (line, value, header, { data }) => {
  const sequence = Number(value)
  const parent = documentLines(data, text(header, 'id')).find((other) => other['sequence'] === sequence)
  const own = integer(line, 'sequence')
  if (sequence !== 0 && (parent === undefined || (own !== 0 && own <= sequence))) {
    relationError('Attached to Line No.', names.salesLine, written(value), names.salesLine)
  }
  line['attachedToLineNumber'] = sequence
}

export const lineFields = {
  lineType: { trigger: setLineType },
  objectId: { trigger: setObject },
  description: { trigger: setDescription, free: true },
  description2: { trigger: assign('description2'), free: true },
  attachedToLineNumber: { trigger: setAttachedTo },
  unitOfMeasureCode: { trigger: setUnit },
  variantCode: { trigger: setVariant },
  locationCode: { trigger: setLocation },
  quantity: { trigger: setQuantity },
  quantityToShip: { trigger: setQuantityToShip, free: true },
  quantityToInvoice: { trigger: setQuantityToInvoice, free: true },
  returnQuantityToReceive: { trigger: setReturnQuantityToReceive, free: true },
  unitPrice: { trigger: setUnitPrice },
  discountPercent: { trigger: setDiscountPercent },
  discountAmount: { trigger: setDiscountAmount },
  lineAmount: { trigger: setLineAmount },
  allowInvoiceDiscount: { trigger: setAllowInvoiceDiscount },
  vatProdPostingGroup: { trigger: setVatProdPostingGroup },
  customerPriceGroup: {
    trigger: pricedBy('customerPriceGroup', 'Customer Price Group', names.customerPriceGroup),
  },
  customerDiscountGroup: {
    trigger: pricedBy('customerDiscountGroup', 'Customer Disc. Group', names.customerDiscountGroup),
  },
  workTypeCode: { trigger: pricedBy('workTypeCode', 'Work Type Code', undefined) },
  campaignCode: { trigger: pricedBy('campaignCode', 'Campaign No.', undefined) },
  shipmentDate: { trigger: setShipmentDate },
  requestedDeliveryDate: { trigger: setRequestedDeliveryDate },
  promisedDeliveryDate: { trigger: setPromisedDeliveryDate },
  shippingAgentCode: { trigger: setShippingAgent },
  shippingAgentServiceCode: { trigger: assign('shippingAgentServiceCode') },
  itemReferenceNumber: { trigger: assign('itemReferenceNumber') },
  dimensionSetId: { trigger: assign('dimensionSetId') },
} as const satisfies Readonly<Record<string, LineField>>

export type LineColumn = keyof typeof lineFields

/** A stored line that already has the value stays as it is. */
export function validateLine(draft: Draft, field: LineColumn, value: Scalar, context: SalesContext): void {
  const header = headerOf(context.data, draft)
  belongTo(draft, header)
  if (draft[field] === value && isStored(context.data, names.salesLine, draft)) return
  const { trigger, free }: LineField = lineFields[field]
  if (free !== true && !staysComment(draft, field, value)) mustBeOpen(header)
  trigger(draft, value, header, context)
}

/** Comments may come, change and go in every status. */
const staysComment = (line: Values, field: LineColumn, value: Scalar): boolean =>
  isComment(line) && (field === 'lineType' ? value === 'Comment' : field !== 'objectId' || value === emptyGuid)
