/** What the lines of all sales documents of API v2.0 have in common (business-central-api.json; business-central-protocol, section 13.3). */
import type { NavigationDefinition, PropertyDefinition, Row } from '@koble/odata-server'
import { byCode, byId } from '../../sets/navigation.ts'
import { bool, codeField, computed, date, decimal, readOnly, systemId, text } from '../../sets/properties.ts'
import { lineField } from '../../sets/sales/line-field.ts'
import { grossFigures, invoiceDiscountAllocation, netFigures } from '../../sets/sales/line-figures.ts'
import { accountId, itemId, lineObjectNumber, lineType } from '../../sets/sales/line-object.ts'
import {
  itemVariantId,
  locationId,
  unitOfMeasureCode,
  unitOfMeasureId,
  variantOf,
} from '../../sets/sales/line-pairs.ts'
import { setByPosting } from '../../sets/sales/line-quantities.ts'
import { documentId, sequence } from '../../sets/sales/line-rules.ts'
import { names } from '../../tables/names.ts'
import { discountBeforeTaxOfLine } from './discount-before-tax.ts'

type Properties = Readonly<Record<string, PropertyDefinition>>

/** A VAT product posting group is written, the VAT identifier is read. */
const taxCode: PropertyDefinition = {
  ...lineField('vatProdPostingGroup', codeField(50)),
  get: (row) => row['vatIdentifier'] ?? '',
}

const quantity = lineField('quantity', decimal())
const unitPrice = lineField('unitPrice', decimal())

const beforePrice = (sequenceName: string): Properties => ({
  id: systemId,
  documentId,
  sequence: sequence(sequenceName),
  itemId,
  accountId,
  lineType,
  lineObjectNumber,
  description: lineField('description', text(100)),
  description2: lineField('description2', text(50)),
  unitOfMeasureId,
  unitOfMeasureCode,
})

const afterPrice: Properties = {
  discountAmount: lineField('discountAmount', decimal()),
  discountPercent: lineField('discountPercent', decimal()),
  discountAppliedBeforeTax: computed(bool(), discountBeforeTaxOfLine),
  amountExcludingTax: grossFigures.amountExcludingTax,
  taxCode,
  taxPercent: readOnly(decimal()),
  totalTaxAmount: grossFigures.totalTaxAmount,
  amountIncludingTax: grossFigures.amountIncludingTax,
}

const shipmentDate = lineField('shipmentDate', date())
const places: Properties = { itemVariantId, locationId }

export const quoteLineProperties: Properties = {
  ...beforePrice('sequence'),
  unitPrice,
  quantity,
  ...afterPrice,
  ...netFigures,
  ...places,
}

export const orderLineProperties: Properties = {
  ...beforePrice('sequence'),
  quantity,
  unitPrice,
  ...afterPrice,
  invoiceDiscountAllocation,
  ...netFigures,
  shipmentDate,
  shippedQuantity: setByPosting('shippedQuantity'),
  invoicedQuantity: setByPosting('invoicedQuantity'),
  invoiceQuantity: lineField('quantityToInvoice', decimal()),
  shipQuantity: lineField('quantityToShip', decimal()),
  ...places,
}

export const invoiceLineProperties: Properties = {
  ...beforePrice('"sequence"'),
  quantity,
  unitPrice,
  ...afterPrice,
  invoiceDiscountAllocation,
  ...netFigures,
  shipmentDate,
  ...places,
}

export const creditMemoLineProperties: Properties = {
  ...beforePrice('sequence'),
  unitPrice,
  quantity,
  ...afterPrice,
  invoiceDiscountAllocation,
  ...netFigures,
  shipmentDate,
  ...places,
}

const objectOfType = (target: string, table: string, type: string): NavigationDefinition => ({
  target,
  readOnly: true,
  rows: (row: Row, { data }) => {
    const found = row['lineType'] === type ? data.get(table, String(row['objectId'])) : undefined
    return found === undefined ? [] : [found]
  },
})

/** `document`: the entity's name of the header, and its set. */
export const lineNavigation = (document: string, set: string): Readonly<Record<string, NavigationDefinition>> => ({
  [document]: byId(set, names.salesHeader, 'documentId'),
  item: objectOfType('items', names.item, 'Item'),
  account: objectOfType('accounts', names.account, 'Account'),
  unitOfMeasure: byCode('unitsOfMeasure', names.unit, 'unitOfMeasureCode'),
  itemVariant: {
    target: 'itemVariants',
    readOnly: true,
    rows: (row, { data }) => {
      const variant = variantOf(row, data)
      return variant === undefined ? [] : [variant]
    },
  },
  location: byCode('locations', names.location, 'locationCode'),
})
