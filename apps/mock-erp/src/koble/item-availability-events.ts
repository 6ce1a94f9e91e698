/** Koble's `itemAvailabilityEvents`: the stock, supplies and needs behind an item's availability, by date (docs/koble-api-pages.md). */
import type { EntitySetDefinition, ReadContext, Reader, Row } from '@koble/odata-server'
import { emptyGuid } from '@koble/odata-server'
import { askedItems, itemParameters, placeOf, type Asked } from '../availability/asked-items.ts'
import { inventoryOf } from '../availability/inventory-of.ts'
import { isRequirement, movementsOf, type Movement, type MovementKind } from '../availability/movements.ts'
import { reservedOnInventory } from '../availability/reserved-quantities.ts'
import { text as textOf } from '../rules/setup.ts'
import { computedRow } from '../sets/computed-row.ts'
import { filterParameters } from '../sets/filter-parameters.ts'
import { choice, codeField, date, decimal, guid, integer, readOnly, text } from '../sets/properties.ts'
import { names } from '../tables/names.ts'
import { big, canonical } from '../values/decimal.ts'
import { unitQuantity } from '../values/quantity.ts'

const EVENT_TYPES: Readonly<Record<MovementKind, string>> = {
  salesOrder: 'Sales_x0020_Order',
  salesReturn: 'Sales_x0020_Return',
  purchaseOrder: 'Purchase_x0020_Order',
  transferShipment: 'Transfer_x0020_Shipment',
  transferReceipt: 'Transfer_x0020_Receipt',
  inTransit: 'Transfer_x0020_Receipt',
}

export const itemAvailabilityEvents: EntitySetDefinition = {
  name: 'itemAvailabilityEvents',
  entityType: 'itemAvailabilityEvent',
  rows: eventRows,
  key: ['sequence'],
  etags: false,
  properties: {
    sequence: readOnly(integer()),
    itemId: readOnly(guid()),
    itemNumber: readOnly(codeField(20)),
    itemVariantCode: readOnly(codeField(10)),
    unitOfMeasureCode: readOnly(codeField(10)),
    locationCode: readOnly(codeField(10)),
    date: readOnly(date()),
    eventType: readOnly(
      choice('itemAvailabilityEventType', [
        'Inventory',
        'Sales_x0020_Order',
        'Sales_x0020_Return',
        'Purchase_x0020_Order',
        'Purchase_x0020_Return',
        'Transfer_x0020_Receipt',
        'Transfer_x0020_Shipment',
      ]),
    ),
    documentNumber: readOnly(codeField(20)),
    documentId: readOnly(guid()),
    customerOrVendorName: readOnly(text(100)),
    quantity: readOnly(decimal()),
    reservedQuantity: readOnly(decimal()),
    projectedAvailableBalance: readOnly(decimal()),
  },
}

/** `date le` cuts as any filter does. */
function* eventRows(context: ReadContext): Iterable<Row> {
  const parameters = filterParameters(context, { ...itemParameters, locationCode: 'one' })
  const locationCode = parameters.code('locationCode')
  let sequence = 0
  for (const asked of askedItems(parameters, context.data)) {
    for (const event of eventsOf(asked, locationCode, context.data)) {
      yield computedRow(String((sequence += 1)), { sequence, ...event })
    }
  }
}

type Event = Readonly<Record<string, string>>

function* eventsOf(asked: Asked, locationCode: string | undefined, data: Reader): Iterable<Event> {
  const place = placeOf(asked, locationCode)
  const inUnit = (value: string): string => unitQuantity(value, asked.quantityPerUnit)
  const shared = {
    itemId: asked.item.id,
    itemNumber: textOf(asked.item, 'number'),
    itemVariantCode: asked.variantCode ?? '',
    unitOfMeasureCode: asked.unitOfMeasureCode,
    locationCode: locationCode ?? '',
  }
  const inventory = inventoryOf(data, asked.item.id, place)
  yield {
    ...shared,
    ...NO_DOCUMENT,
    date: '0001-01-01',
    eventType: 'Inventory',
    quantity: inUnit(inventory),
    reservedQuantity: inUnit(canonical(reservedOnInventory(data, asked.item.id, place))),
    projectedAvailableBalance: inUnit(inventory),
  }
  let balance = big(inventory)
  for (const movement of movementsOf(data, asked.item.id, place).toSorted(byDate)) {
    if (movement.quantity.eq(0)) continue
    const quantity = isRequirement(movement) ? movement.quantity.times(-1) : movement.quantity
    balance = balance.plus(quantity)
    yield {
      ...shared,
      ...documentOf(movement, data),
      date: movement.date,
      eventType: EVENT_TYPES[movement.kind],
      quantity: inUnit(canonical(quantity)),
      reservedQuantity: inUnit(canonical(movement.reserved)),
      projectedAvailableBalance: inUnit(canonical(balance)),
    }
  }
}

const byDate = (one: Movement, other: Movement): number => (one.date < other.date ? -1 : Number(one.date > other.date))

const NO_DOCUMENT = {
  documentNumber: '',
  documentId: emptyGuid,
  customerOrVendorName: '',
}

const HEADERS: Readonly<Record<MovementKind, readonly [table: string, nameColumn: string]>> = {
  salesOrder: [names.salesHeader, 'sellToName'],
  salesReturn: [names.salesHeader, 'sellToName'],
  purchaseOrder: [names.purchaseHeader, 'buyFromName'],
  transferShipment: [names.transferHeader, ''],
  transferReceipt: [names.transferHeader, ''],
  inTransit: [names.transferHeader, ''],
}

function documentOf({ kind, line }: Movement, data: Reader): Event {
  const [table, nameColumn] = HEADERS[kind]
  const documentId = textOf(line, 'documentId')
  const header = data.get(table, documentId) ?? {}
  return { documentNumber: textOf(header, 'number'), documentId, customerOrVendorName: textOf(header, nameColumn) }
}
