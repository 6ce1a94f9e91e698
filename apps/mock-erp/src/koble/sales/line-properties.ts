/** Lines of quotes and orders of Koble's pages (docs/koble-api-pages.md, "salesQuoteLines, salesOrderLines"). */
import type { PropertyDefinition } from '@koble/odata-server'
import { reservedOf } from '../../availability/reserved-quantities.ts'
import { amount, text as textOf } from '../../rules/setup.ts'
import { notInvoiced } from '../../sales/line/line-quantities.ts'
import {
  bool,
  codeField,
  computed,
  date,
  decimal,
  integer,
  readOnly,
  systemFields,
  systemId,
  text,
} from '../../sets/properties.ts'
import { lineField } from '../../sets/sales/line-field.ts'
import { grossFigures, netFigures } from '../../sets/sales/line-figures.ts'
import { accountId, itemId, lineObjectNumber, lineType, resourceId } from '../../sets/sales/line-object.ts'
import {
  itemVariantCode,
  itemVariantId,
  locationCode,
  locationId,
  unitOfMeasureCode,
  unitOfMeasureId,
} from '../../sets/sales/line-pairs.ts'
import { documentId, sequence } from '../../sets/sales/line-rules.ts'
import { completelyShipped } from '../../sets/sales/shipping.ts'
import { names } from '../../tables/names.ts'
import { big, canonical, roundTo } from '../../values/decimal.ts'
import { numberOf } from './shown-number.ts'

type Properties = Readonly<Record<string, PropertyDefinition>>

const onlyNew = (property: PropertyDefinition): PropertyDefinition => ({ ...property, readOnly: 'afterInsert' })
const dateField = (column: Parameters<typeof lineField>[0]): PropertyDefinition => lineField(column, date())

const before: Properties = {
  id: systemId,
  documentId,
  documentNumber: numberOf(names.salesHeader, 'documentId'),
  sequence: sequence('sequence'),
  lineType: onlyNew(lineType),
  lineObjectNumber,
  itemId: onlyNew(itemId),
  resourceId: onlyNew(resourceId),
  accountId: onlyNew(accountId),
  description: lineField('description', text(100)),
  description2: lineField('description2', text(50)),
  attachedToLineNumber: lineField('attachedToLineNumber', integer()),
  itemVariantCode,
  itemVariantId,
  locationCode,
  locationId,
  unitOfMeasureCode,
  unitOfMeasureId,
  quantityPerUnitOfMeasure: { ...readOnly(decimal()), column: 'quantityPerUnit' },
  quantity: lineField('quantity', decimal()),
  unitPrice: lineField('unitPrice', decimal()),
  discountPercent: lineField('discountPercent', decimal()),
  discountAmount: lineField('discountAmount', decimal()),
  lineAmount: lineField('lineAmount', decimal()),
  allowInvoiceDiscount: lineField('allowInvoiceDiscount', bool()),
  taxCode: lineField('vatProdPostingGroup', codeField(20)),
  taxPercent: readOnly(decimal()),
  ...grossFigures,
  invoiceDiscountAmount: readOnly(decimal()),
  ...netFigures,
  unitCostLcy: readOnly(decimal()),
  shipmentDate: dateField('shipmentDate'),
  requestedDeliveryDate: dateField('requestedDeliveryDate'),
  promisedDeliveryDate: dateField('promisedDeliveryDate'),
  plannedShipmentDate: readOnly(date()),
  plannedDeliveryDate: readOnly(date()),
  shippingAgentCode: lineField('shippingAgentCode', codeField(10)),
  shippingAgentServiceCode: lineField('shippingAgentServiceCode', codeField(10)),
  outstandingQuantity: readOnly(decimal()),
  outstandingAmount: readOnly(decimal()),
}

export const quoteLineProperties: Properties = { ...before, ...systemFields }

/** In the line's unit. */
const reservedQuantity: PropertyDefinition = computed(decimal(), (row, { data }) => {
  const perUnit = big(amount(row, 'quantityPerUnit'))
  return perUnit.eq(0) ? '0' : canonical(roundTo(reservedOf(data, row.id).div(perUnit), '0.00001'))
})

export const orderLineProperties: Properties = {
  ...before,
  shippedQuantity: readOnly(decimal()),
  invoicedQuantity: readOnly(decimal()),
  shippedNotInvoicedQuantity: computed(decimal(), (row) => notInvoiced(row)),
  shippedNotInvoicedAmount: { ...readOnly(decimal()), column: 'shippedNotInvoiced' },
  quantityToShip: lineField('quantityToShip', decimal()),
  quantityToInvoice: lineField('quantityToInvoice', decimal()),
  reservedQuantity,
  completelyShipped: computed(bool(), (row) => textOf(row, 'lineType') !== 'Comment' && completelyShipped(row)),
  ...systemFields,
}
