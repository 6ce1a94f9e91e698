/** Read-only pages on documents whose properties are named like the ERP's fields: which column each shows. */
import type { PropertyDefinition, ReadContext, Row } from '@koble/odata-server'
import { text as textOf } from '../../rules/setup.ts'
import { lineObject } from '../../sales/line/line-object.ts'
import { names } from '../../tables/names.ts'
import { choice, codeField, computed, date, decimal, integer, readOnly, text } from '../properties.ts'
import { tableLineType, tableLineTypes } from './line-members.ts'

export const shown = (column: string, property: PropertyDefinition): PropertyDefinition => ({
  ...readOnly(property),
  column,
})

type Properties = Readonly<Record<string, PropertyDefinition>>

const numberOf =
  (table: string, column: string) =>
  (row: Row, { data }: ReadContext): string =>
    textOf(data.get(table, textOf(row, column)) ?? {}, 'number')

export const customerNumber = (column: string): PropertyDefinition =>
  computed(codeField(20), numberOf(names.customer, column))

export const contactNumber: PropertyDefinition = computed(codeField(20), numberOf(names.contact, 'contactId'))

export const documentStatus: PropertyDefinition = shown(
  'status',
  choice('salesDocumentStatus', ['Open', 'Released', 'Pending_x0020_Approval', 'Pending_x0020_Prepayment']),
)

type Address = 'sellTo' | 'billTo' | 'shipTo'

/** `sellToAddress`, `sellToCounty`, ...: address parts under the fields' own names. */
export const fieldNamedAddress = (prefix: Address): Properties => ({
  [`${prefix}Address`]: shown(`${prefix}AddressLine1`, text(100)),
  [`${prefix}Address2`]: shown(`${prefix}AddressLine2`, text(50)),
  [`${prefix}City`]: shown(`${prefix}City`, text(30)),
  [`${prefix}CountryRegionCode`]: shown(`${prefix}Country`, codeField(10)),
  [`${prefix}County`]: shown(`${prefix}State`, text(30)),
  [`${prefix}PostCode`]: shown(`${prefix}PostCode`, codeField(20)),
})

/** The object of a line, as the table calls its type. */
export const fieldNamedObject: Properties = {
  lineType: computed(choice('salesLineType', tableLineTypes), (row) => tableLineType(textOf(row, 'lineType'))),
  lineObjectNumber: computed(codeField(20), (row, { data }) => textOf(lineObject(data, row) ?? {}, 'number')),
}

/** Lines of blanket and return orders and of archived documents. */
export const fieldNamedLine: Properties = {
  sequence: shown('sequence', integer()),
  ...fieldNamedObject,
  description: shown('description', text(100)),
  description2: shown('description2', text(50)),
  unitOfMeasureCode: shown('unitOfMeasureCode', codeField(10)),
  quantity: shown('quantity', decimal()),
  unitPrice: shown('unitPrice', decimal()),
  lineDiscountPercent: shown('discountPercent', decimal()),
  lineDiscountAmount: shown('discountAmount', decimal()),
  lineAmount: shown('lineAmount', decimal()),
}

export const shownDate = (column: string): PropertyDefinition => shown(column, date())
export const shownCode = (column: string, length: number): PropertyDefinition => shown(column, codeField(length))
export const shownText = (column: string, length: number): PropertyDefinition => shown(column, text(length))
export const shownDecimal = (column: string): PropertyDefinition => shown(column, decimal())
