/** A purchase order written without the API, through the same triggers: seeds, tests of postings. */
import type { Draft, Row, WriteContext } from '@koble/odata-server'
import { drawNumber, series } from '../rules/number-series.ts'
import { workDate } from '../rules/setup.ts'
import { insertRow } from '../tables/insert-row.ts'
import { names } from '../tables/names.ts'
import { setFactor, setLocation, setDueDate, setVendor } from './header-fields.ts'
import { setAmounts } from './line-amounts.ts'
import { setItem, setUnit } from './line-object.ts'
import { setQuantity } from './line-quantities.ts'

export interface PurchaseOrder {
  readonly vendor: Row
  /** Order, document and posting date. Default: the work date. */
  readonly date?: string
  readonly expectedReceiptDate?: string
  readonly vendorInvoiceNumber?: string
  readonly locationCode?: string
  readonly lines: readonly PurchaseOrderLine[]
}

export interface PurchaseOrderLine {
  readonly item: Row
  readonly quantity: string
  /** Default: the item's purchase unit. */
  readonly unitOfMeasureCode?: string
  /** Default: what the item cost last. */
  readonly directUnitCost?: string
  /** Default: the order's. */
  readonly locationCode?: string
}

type Context = Pick<WriteContext, 'data' | 'newId' | 'clock'>

export function createPurchaseOrder(order: PurchaseOrder, context: Context): Row {
  const { data, newId, clock } = context
  const date = order.date ?? workDate(clock)
  const number = drawNumber(data, series.purchaseOrder, () => false)
  const draft: Draft = {
    id: newId(),
    documentType: 'Order',
    number,
    status: 'Open',
    orderDate: date,
    documentDate: date,
    postingDate: date,
    requestedReceiptDate: order.expectedReceiptDate ?? date,
    expectedReceiptDate: order.expectedReceiptDate ?? date,
    vendorInvoiceNumber: order.vendorInvoiceNumber ?? '',
    invoiceDiscountCalculation: 'None',
    postingDescription: `Order ${number}`,
  }
  setVendor(draft, order.vendor, { data })
  setFactor(draft, data)
  setDueDate(draft, data)
  if (order.locationCode !== undefined) setLocation(draft, order.locationCode, data)
  const header = insertRow(data, names.purchaseHeader, draft)
  for (const [at, line] of order.lines.entries()) insertLine(line, header, (at + 1) * 10_000, context)
  return header
}

function insertLine(line: PurchaseOrderLine, header: Row, sequence: number, { data, newId }: Context): void {
  const draft: Draft = { id: newId(), documentId: header.id, documentType: 'Order', sequence }
  setItem(draft, line.item, header, data)
  if (line.unitOfMeasureCode !== undefined) setUnit(draft, line.item, line.unitOfMeasureCode, header, data)
  if (line.directUnitCost !== undefined) draft['directUnitCost'] = line.directUnitCost
  if (line.locationCode !== undefined) draft['locationCode'] = line.locationCode
  setQuantity(draft, line.quantity)
  setAmounts(draft, header, data)
  insertRow(data, names.purchaseLine, draft)
}
