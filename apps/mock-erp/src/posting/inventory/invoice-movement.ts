/** Invoices a part of an item ledger entry: amounts and cost become actual, what was expected of them is taken back (erp-business-logic, section 3.3). */
import type { Row } from '@koble/odata-server'
import type Big from 'big.js'
import { amount, text } from '../../rules/setup.ts'
import { names } from '../../tables/names.ts'
import { big, canonical, roundTo } from '../../values/decimal.ts'
import { adjustTaken, costDifference, updateUnitCost } from './adjust-cost.ts'
import { costOf, valueEntriesOf, valueOf } from './cost-of-entry.ts'
import { isStockItem, type StockPosting } from './item-movement.ts'
import { writeValue } from './write-value.ts'

export interface InvoicedPart {
  /** Base units, of the entry's own sign. */
  readonly quantity: string
  readonly documentType: string
  readonly documentId: string
  /** Local currency, without VAT, after discounts. */
  readonly salesAmount?: string
  readonly purchaseAmount?: string
  readonly discountAmount?: string
  /** What a purchase really cost; sales keep the cost that they have. */
  readonly cost?: string
}

export function invoiceMovement(stock: StockPosting, entry: Row, part: InvoicedPart): Row {
  const { data } = stock.posting
  const before = big(amount(entry, 'quantity')).minus(amount(entry, 'invoicedQuantity'))
  const rest = before.minus(part.quantity)
  const now = valueOf(data, entry)
  const invoiced = data.update(names.itemLedgerEntry, entry.id, {
    invoicedQuantity: canonical(big(amount(entry, 'quantity')).minus(rest)),
    completelyInvoiced: rest.eq(0),
  })
  const [first] = valueEntriesOf(data, entry)
  const takenBack = (expected: Big): Big => roundTo(expected.times(rest).div(before)).minus(expected)
  const item = data.get(names.item, text(entry, 'itemId'))
  const isStocked = item !== undefined && isStockItem(item)
  const cost =
    part.cost === undefined
      ? costDifference(data, invoiced, costOf(data, invoiced))
      : { actual: big(part.cost), expected: takenBack(now.costExpected) }
  writeValue(stock, invoiced, first ?? {}, {
    documentType: part.documentType,
    documentId: part.documentId,
    valuedQuantity: part.quantity,
    invoicedQuantity: part.quantity,
    costPerUnit: amount(first ?? {}, 'costPerUnit'),
    salesAmountActual: part.salesAmount ?? '0',
    salesAmountExpected: canonical(takenBack(now.salesExpected)),
    purchaseAmountActual: part.purchaseAmount ?? '0',
    purchaseAmountExpected: canonical(takenBack(now.purchaseExpected)),
    discountAmount: part.discountAmount ?? '0',
    ...(isStocked
      ? { costAmountActual: canonical(cost.actual), costAmountExpected: canonical(cost.expected) }
      : { costAmountNonInventoriable: nonInventoriable(part, amount(first ?? {}, 'costPerUnit')) }),
  })
  if (part.cost !== undefined && isStocked) {
    adjustTaken(stock, invoiced)
    updateUnitCost(data, data.get(names.item, item.id) ?? item)
  }
  return invoiced
}

const nonInventoriable = (part: InvoicedPart, unitCost: string): string =>
  part.cost ?? canonical(roundTo(big(part.quantity).times(unitCost)))
