/**
 * A new transfer order: goods go from one location to another, over an in-transit location or directly. API v2.0 only reads them (business-central-api.json), so
 * seeds, operations and Koble's own actions make them here.
 */
import type { Draft, Reader, Row, WriteContext } from '@koble/odata-server'
import { documentDimensions } from '../rules/document-dimensions.ts'
import { itemUnitSize } from '../rules/item-unit-size.ts'
import { drawNumber, series } from '../rules/number-series.ts'
import { dialogError, fieldError, mustHaveValue, relationError } from '../rules/refusals.ts'
import { integer, text, workDate } from '../rules/setup.ts'
import { insertRow } from '../tables/insert-row.ts'
import { names } from '../tables/names.ts'
import { decodeMember } from '../values/enum-name.ts'
import { big } from '../values/decimal.ts'
import { setTransferQuantity } from './transfer-quantities.ts'

export interface TransferOrder {
  readonly transferFromCode: string
  readonly transferToCode: string
  /** Needed unless the transfer is direct. */
  readonly inTransitCode?: string
  readonly directTransfer?: boolean
  /** Default: the work date; the receipt on the day of the shipment. */
  readonly shipmentDate?: string
  readonly receiptDate?: string
  readonly externalDocumentNumber?: string
  readonly lines: readonly TransferOrderLine[]
}

export interface TransferOrderLine {
  readonly itemId: string
  readonly quantity: string
  /** Default: the item's base unit. */
  readonly unitOfMeasureCode?: string
  readonly variantCode?: string
}

type Context = Pick<WriteContext, 'data' | 'clock'>

export function createTransferOrder(order: TransferOrder, context: Context): Row {
  const header = insertRow(context.data, names.transferHeader, newTransferHeader(order, context))
  for (const [at, line] of order.lines.entries()) {
    insertRow(context.data, names.transferLine, newTransferLine(line, header, (at + 1) * 10_000, context))
  }
  return header
}

/** Number, addresses, dates and dimensions of a new order. */
export function newTransferHeader(order: Omit<TransferOrder, 'lines'>, { data, clock }: Context): Draft {
  const isTaken = (number: string): boolean => data.lookup(names.transferHeader, ['number'], [number]) !== undefined
  const number = drawNumber(data, series.transferOrder, isTaken)
  const { transferFromCode, transferToCode, directTransfer = false } = order
  if (transferFromCode === transferToCode) {
    dialogError(`Transfer-from Code and Transfer-to Code cannot be the same in Transfer Header ${number}.`)
  }
  const [from, to] = [
    locationOf(transferFromCode, 'Transfer-from Code', number, data),
    locationOf(transferToCode, 'Transfer-to Code', number, data),
  ]
  const inTransitCode = directTransfer ? '' : inTransitOf(order.inTransitCode ?? '', number, data)
  const today = workDate(clock)
  const shipmentDate = order.shipmentDate ?? today
  const sources = [from, to].map((parent) => ({ parentType: 'Location', parent }) as const)
  return {
    number,
    status: 'Open',
    transferFromCode,
    transferToCode,
    inTransitCode,
    directTransfer,
    ...addressOf(from, 'transferFrom'),
    ...addressOf(to, 'transferTo'),
    externalDocumentNumber: order.externalDocumentNumber ?? '',
    shippingAdvice: 'Partial',
    postingDate: today,
    shipmentDate,
    receiptDate: order.receiptDate ?? shipmentDate,
    dimensionSetId: documentDimensions(data, sources),
  }
}

/** Goods are kept there: no place of passage. */
function locationOf(code: string, field: string, number: string, data: Reader): Row {
  if (code === '') mustHaveValue(field, names.transferHeader, `No.=${number}`)
  const location = data.lookup(names.location, ['code'], [code])
  if (location === undefined || location['useAsInTransit'] === true) {
    return relationError(field, names.transferHeader, code, names.location)
  }
  return location
}

function inTransitOf(code: string, number: string, data: Reader): string {
  if (code === '') mustHaveValue('In-Transit Code', names.transferHeader, `No.=${number}`)
  const location = data.lookup(names.location, ['code'], [code])
  return location?.['useAsInTransit'] === true
    ? code
    : relationError('In-Transit Code', names.transferHeader, code, names.location)
}

export function newTransferLine(
  line: TransferOrderLine,
  header: Row,
  sequence: number,
  { data }: Pick<Context, 'data'>,
): Draft {
  const item = data.get(names.item, line.itemId) ?? dialogError('Item does not exist.')
  checkItem(item)
  const unitOfMeasureCode = line.unitOfMeasureCode ?? text(item, 'baseUnitOfMeasureCode')
  const variantCode = line.variantCode ?? ''
  if (variantCode !== '' && data.lookup(names.itemVariant, ['itemId', 'code'], [item.id, variantCode]) === undefined) {
    relationError('Variant Code', names.transferLine, variantCode, names.itemVariant)
  }
  const draft: Draft = {
    documentId: header.id,
    sequence,
    itemId: item.id,
    variantCode,
    description: text(item, 'displayName'),
    description2: text(item, 'displayName2'),
    unitOfMeasureCode,
    quantityPerUnit: itemUnitSize(data, item, unitOfMeasureCode),
    itemCategoryCode: text(item, 'itemCategoryCode'),
    inventoryPostingGroup: text(item, 'inventoryPostingGroup'),
    genProdPostingGroup: text(item, 'genProdPostingGroup'),
    dimensionSetId: documentDimensions(data, [{ parentType: 'Item', parent: item }], integer(header, 'dimensionSetId')),
  }
  for (const column of HEADER_COLUMNS) draft[column] = header[column] ?? null
  if (!big(line.quantity).gt(0)) fieldError(`The value must be greater than or equal to 0. Value: ${line.quantity}.`)
  setTransferQuantity(draft, line.quantity)
  return draft
}

const HEADER_COLUMNS = [
  'transferFromCode',
  'transferToCode',
  'inTransitCode',
  'directTransfer',
  'shipmentDate',
  'receiptDate',
] as const

/** Only goods that are stocked can be somewhere else. */
function checkItem(item: Row): void {
  const key = `No.=${text(item, 'number')}`
  if (item['blocked'] === true) fieldError(`Blocked must be equal to 'No' in Item: ${key}. Current value is 'Yes'.`)
  if (item['type'] !== 'Inventory') {
    fieldError(
      `Type must be equal to 'Inventory'  in Item: ${key}. Current value is '${decodeMember(text(item, 'type'))}'.`,
    )
  }
}

const addressOf = (location: Row, prefix: string): Draft => ({
  [`${prefix}Name`]: text(location, 'displayName'),
  [`${prefix}Contact`]: text(location, 'contact'),
  [`${prefix}AddressLine1`]: text(location, 'addressLine1'),
  [`${prefix}AddressLine2`]: text(location, 'addressLine2'),
  [`${prefix}City`]: text(location, 'city'),
  [`${prefix}Country`]: text(location, 'country'),
  [`${prefix}State`]: text(location, 'state'),
  [`${prefix}PostCode`]: text(location, 'postalCode'),
})
