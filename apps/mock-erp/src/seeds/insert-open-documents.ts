/** Writes what is under way at the demo company through the rules of documents and real posting. */
import type { Row } from '@koble/odata-server'
import { emptyGuid } from '@koble/odata-server'
import { postPurchase } from '../posting/post-purchase.ts'
import { postSales } from '../posting/post-sales.ts'
import { postTransfer } from '../posting/post-transfer.ts'
import type { PostingContext } from '../posting/posting-context.ts'
import { createPurchaseOrder } from '../purchases/create-purchase-order.ts'
import { setQuantityToInvoice, setQuantityToReceive } from '../purchases/line-quantities.ts'
import { linesOf } from '../purchases/lines-of.ts'
import { drawNumber, series } from '../rules/number-series.ts'
import { text } from '../rules/setup.ts'
import type { DocumentType } from '../sales/document-kinds.ts'
import { documentLines } from '../sales/document-context.ts'
import { documentWriter, type LineFields } from '../sales/document-writer.ts'
import { releaseSales } from '../sales/release.ts'
import { findAll } from '../tables/find-all.ts'
import { insertRow } from '../tables/insert-row.ts'
import { names } from '../tables/names.ts'
import { createTransferOrder } from '../transfers/create-transfer-order.ts'
import { itemByNumber } from './demo-masters.ts'
import {
  demoDrafts,
  demoOpportunities,
  demoOrders,
  demoPurchases,
  demoQuotes,
  demoTransfers,
  type DemoDocument,
  type DemoLine,
} from './demo-open-documents.ts'

export function insertOpenDocuments(context: PostingContext, customers: readonly Row[]): void {
  for (const purchase of demoPurchases) insertPurchase(context, purchase)
  for (const transfer of demoTransfers) insertTransfer(context, transfer)
  for (const quote of demoQuotes) insertQuote(context, quote, customers)
  for (const order of demoOrders) insertOrder(context, order, customers)
  for (const draft of demoDrafts) insertSales(context, draft.kind, draft, customers)
  insertOpportunities(context, customers)
}

function insertSales(
  context: PostingContext,
  kind: DocumentType,
  document: DemoDocument,
  customers: readonly Row[],
): Row {
  const customer = customers[document.customer]
  if (customer === undefined) throw new Error(`The demo company has no customer ${document.customer}.`)
  const write = documentWriter(context)
  const { date, requested = date, reference = '', note = '', location = 'MAIN' } = document
  const header = write.insert(
    kind,
    {
      customerId: customer.id,
      orderDate: date,
      documentDate: date,
      ...(kind === 'Quote' ? {} : { postingDate: date }),
      yourReference: reference,
      workDescription: note,
      locationCode: location,
      ...(kind === 'Credit_x0020_Memo' ? {} : { shipmentDate: requested }),
      requestedDeliveryDate: document.requested ?? '0001-01-01',
    },
    document.lines.map((line) => lineOf(context, line)),
  )
  return document.discount === undefined ? header : write.discount(header, document.discount)
}

function lineOf({ data }: PostingContext, [number, quantity, unit]: DemoLine): LineFields {
  const object = (table: string): string => data.lookup(table, ['number'], [number])?.id ?? ''
  if (number.startsWith('R')) return { lineType: 'Resource', objectId: object(names.resource), quantity }
  if (number.startsWith('4')) return { lineType: 'Account', objectId: object(names.account), quantity, unitPrice: '38' }
  const item = { lineType: 'Item', objectId: object(names.item) } as const
  return unit === undefined ? { ...item, quantity } : { ...item, unitOfMeasureCode: unit, quantity }
}

function insertQuote(context: PostingContext, quote: (typeof demoQuotes)[number], customers: readonly Row[]): void {
  const header = insertSales(context, 'Quote', quote, customers)
  const write = documentWriter(context)
  write.change(header, { validUntilDate: '2026-12-31' })
  if (quote.state !== undefined) write.change(header, { sentDate: `${quote.date}T14:30:00.000Z` })
  if (quote.state === 'Accepted') write.change(header, { acceptedDate: '2026-11-19' })
}

function insertOrder(context: PostingContext, order: DemoDocument, customers: readonly Row[]): void {
  const { data } = context
  const header = insertSales(context, 'Order', order, customers)
  const current = (): Row => data.get(names.salesHeader, header.id) ?? header
  const write = documentWriter(context)
  const set = (column: 'quantityToShip' | 'quantityToInvoice', place: 3 | 4): void => {
    for (const [at, line] of documentLines(data, header.id).entries()) {
      write.changeLine(line, { [column]: order.lines[at]?.[place] ?? '0' })
    }
  }
  if (order.released === true) releaseSales(data, current(), context.clock)
  if (order.lines.some(([, , , shipped = '0']) => shipped !== '0')) {
    set('quantityToShip', 3)
    postSales(current(), { ship: true, invoice: false }, context)
  }
  if (!order.lines.some(([, , , , invoiced = '0']) => invoiced !== '0')) return
  set('quantityToInvoice', 4)
  postSales(current(), { ship: false, invoice: true }, context)
}

function insertPurchase(context: PostingContext, purchase: (typeof demoPurchases)[number]): void {
  const { data } = context
  const vendor = data.lookup(names.vendor, ['number'], [purchase.vendor])
  if (vendor === undefined) throw new Error(`The demo company has no vendor ${purchase.vendor}.`)
  const header = createPurchaseOrder(
    {
      vendor,
      date: purchase.date,
      expectedReceiptDate: purchase.expected,
      vendorInvoiceNumber: purchase.invoice ?? '',
      locationCode: purchase.location,
      lines: purchase.lines.map(([number, quantity, unitOfMeasureCode = 'PCS']) => ({
        item: itemByNumber(data, number),
        quantity,
        unitOfMeasureCode,
      })),
    },
    context,
  )
  receive(context, header, purchase.lines)
}

/** What has come on its expected day, and what of it is billed. */
function receive(context: PostingContext, header: Row, lines: readonly DemoLine[]): void {
  if (!lines.some(([, , , received = '0']) => received !== '0')) return
  const { data } = context
  const invoice = lines.some(([, , , , invoiced = '0']) => invoiced !== '0')
  for (const [at, line] of linesOf(data, header.id).entries()) {
    const draft = { ...line }
    setQuantityToReceive(draft, lines[at]?.[3] ?? '0')
    setQuantityToInvoice(draft, lines[at]?.[4] ?? '0')
    data.update(names.purchaseLine, line.id, draft)
  }
  data.update(names.purchaseHeader, header.id, { postingDate: text(header, 'expectedReceiptDate') })
  const current = data.get(names.purchaseHeader, header.id) ?? header
  postPurchase(current, { receive: true, invoice }, context)
}

function insertTransfer(context: PostingContext, transfer: (typeof demoTransfers)[number]): void {
  const { data } = context
  const header = createTransferOrder(
    {
      transferFromCode: transfer.from,
      transferToCode: transfer.to,
      inTransitCode: 'TRANSIT',
      shipmentDate: transfer.date,
      receiptDate: transfer.receipt,
      lines: transfer.lines.map(([number, quantity]) => ({ itemId: itemByNumber(data, number).id, quantity })),
    },
    context,
  )
  const on = (postingDate: string): Row => data.update(names.transferHeader, header.id, { postingDate })
  if (transfer.state !== 'Open') postTransfer(on(transfer.date), { ship: true, receive: false }, context)
  if (transfer.state === 'Received') postTransfer(on(transfer.receipt), { ship: false, receive: true }, context)
}

function insertOpportunities({ data }: PostingContext, customers: readonly Row[]): void {
  for (const [place, description, estimatedValue, estimatedClosingDate, chance, status] of demoOpportunities) {
    const company = data.get(names.contact, text(customers[place] ?? {}, 'contactId'))
    const [contact = company] = findAll(data, names.contact, { companyId: company?.id ?? '' }).filter(
      (row) => row['type'] === 'Person',
    )
    const closed = status === 'Won' || status === 'Lost'
    insertRow(data, names.opportunity, {
      number: drawNumber(data, series.opportunity, () => false),
      description,
      status,
      contactId: contact?.id ?? emptyGuid,
      contactCompanyId: company?.id ?? emptyGuid,
      salespersonCode: text(customers[place] ?? {}, 'salespersonCode'),
      creationDate: '2026-09-01',
      dateClosed: closed ? estimatedClosingDate : '0001-01-01',
      estimatedClosingDate,
      estimatedValue,
      calculatedCurrentValue: estimatedValue,
      chancesOfSuccess: chance,
      probability: chance,
      completed: closed ? '100' : '50',
    })
  }
}
