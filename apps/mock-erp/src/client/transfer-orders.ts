/**
 * Transfer orders as the web client keeps and posts them. API v2.0 only reads them (business-central-api.json), and no published API posts one; people make, ship and
 * receive them in the client.
 */
import type { Draft, EntitySetDefinition, OperationDefinition, PropertyDefinition, Scalar } from '@koble/odata-server'
import { isBlankDate } from '../posting/check-posting-date.ts'
import { postTransfer, type TransferSteps } from '../posting/post-transfer.ts'
import { dialogError, fieldError } from '../rules/refusals.ts'
import { amount, integer as integerOf, text } from '../rules/setup.ts'
import { keyProperty, type Pair } from '../sets/pair.ts'
import { bool, codeField, date, decimal } from '../sets/properties.ts'
import { names } from '../tables/names.ts'
import { newTransferHeader, newTransferLine } from '../transfers/create-transfer-order.ts'
import { removeTransferLines } from '../transfers/remove-transfer-order.ts'
import { transferLines } from '../transfers/transfer-lines.ts'
import { setQuantityToReceive, setQuantityToShip } from '../transfers/transfer-quantities.ts'
import * as v2 from '../v2/transfer-orders.ts'

const once = (property: PropertyDefinition): PropertyDefinition => ({ ...property, readOnly: 'afterInsert' })

const posting = (steps: TransferSteps): OperationDefinition => ({
  kind: 'action',
  bound: 'entity',
  run: ({ row, context }) => {
    if (row !== undefined) postTransfer(row, steps, context)
    return undefined
  },
})

export const transferOrders: EntitySetDefinition = {
  ...v2.transferOrders,
  navigation: {
    transferOrderLines: { target: 'transferOrderLines', collection: true, contained: true, targetColumn: 'documentId' },
  },
  properties: {
    ...v2.transferOrders.properties,
    transferFromCode: once(codeField(10)),
    transferToCode: once(codeField(10)),
    inTransitCode: once(codeField(10)),
    directTransfer: once(bool()),
    shipmentDate: once(date()),
    receiptDate: once(date()),
    postingDate: date(),
    externalDocumentNumber: codeField(35),
  },
  insert: {
    before: (draft, context) => {
      const { postingDate } = draft
      Object.assign(draft, newTransferHeader(orderOf(draft), context))
      if (!isBlankDate(text({ postingDate }, 'postingDate'))) draft['postingDate'] = postingDate ?? null
    },
  },
  modify: {},
  delete: { before: (row, { data }) => removeTransferLines(data, row) },
  operations: { ship: posting({ ship: true, receive: false }), receive: posting({ ship: false, receive: true }) },
}

function orderOf(draft: Draft) {
  const dates = (column: 'shipmentDate' | 'receiptDate') => {
    const written = text(draft, column)
    return isBlankDate(written) ? {} : { [column]: written }
  }
  return {
    transferFromCode: text(draft, 'transferFromCode'),
    transferToCode: text(draft, 'transferToCode'),
    inTransitCode: text(draft, 'inTransitCode'),
    directTransfer: draft['directTransfer'] === true,
    externalDocumentNumber: text(draft, 'externalDocumentNumber'),
    ...dates('shipmentDate'),
    ...dates('receiptDate'),
  }
}

const item: Pair = { table: names.item, keyColumn: 'number', length: 20, column: 'itemId', holds: 'id' }

const quantity = (set: (draft: Draft, quantity: string) => void): PropertyDefinition =>
  decimal({ set: (draft, value: Scalar) => set(draft, String(value ?? '0')) })

export const transferOrderLines: EntitySetDefinition = {
  ...v2.transferOrderLines,
  navigation: {},
  requiresParent: ['documentId'],
  properties: {
    ...v2.transferOrderLines.properties,
    itemNumber: once(keyProperty('itemNumber', item)),
    quantity: once(decimal()),
    unitOfMeasureCode: once(codeField(10)),
    variantCode: once(codeField(10)),
    qtyToShip: { ...quantity(setQuantityToShip), column: 'quantityToShip' },
    qtyToReceive: { ...quantity(setQuantityToReceive), column: 'quantityToReceive' },
  },
  insert: {
    before: (draft, { data }) => {
      const header = data.get(names.transferHeader, text(draft, 'documentId'))
      if (header === undefined) return dialogError('You must get to the transfer order first to get to its lines.')
      const unitOfMeasureCode = text(draft, 'unitOfMeasureCode')
      const line = {
        itemId: text(draft, 'itemId'),
        quantity: text(draft, 'quantity') || '0',
        variantCode: text(draft, 'variantCode'),
        ...(unitOfMeasureCode === '' ? {} : { unitOfMeasureCode }),
      }
      const last = transferLines(data, header.id).at(-1)
      const sequence = (last === undefined ? 0 : integerOf(last, 'sequence')) + 10_000
      Object.assign(draft, newTransferLine(line, header, sequence, { data }))
    },
  },
  modify: {},
  delete: {
    before: (line) => {
      const shipped = amount(line, 'quantityShipped')
      if (shipped === '0') return
      fieldError(`Quantity Shipped must be equal to '0' in Transfer Line. Current value is '${shipped}'.`)
    },
  },
}
