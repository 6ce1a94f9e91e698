/** A customer's open documents in local currency, by bill-to customer (erp-business-logic, section 4). */
import type { Reader, Row } from '@koble/odata-server'
import type Big from 'big.js'
import { amount, text } from '../rules/setup.ts'
import { names } from '../tables/names.ts'
import { big, canonical, roundTo, sum } from '../values/decimal.ts'
import type { DocumentType } from './document-kinds.ts'
import { notInvoiced } from './line/line-quantities.ts'

export interface Documents {
  readonly count: number
  /** Outstanding amounts without VAT. */
  readonly amountLcy: string
}

export interface Outstanding {
  /** Outstanding Orders (LCY): order lines' amounts not shipped, VAT included. */
  readonly ordersLcy: string
  readonly shippedNotInvoicedLcy: string
  /** Outstanding Invoices (LCY): of invoices not posted yet, VAT included. */
  readonly invoicesLcy: string
  /** The part of these that bills shipments. */
  readonly invoicesFromShipmentsLcy: string
  readonly returnsReceivedNotInvoicedLcy: string
  /** Orders with a line that is not completely shipped and invoiced. */
  readonly openOrders: number
  readonly quotes: Documents
  readonly orders: Documents
  readonly invoices: Documents
  readonly creditMemos: Documents
}

export function outstandingOf(data: Reader, billToId: string): Outstanding {
  const lines = (documentType: DocumentType): Row[] => [...data.find(names.salesLine, { documentType, billToId })]
  const orders = lines('Order')
  const invoices = lines('Invoice')
  const headers = [...data.find(names.salesHeader, { billToId })]
  const documents = (documentType: DocumentType, of: readonly Row[]): Documents => ({
    count: headers.filter((header) => header['documentType'] === documentType).length,
    amountLcy: withoutTax(of),
  })
  return {
    ordersLcy: total(orders, 'outstandingAmountLcy'),
    shippedNotInvoicedLcy: total(orders, 'shippedNotInvoicedLcy'),
    invoicesLcy: total(invoices, 'outstandingAmountLcy'),
    invoicesFromShipmentsLcy: total(
      invoices.filter((line) => text(line, 'shipmentNumber') !== ''),
      'outstandingAmountLcy',
    ),
    returnsReceivedNotInvoicedLcy: total(lines('Return_x0020_Order'), 'shippedNotInvoicedLcy'),
    openOrders: new Set(orders.filter(isOpen).map((line) => line['documentId'])).size,
    quotes: documents('Quote', lines('Quote')),
    orders: documents('Order', orders),
    invoices: documents('Invoice', invoices),
    creditMemos: documents('Credit_x0020_Memo', lines('Credit_x0020_Memo')),
  }
}

const total = (lines: readonly Row[], column: string): string =>
  canonical(sum(lines.map((line) => amount(line, column))))

const isOpen = (line: Row): boolean =>
  [amount(line, 'outstandingQuantity'), notInvoiced(line)].some((quantity) => !big(quantity).eq(0))

/** Round(sum over VAT percents of outstanding amount x 100 / (100 + percent)). */
function withoutTax(lines: readonly Row[]): string {
  let net: Big = big(0)
  for (const line of lines) {
    net = net.plus(
      big(amount(line, 'outstandingAmountLcy'))
        .times(100)
        .div(big(amount(line, 'taxPercent')).plus(100)),
    )
  }
  return canonical(roundTo(net))
}
