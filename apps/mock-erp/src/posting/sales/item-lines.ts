/** Item lines: what is shipped leaves stock, what is invoiced becomes sales and cost of goods (erp-business-logic, section 3.3). */
import type { Row } from '@koble/odata-server'
import type Big from 'big.js'
import { amount, integer, text } from '../../rules/setup.ts'
import { findAll } from '../../tables/find-all.ts'
import { names } from '../../tables/names.ts'
import { big, canonical, negate } from '../../values/decimal.ts'
import { invoiceMovement } from '../inventory/invoice-movement.ts'
import type { ItemMovement, StockPosting } from '../inventory/item-movement.ts'
import { postMovement } from '../inventory/post-movement.ts'
import { portioner } from '../portioner.ts'
import type { InvoiceAmounts } from './invoice-amounts.ts'
import type { LinePart } from './parts-of-lines.ts'

/** The document that a movement of stock is posted under. */
export interface StockDocument {
  readonly documentType: 'Sales_x0020_Shipment' | 'Sales_x0020_Invoice' | 'Sales_x0020_Credit_x0020_Memo'
  readonly documentNumber: string
  readonly documentId: string
}

/** `amounts`: of a direct invoice or credit memo, which ships and invoices in one. `expectedSales`: of a shipment. */
export interface ItemSale {
  readonly header: Row
  readonly part: LinePart
  readonly item: Row
  readonly document: StockDocument
  readonly amounts?: InvoiceAmounts
  readonly expectedSales?: string
}

export function moveItem(stock: StockPosting, sale: ItemSale): Row {
  const { header, part, item, document, amounts } = sale
  const { line } = part
  const isCredit = document.documentType === 'Sales_x0020_Credit_x0020_Memo'
  const sign = isCredit ? 1 : -1
  const isOrder = document.documentType === 'Sales_x0020_Shipment'
  const movement: ItemMovement = {
    ...document,
    item,
    entryType: 'Sale',
    documentLineNumber: integer(line, 'sequence'),
    orderId: isOrder ? header.id : text(header, 'orderId'),
    externalDocumentNumber: text(header, 'externalDocumentNumber'),
    description: text(line, 'description'),
    quantity: canonical(big(part.shippedBase).times(sign)),
    quantityPerUnit: amount(line, 'quantityPerUnit'),
    unitOfMeasureCode: text(line, 'unitOfMeasureCode'),
    locationCode: text(line, 'locationCode'),
    variantCode: text(line, 'variantCode'),
    sourceType: 'Customer',
    sourceId: text(header, 'customerId'),
    dimensionSetId: integer(line, 'dimensionSetId'),
    genBusPostingGroup: text(line, 'genBusPostingGroup'),
    genProdPostingGroup: text(line, 'genProdPostingGroup'),
    unitCost: unitCostOf(line),
    isInvoiced: amounts !== undefined,
    ...salesOf(sale, isCredit),
    ...(isOrder ? { reservedFor: line.id } : {}),
  }
  return postMovement(stock, movement)
}

/** Of a base unit, in local currency. */
function unitCostOf(line: Row): string {
  const perUnit = big(amount(line, 'quantityPerUnit'))
  return canonical(big(amount(line, 'unitCostLcy')).div(perUnit.eq(0) ? 1 : perUnit))
}

function salesOf(
  { amounts, expectedSales }: ItemSale,
  isCredit: boolean,
): Pick<ItemMovement, 'salesAmount' | 'discountAmount'> {
  if (amounts === undefined) return { salesAmount: expectedSales ?? '0' }
  return {
    salesAmount: isCredit ? negate(amounts.local.amount) : amounts.local.amount,
    discountAmount: discountOf(amounts, isCredit),
  }
}

function discountOf({ local }: InvoiceAmounts, isCredit: boolean): string {
  const discount = canonical(big(local.lineDiscount).plus(local.invoiceDiscount))
  return isCredit ? discount : negate(discount)
}

/** Hands the invoiced quantity of an order line to its shipments, the oldest first, and to their item ledger entries. */
export function invoiceShipped(
  stock: StockPosting,
  header: Row,
  part: LinePart,
  amounts: InvoiceAmounts,
  documentId: string,
): void {
  const sales = portioner(amounts.local.amount, part.invoicedBase)
  const discounts = portioner(discountOf(amounts, false), part.invoicedBase)
  for (const { shipmentLine, quantityBase } of takeFromShipments(stock, header, part)) {
    const entry = text(part.line, 'lineType') === 'Item' ? shippedEntry(stock, shipmentLine) : undefined
    if (entry === undefined) continue
    invoiceMovement(stock, entry, {
      quantity: negate(quantityBase),
      documentType: 'Sales_x0020_Invoice',
      documentId,
      salesAmount: sales(quantityBase),
      discountAmount: discounts(quantityBase),
    })
  }
}

interface Taken {
  readonly shipmentLine: Row
  readonly quantityBase: string
}

function takeFromShipments({ posting }: StockPosting, header: Row, part: LinePart): Taken[] {
  const { data } = posting
  const taken: Taken[] = []
  let [left, leftBase] = [big(part.invoiced), big(part.invoicedBase)]
  const lines = findAll(data, names.salesShipmentLine, { orderId: header.id })
    .filter((row) => row['orderLineNumber'] === part.line['sequence'])
    .toSorted((one, other) => (text(one, 'shipmentNumber') < text(other, 'shipmentNumber') ? -1 : 1))
  for (const shipmentLine of lines) {
    const open = big(amount(shipmentLine, 'quantity')).minus(amount(shipmentLine, 'invoicedQuantity'))
    const openBase = big(amount(shipmentLine, 'quantityBase')).minus(amount(shipmentLine, 'invoicedQuantityBase'))
    if (open.eq(0) || left.eq(0)) continue
    const isAll = left.abs().gte(open.abs())
    const [quantity, base] = isAll ? [open, openBase] : [left, leftBase]
    data.update(names.salesShipmentLine, shipmentLine.id, {
      invoicedQuantity: plus(shipmentLine, 'invoicedQuantity', quantity),
      invoicedQuantityBase: plus(shipmentLine, 'invoicedQuantityBase', base),
    })
    left = left.minus(quantity)
    leftBase = leftBase.minus(base)
    taken.push({ shipmentLine, quantityBase: canonical(base) })
  }
  return taken
}

const plus = (row: Row, column: string, value: Big): string => canonical(big(amount(row, column)).plus(value))

function shippedEntry({ posting }: StockPosting, shipmentLine: Row): Row | undefined {
  const documentNumber = text(shipmentLine, 'shipmentNumber')
  for (const entry of posting.data.find(names.itemLedgerEntry, { documentNumber })) {
    if (entry['documentLineNumber'] === shipmentLine['orderLineNumber']) return entry
  }
  return undefined
}
