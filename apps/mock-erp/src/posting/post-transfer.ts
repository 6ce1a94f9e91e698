/**
 * Posts a transfer order: what is shipped goes from its location into transit, what is received from there to the other location, each at its cost. A direct
 * transfer does both at once. A completely received order disappears (erp-business-logic, sections 5.1 and 6.3).
 */
import { emptyGuid, type Row } from '@koble/odata-server'
import { generalBuffer } from '../ledger/general-buffer.ts'
import { beginPosting } from '../ledger/posting.ts'
import { drawNumber, series } from '../rules/number-series.ts'
import { dialogError, fieldError } from '../rules/refusals.ts'
import { amount, integer, text, workDate } from '../rules/setup.ts'
import { findAll } from '../tables/find-all.ts'
import { names } from '../tables/names.ts'
import { big, canonical, negate } from '../values/decimal.ts'
import { baseGrowth } from './base-growth.ts'
import { checkPostingDate, isBlankDate } from './check-posting-date.ts'
import { costOf } from './inventory/cost-of-entry.ts'
import type { StockPosting } from './inventory/item-movement.ts'
import { postMovement } from './inventory/post-movement.ts'
import type { PostingContext } from './posting-context.ts'

export interface TransferSteps {
  readonly ship: boolean
  readonly receive: boolean
}

interface Leg {
  readonly documentType: 'Transfer_x0020_Shipment' | 'Transfer_x0020_Receipt'
  readonly documentNumber: string
  readonly quantityColumn: 'quantityToShip' | 'quantityToReceive'
  readonly from: string
  readonly to: string
}

export function postTransfer(header: Row, what: TransferSteps, context: PostingContext): void {
  const { data } = context
  const isDirect = header['directTransfer'] === true
  const steps = isDirect ? { ship: true, receive: false } : what
  if (!steps.ship && !steps.receive) dialogError('Please enter "Yes" in Ship and/or Receive.')
  const date = isBlankDate(text(header, 'postingDate')) ? workDate(context.clock) : text(header, 'postingDate')
  checkPostingDate(data, date)
  let posted = false
  if (steps.ship) posted = postLeg(header, date, shipment(header, isDirect), context)
  if (steps.receive) posted = postLeg(header, date, receipt(header), context) || posted
  if (!posted) dialogError('There is nothing to post.')
  removeReceived(header, context)
}

type LegOf = (documentNumber: string) => Leg

const shipment =
  (header: Row, isDirect: boolean): LegOf =>
  (documentNumber) => ({
    documentType: 'Transfer_x0020_Shipment',
    documentNumber,
    quantityColumn: 'quantityToShip',
    from: text(header, 'transferFromCode'),
    to: text(header, isDirect ? 'transferToCode' : 'inTransitCode'),
  })

const receipt =
  (header: Row): LegOf =>
  (documentNumber) => ({
    documentType: 'Transfer_x0020_Receipt',
    documentNumber,
    quantityColumn: 'quantityToReceive',
    from: text(header, 'inTransitCode'),
    to: text(header, 'transferToCode'),
  })

/** Answers whether there was anything to post. */
function postLeg(header: Row, date: string, legOf: LegOf, { data }: PostingContext): boolean {
  const { quantityColumn, documentType } = legOf('')
  const lines = findAll(data, names.transferLine, { documentId: header.id }).filter(
    (line) => !big(amount(line, quantityColumn)).eq(0),
  )
  if (lines.length === 0) return false
  const isShipment = documentType === 'Transfer_x0020_Shipment'
  const number = drawNumber(data, isShipment ? series.transferShipment : series.transferReceipt, () => false)
  const leg = legOf(number)
  const stock = { posting: beginPosting(data, date, number), general: generalBuffer() }
  for (const line of lines) postLine(stock, header, line, leg)
  stock.general.write(stock.posting, `Transfer Order ${text(header, 'number')}`)
  data.update(names.transferHeader, header.id, { [isShipment ? 'lastShipmentNumber' : 'lastReceiptNumber']: number })
  return true
}

function postLine(stock: StockPosting, header: Row, line: Row, leg: Leg): void {
  const { data } = stock.posting
  const item = data.get(names.item, text(line, 'itemId'))
  if (item === undefined) return dialogError('The Item of the transfer line does not exist.')
  if (item['blocked'] === true) {
    fieldError(`Blocked must be equal to 'No' in Item: No.=${text(item, 'number')}. Current value is 'Yes'.`)
  }
  const quantity = amount(line, leg.quantityColumn)
  const isReceipt = leg.documentType === 'Transfer_x0020_Receipt'
  const quantityBase = isReceipt
    ? baseGrowth(line, quantity, 'quantityReceived', 'receivedQuantityBase')
    : baseGrowth(line, quantity, 'quantityShipped', 'shippedQuantityBase')
  const shared = {
    item,
    entryType: 'Transfer',
    documentType: leg.documentType,
    documentNumber: leg.documentNumber,
    documentId: header.id,
    documentLineNumber: integer(line, 'sequence'),
    orderId: header.id,
    externalDocumentNumber: text(header, 'externalDocumentNumber'),
    description: text(line, 'description'),
    quantityPerUnit: amount(line, 'quantityPerUnit'),
    unitOfMeasureCode: text(line, 'unitOfMeasureCode'),
    variantCode: text(line, 'variantCode'),
    sourceType: '_x0020_',
    sourceId: emptyGuid,
    dimensionSetId: integer(line, 'dimensionSetId'),
    genBusPostingGroup: '',
    genProdPostingGroup: text(item, 'genProdPostingGroup'),
    unitCost: amount(item, 'unitCost'),
    isInvoiced: true,
  } as const
  const own = (entry: Row): boolean =>
    entry['orderId'] === header.id && entry['documentLineNumber'] === line['sequence']
  const taken = postMovement(stock, {
    ...shared,
    quantity: negate(quantityBase),
    locationCode: leg.from,
    ...(isReceipt ? { takeFrom: own } : {}),
  })
  postMovement(stock, {
    ...shared,
    quantity: quantityBase,
    locationCode: leg.to,
    cost: canonical(costOf(data, taken).times(-1)),
    transferredFrom: taken,
  })
  data.update(names.transferLine, line.id, moved(line, quantity, quantityBase, leg))
}

/** The line's quantities after a part was shipped or received. */
function moved(line: Row, quantity: string, quantityBase: string, leg: Leg) {
  const plus = (column: string, value: string): string => canonical(big(amount(line, column)).plus(value))
  const received = {
    quantityReceived: plus('quantityReceived', quantity),
    receivedQuantityBase: plus('receivedQuantityBase', quantityBase),
    quantityToReceive: '0',
  }
  const open = canonical(big(amount(line, 'quantity')).minus(amount(line, 'quantityShipped')).minus(quantity))
  const shipped = {
    quantityShipped: plus('quantityShipped', quantity),
    shippedQuantityBase: plus('shippedQuantityBase', quantityBase),
    outstandingQuantity: open,
    outstandingQuantityBase: canonical(
      big(amount(line, 'quantityBase')).minus(amount(line, 'shippedQuantityBase')).minus(quantityBase),
    ),
    quantityToShip: open,
  }
  if (leg.documentType === 'Transfer_x0020_Shipment' && line['directTransfer'] === true)
    return { ...shipped, ...received }
  if (leg.documentType === 'Transfer_x0020_Shipment') {
    const inTransit = plus('inTransitQuantityBase', quantityBase)
    const toReceive = canonical(
      big(amount(line, 'quantityShipped')).plus(quantity).minus(amount(line, 'quantityReceived')),
    )
    return { ...shipped, inTransitQuantityBase: inTransit, quantityToReceive: toReceive }
  }
  const rest = big(amount(line, 'quantityShipped')).minus(received.quantityReceived)
  return {
    ...received,
    quantityToReceive: canonical(rest),
    inTransitQuantityBase: plus('inTransitQuantityBase', negate(quantityBase)),
  }
}

function removeReceived(header: Row, { data }: PostingContext): void {
  const lines = findAll(data, names.transferLine, { documentId: header.id })
  if (!lines.every((line) => big(amount(line, 'quantityReceived')).eq(amount(line, 'quantity')))) return
  for (const line of lines) data.remove(names.transferLine, line.id)
  data.remove(names.transferHeader, header.id)
}
