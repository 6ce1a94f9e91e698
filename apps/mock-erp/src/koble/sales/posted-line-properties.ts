/** Lines of shipments, posted invoices and posted credit memos of Koble's pages (docs/koble-api-pages.md). */
import type { NavigationDefinition, PropertyDefinition } from '@koble/odata-server'
import { amount, integer as integerOf } from '../../rules/setup.ts'
import { byId } from '../../sets/navigation.ts'
import { codeField, computed, decimal, guid, integer, readOnly, systemFields, systemId } from '../../sets/properties.ts'
import { readOnlyProperties } from '../../sets/sales/addresses.ts'
import { grossFigures, netFigures } from '../../sets/sales/line-figures.ts'
import { accountId, itemId, lineType, resourceId, shownObjectNumber } from '../../sets/sales/line-object.ts'
import {
  itemVariantCode,
  itemVariantId,
  locationCode,
  locationId,
  unitOfMeasureCode,
  unitOfMeasureId,
} from '../../sets/sales/line-pairs.ts'
import { shown, shownDate, shownDecimal, shownText } from '../../sets/sales/shown-columns.ts'
import { big, canonical } from '../../values/decimal.ts'
import { numberOf } from './shown-number.ts'

type Properties = Readonly<Record<string, PropertyDefinition>>

/** `documents`: the table of the headers. */
const before = (documents: string): Properties => ({
  id: readOnly(systemId),
  documentId: readOnly(guid()),
  documentNumber: numberOf(documents, 'documentId'),
  sequence: shown('sequence', integer()),
  ...readOnlyProperties({ lineType, lineObjectNumber: shownObjectNumber, itemId, resourceId, accountId }),
  description: shownText('description', 100),
  description2: shownText('description2', 50),
  attachedToLineNumber: shown('attachedToLineNumber', integer()),
  ...readOnlyProperties({
    itemVariantCode,
    itemVariantId,
    locationCode,
    locationId,
    unitOfMeasureCode,
    unitOfMeasureId,
  }),
  quantityPerUnitOfMeasure: shownDecimal('quantityPerUnit'),
  quantity: shownDecimal('quantity'),
  unitPrice: shownDecimal('unitPrice'),
  discountPercent: shownDecimal('discountPercent'),
  taxPercent: shownDecimal('taxPercent'),
  shipmentDate: shownDate('shipmentDate'),
  orderId: readOnly(guid()),
  orderNumber: readOnly(codeField(20)),
  orderLineSequence: computed(integer(), (row) => integerOf(row, 'orderLineNumber')),
  orderLineId: readOnly(guid()),
})

export const shipmentLineProperties = (documents: string): Properties => ({
  ...before(documents),
  invoicedQuantity: shownDecimal('invoicedQuantity'),
  shippedNotInvoicedQuantity: computed(decimal(), (row) =>
    canonical(big(amount(row, 'quantity')).minus(amount(row, 'invoicedQuantity'))),
  ),
  ...systemFields,
})

export const invoicedLineProperties = (documents: string): Properties => ({
  ...before(documents),
  discountAmount: shownDecimal('discountAmount'),
  lineAmount: shownDecimal('lineAmount'),
  ...grossFigures,
  invoiceDiscountAmount: shownDecimal('invoiceDiscountAmount'),
  ...netFigures,
  shipmentNumber: readOnly(codeField(20)),
  ...systemFields,
})

export const documentNavigation = (
  document: string,
  set: string,
  documents: string,
): Readonly<Record<string, NavigationDefinition>> => ({ [document]: byId(set, documents, 'documentId') })
