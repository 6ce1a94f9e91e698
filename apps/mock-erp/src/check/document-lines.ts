/** Quantities of order lines hang together, and completely invoiced orders are gone (sections 8.5 and 8.9). */
import type { Reader, Row } from '@koble/odata-server'
import { amount, integer, text } from '../rules/setup.ts'
import { names } from '../tables/names.ts'
import { portionOf } from '../sales/amounts/portion-of.ts'
import { precisionOf } from '../sales/document-context.ts'
import { baseQuantity as salesBase } from '../sales/line/line-quantities.ts'
import { big, canonical } from '../values/decimal.ts'
import { baseQuantity } from '../values/quantity.ts'
import { together, type Check, type Findings } from './check.ts'

interface Kind {
  readonly headers: string
  readonly lines: string
  /** What has come or gone, and what is to. */
  readonly done: 'shippedQuantity' | 'receivedQuantity'
  readonly toDo: 'quantityToShip' | 'quantityToReceive'
  readonly base: (data: Reader, line: Row, quantity: string) => string
}

const SALES: Kind = {
  headers: names.salesHeader,
  lines: names.salesLine,
  done: 'shippedQuantity',
  toDo: 'quantityToShip',
  base: salesBase,
}
const PURCHASES: Kind = {
  headers: names.purchaseHeader,
  lines: names.purchaseLine,
  done: 'receivedQuantity',
  toDo: 'quantityToReceive',
  base: (_data, line, quantity) => baseQuantity(quantity, amount(line, 'quantityPerUnit')),
}

export const documentLines: Check = (data) =>
  together(ordersOf(data, SALES), ordersOf(data, PURCHASES), transfersOf(data))

function ordersOf(data: Reader, kind: Kind): Findings {
  const faults: string[] = []
  let count = 0
  for (const header of data.scan(kind.headers)) {
    if (header['documentType'] !== 'Order') continue
    const lines = [...data.find(kind.lines, { documentId: header.id })]
    count += lines.length
    const number = text(header, 'number')
    const named = (line: Row, fault: string): string => `Order ${number}, line ${integer(line, 'sequence')}: ${fault}`
    const { amount: precision } = precisionOf(data, text(header, 'currencyCode'))
    for (const line of lines) {
      const found = [...quantityFaults(data, line, kind), ...(kind === SALES ? amountFaults(line, precision) : [])]
      faults.push(...found.map((fault) => named(line, fault)))
    }
    if (isFinished(lines)) faults.push(`Order ${number} is completely invoiced and still there.`)
  }
  return { count, faults }
}

function isFinished(lines: readonly Row[]): boolean {
  const some = lines.some((line) => amount(line, 'invoicedQuantity') !== '0')
  return some && lines.every((line) => amount(line, 'invoicedQuantity') === amount(line, 'quantity'))
}

function quantityFaults(data: Reader, line: Row, { done, toDo, base }: Kind): string[] {
  const quantity = (column: string) => big(amount(line, column))
  const faults: string[] = []
  const outstanding = quantity('quantity').minus(quantity(done))
  const most = quantity(done).plus(quantity(toDo)).minus(quantity('invoicedQuantity'))
  const beyond = (value: string, limit: typeof most): boolean => quantity(value).abs().gt(limit.abs())
  if (!quantity('outstandingQuantity').eq(outstanding))
    faults.push(`${amount(line, 'outstandingQuantity')} outstanding, not ${canonical(outstanding)}.`)
  if (beyond(toDo, outstanding)) faults.push(`more to deliver than ${canonical(outstanding)}.`)
  if (beyond('quantityToInvoice', most)) faults.push(`more to invoice than ${canonical(most)}.`)
  if (quantity('invoicedQuantity').abs().gt(quantity(done).abs())) faults.push('more is invoiced than delivered.')
  for (const column of ['quantity', done, 'invoicedQuantity', 'outstandingQuantity']) {
    const [stored, expected] = [amount(line, `${column}Base`), base(data, line, amount(line, column))]
    if (stored !== expected) faults.push(`${column} is ${stored} base units, not ${expected}.`)
  }
  return faults
}

/** What is outstanding, and what is shipped and not invoiced, of the amount with VAT. */
function amountFaults(line: Row, precision: string): string[] {
  const quantity = (column: string) => big(amount(line, column))
  const portion = (part: string): string =>
    portionOf(amount(line, 'amountIncludingTax'), part, amount(line, 'quantity'), precision)
  const open = portion(amount(line, 'outstandingQuantity'))
  const shipped = portion(canonical(quantity('shippedQuantity').minus(quantity('invoicedQuantity'))))
  return [
    ...(amount(line, 'outstandingAmount') === open ? [] : [`the outstanding amount is not ${open}.`]),
    ...(amount(line, 'shippedNotInvoiced') === shipped ? [] : [`shipped not invoiced is not ${shipped}.`]),
  ]
}

function transfersOf(data: Reader): Findings {
  const lines = [...data.scan(names.transferLine)]
  const faults = lines.flatMap((line) => {
    const quantity = (column: string) => big(amount(line, column))
    const transit = quantity('shippedQuantityBase').minus(quantity('receivedQuantityBase'))
    const outstanding = quantity('quantity').minus(quantity('quantityShipped'))
    const name = `Transfer line ${integer(line, 'sequence')} of ${text(data.get(names.transferHeader, text(line, 'documentId')) ?? {}, 'number')}`
    return [
      ...(outstanding.eq(quantity('outstandingQuantity'))
        ? []
        : [`${name}: outstanding is not ${canonical(outstanding)}.`]),
      ...(transit.eq(quantity('inTransitQuantityBase')) ? [] : [`${name}: in transit is not ${canonical(transit)}.`]),
    ]
  })
  return { count: lines.length, faults }
}
