/** Items of a purchase: what is received comes into stock at its expected cost, the invoice brings the real one (erp-business-logic, sections 3.3 and 6.5). */
import type { Row } from '@koble/odata-server'
import { moveReservation } from '../../availability/reservations.ts'
import { amount, integer, setupRow, text } from '../../rules/setup.ts'
import { findAll } from '../../tables/find-all.ts'
import { names } from '../../tables/names.ts'
import { big, canonical, roundTo } from '../../values/decimal.ts'
import { invoiceMovement } from '../inventory/invoice-movement.ts'
import type { StockPosting } from '../inventory/item-movement.ts'
import { postMovement } from '../inventory/post-movement.ts'
import { portioner } from '../portioner.ts'
import type { InvoiceAmounts } from '../sales/invoice-amounts.ts'
import type { PurchasePart } from './parts-of-lines.ts'

export function receiveItem(stock: StockPosting, header: Row, part: PurchasePart, item: Row, receipt: Row): void {
  const { line } = part
  const cost = canonical(roundTo(big(part.received).times(amount(line, 'unitCostLcy'))))
  const entry = postMovement(stock, {
    item,
    entryType: 'Purchase',
    documentType: 'Purchase_x0020_Receipt',
    documentNumber: text(receipt, 'number'),
    documentId: receipt.id,
    documentLineNumber: integer(line, 'sequence'),
    orderId: header.id,
    externalDocumentNumber: text(header, 'vendorInvoiceNumber'),
    description: text(line, 'description'),
    quantity: part.receivedBase,
    quantityPerUnit: amount(line, 'quantityPerUnit'),
    unitOfMeasureCode: text(line, 'unitOfMeasureCode'),
    locationCode: text(line, 'locationCode'),
    variantCode: text(line, 'variantCode'),
    sourceType: 'Vendor',
    sourceId: text(header, 'vendorId'),
    dimensionSetId: integer(line, 'dimensionSetId'),
    genBusPostingGroup: text(line, 'genBusPostingGroup'),
    genProdPostingGroup: text(line, 'genProdPostingGroup'),
    unitCost: unitCostOf(stock, cost, part.receivedBase),
    cost,
    purchaseAmount: cost,
    isInvoiced: false,
  })
  moveReservation(stock.posting.data, line.id, entry)
}

function unitCostOf({ posting }: StockPosting, cost: string, quantityBase: string): string {
  const precision = amount(setupRow(posting.data), 'unitAmountRoundingPrecision')
  return canonical(roundTo(big(cost).div(quantityBase), precision))
}

/** Hands the invoiced quantity of an order line to its receipts, the oldest first, and the item its last direct cost. */
export function invoiceReceived(
  stock: StockPosting,
  header: Row,
  part: PurchasePart,
  amounts: InvoiceAmounts,
  documentId: string,
): void {
  const { data } = stock.posting
  const costs = portioner(amounts.local.amount, part.invoicedBase)
  for (const { receiptLine, quantityBase } of takeFromReceipts(stock, header, part)) {
    const entry = part.line['lineType'] === 'Item' ? receivedEntry(stock, receiptLine) : undefined
    if (entry === undefined) continue
    const cost = costs(quantityBase)
    invoiceMovement(stock, entry, {
      quantity: quantityBase,
      documentType: 'Purchase_x0020_Invoice',
      documentId,
      purchaseAmount: cost,
      cost,
    })
    data.update(names.item, text(entry, 'itemId'), { lastDirectCost: unitCostOf(stock, cost, quantityBase) })
  }
}

interface Taken {
  readonly receiptLine: Row
  readonly quantityBase: string
}

function takeFromReceipts({ posting }: StockPosting, header: Row, part: PurchasePart): Taken[] {
  const { data } = posting
  const taken: Taken[] = []
  let [left, leftBase] = [big(part.invoiced), big(part.invoicedBase)]
  const receipts = findAll(data, names.purchaseReceipt, { orderId: header.id })
    .toSorted((one, other) => (text(one, 'number') < text(other, 'number') ? -1 : 1))
    .flatMap((receipt) => findAll(data, names.purchaseReceiptLine, { documentId: receipt.id }))
  for (const receiptLine of receipts) {
    const rest = (quantity: string, invoiced: string) =>
      big(amount(receiptLine, quantity)).minus(amount(receiptLine, invoiced))
    const [open, openBase] = [rest('quantity', 'invoicedQuantity'), rest('quantityBase', 'invoicedQuantityBase')]
    if (receiptLine['orderLineNumber'] !== part.line['sequence'] || open.eq(0) || left.eq(0)) continue
    const [quantity, base] = left.abs().gte(open.abs()) ? [open, openBase] : [left, leftBase]
    data.update(names.purchaseReceiptLine, receiptLine.id, {
      invoicedQuantity: canonical(big(amount(receiptLine, 'invoicedQuantity')).plus(quantity)),
      invoicedQuantityBase: canonical(big(amount(receiptLine, 'invoicedQuantityBase')).plus(base)),
    })
    left = left.minus(quantity)
    leftBase = leftBase.minus(base)
    taken.push({ receiptLine, quantityBase: canonical(base) })
  }
  return taken
}

function receivedEntry({ posting }: StockPosting, receiptLine: Row): Row | undefined {
  const { data } = posting
  const receipt = data.get(names.purchaseReceipt, text(receiptLine, 'documentId'))
  for (const entry of data.find(names.itemLedgerEntry, { documentNumber: text(receipt ?? {}, 'number') })) {
    if (entry['documentLineNumber'] === receiptLine['orderLineNumber']) return entry
  }
  return undefined
}
