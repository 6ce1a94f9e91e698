/** Quantities that follow from others: base units, outstanding, to ship, to invoice (erp-business-logic, section 2.3, "Quantities"). */
import type { Draft, Reader } from '@koble/odata-server'
import { fieldError } from '../../rules/refusals.ts'
import { amount, salesSetup, text } from '../../rules/setup.ts'
import { names } from '../../tables/names.ts'
import { big, canonical, roundTo } from '../../values/decimal.ts'
import { documentKind } from '../document-kinds.ts'
import type { Values } from '../sales-context.ts'
import { lineObject } from './line-object.ts'

const QUANTITY_PRECISION = '0.00001'

/** Base quantity of a quantity in the line's unit. */
export function baseQuantity(data: Reader, line: Values, quantity: string): string {
  const base = roundTo(big(quantity).times(perUnit(line)), basePrecision(data, line))
  if (base.eq(0) && !big(quantity).eq(0)) {
    fieldError(
      'The quantity in the base unit of measure would be 0. Choose a larger quantity or another unit of measure.',
    )
  }
  return canonical(base)
}

/** A quantity rounded as its unit asks for. */
export const roundQuantity = (data: Reader, line: Values, quantity: string): string =>
  canonical(roundTo(big(quantity), unitPrecision(data, line, text(line, 'unitOfMeasureCode'))))

const perUnit = (line: Values): string =>
  big(amount(line, 'quantityPerUnit')).eq(0) ? '1' : amount(line, 'quantityPerUnit')

const basePrecision = (data: Reader, line: Values): string =>
  unitPrecision(data, line, text(lineObject(data, line) ?? {}, 'baseUnitOfMeasureCode'))

function unitPrecision(data: Reader, line: Values, code: string): string {
  if (text(line, 'lineType') !== 'Item' || code === '') return QUANTITY_PRECISION
  const unit = data.lookup(names.itemUnit, ['itemId', 'code'], [text(line, 'objectId'), code])
  const precision = amount(unit ?? {}, 'quantityRoundingPrecision')
  return big(precision).gt(0) ? precision : QUANTITY_PRECISION
}

/** Shipped, or on credit documents received. */
export const delivered = (line: Values): string =>
  amount(line, documentKind(line).isCredit ? 'returnQuantityReceived' : 'shippedQuantity')

export const notInvoiced = (line: Values): string =>
  canonical(big(delivered(line)).minus(amount(line, 'invoicedQuantity')))

/** What may be invoiced at most. */
export function maximumToInvoice(line: Values): string {
  const toDeliver = amount(line, documentKind(line).isCredit ? 'returnQuantityToReceive' : 'quantityToShip')
  return canonical(big(notInvoiced(line)).plus(toDeliver))
}

/** After the quantity, or what is shipped of it, changed. */
export function deriveQuantities(line: Draft, data: Reader): void {
  const { isCredit } = documentKind(line)
  const outstanding = canonical(big(amount(line, 'quantity')).minus(delivered(line)))
  Object.assign(line, {
    quantityBase: baseQuantity(data, line, amount(line, 'quantity')),
    shippedQuantityBase: baseQuantity(data, line, amount(line, 'shippedQuantity')),
    invoicedQuantityBase: baseQuantity(data, line, amount(line, 'invoicedQuantity')),
    outstandingQuantity: outstanding,
    outstandingQuantityBase: baseQuantity(data, line, outstanding),
    [isCredit ? 'returnQuantityToReceive' : 'quantityToShip']: defaultToDeliver(line, data, outstanding),
  })
  line['quantityToInvoice'] = maximumToInvoice(line)
}

/** Invoices and credit memos are always for everything. */
function defaultToDeliver(line: Values, data: Reader, outstanding: string): string {
  const isOrder = text(line, 'documentType').endsWith('Order')
  return isOrder && text(salesSetup(data), 'defaultQuantityToShip') === 'Blank' ? '0' : outstanding
}
