/** Koble's `itemAvailability`: what can be promised of an item, by location and in total, computed when read (docs/koble-api-pages.md). */
import type { EntitySetDefinition, ReadContext, Reader, Row, Scalar } from '@koble/odata-server'
import { emptyGuid } from '@koble/odata-server'
import { askedItems, itemParameters, placeOf, type Asked } from '../availability/asked-items.ts'
import { availabilityOf } from '../availability/availability-of.ts'
import { earliestDate } from '../availability/earliest-date.ts'
import { isRequirement, movementsOf, type Movement, type MovementKind } from '../availability/movements.ts'
import type { Place } from '../availability/place.ts'
import { dialogError } from '../rules/refusals.ts'
import { text as textOf, workDate } from '../rules/setup.ts'
import { computedRow } from '../sets/computed-row.ts'
import { filterParameters } from '../sets/filter-parameters.ts'
import { bool, codeField, date, decimal, guid, instant, integer, readOnly, text } from '../sets/properties.ts'
import { names } from '../tables/names.ts'
import { big, canonical, type Decimal } from '../values/decimal.ts'
import { baseQuantity, unitQuantity } from '../values/quantity.ts'

/** Quantities in the unit asked for. */
const FIGURES = [
  'inventory',
  'reservedFromInventory',
  'availableInventory',
  'grossRequirement',
  'reservedRequirement',
  'scheduledReceipt',
  'reservedReceipt',
  'plannedOrderReceipt',
  'projectedAvailableBalance',
  'availableToPromise',
  'quantityOnSalesOrder',
  'quantityOnPurchaseOrder',
] as const

export const itemAvailability: EntitySetDefinition = {
  name: 'itemAvailability',
  entityType: 'itemAvailability',
  rows: availabilityRows,
  key: ['sequence'],
  etags: false,
  properties: {
    sequence: readOnly(integer()),
    itemId: readOnly(guid()),
    itemNumber: readOnly(codeField(20)),
    itemVariantCode: readOnly(codeField(10)),
    unitOfMeasureCode: readOnly(codeField(10)),
    quantityPerUnitOfMeasure: readOnly(decimal()),
    date: readOnly(date()),
    quantity: readOnly(decimal()),
    isTotal: readOnly(bool()),
    locationCode: readOnly(codeField(10)),
    locationId: readOnly(guid()),
    locationName: readOnly(text(100)),
    ...Object.fromEntries(FIGURES.map((name) => [name, readOnly(decimal())])),
    blocked: readOnly(bool()),
    salesBlocked: readOnly(bool()),
    isAvailable: readOnly(bool()),
    earliestAvailableDate: readOnly(date()),
    nextReceiptDate: readOnly(date()),
    nextReceiptQuantity: readOnly(decimal()),
    asOf: readOnly(instant()),
  },
}

interface Question {
  readonly date: string
  readonly quantity: Decimal
}

function* availabilityRows(context: ReadContext): Iterable<Row> {
  const { data } = context
  const parameters = filterParameters(context, { ...itemParameters, date: 'one', quantity: 'one' })
  const question: Question = {
    date: parameters.date('date') ?? workDate(context.clock),
    quantity: notNegative(parameters.decimal('quantity') ?? '0'),
  }
  let sequence = 0
  for (const asked of askedItems(parameters, data)) {
    for (const location of locationsOf(data)) {
      const figures = figuresAt(asked, question, textOf(location ?? {}, 'code'), data)
      if (location !== undefined || isAnything(figures)) {
        yield rowOf((sequence += 1), asked, question, { ...figures, ...named(location), isTotal: false }, context)
      }
    }
    const total = figuresAt(asked, question, undefined, data)
    yield rowOf((sequence += 1), asked, question, { ...total, ...named(undefined), isTotal: true }, context)
  }
}

const notNegative = (quantity: Decimal): Decimal =>
  big(quantity).lt(0) ? dialogError('The quantity must not be negative.') : quantity

/** Where goods can be sold from, and no location at all. */
function* locationsOf(data: Reader): Iterable<Row | undefined> {
  for (const location of data.scan(names.location)) if (location['useAsInTransit'] !== true) yield location
  yield undefined
}

const named = (location: Row | undefined) => ({
  locationCode: textOf(location ?? {}, 'code'),
  locationId: location?.id ?? emptyGuid,
  locationName: textOf(location ?? {}, 'displayName'),
})

type Figures = Readonly<Record<(typeof FIGURES)[number] | 'nextReceiptQuantity', Decimal>> & {
  readonly earliestAvailableDate: string
  readonly nextReceiptDate: string
}

const isAnything = (figures: Figures): boolean => FIGURES.some((name) => figures[name] !== '0')

/** `locationCode` undefined: all locations. */
function figuresAt(asked: Asked, question: Question, locationCode: string | undefined, data: Reader): Figures {
  const { item, quantityPerUnit } = asked
  const place = placeOf(asked, locationCode)
  const found = availabilityOf(data, item.id, { ...place, date: question.date })
  const movements = movementsOf(data, item.id, place)
  const next = nextReceipt(movements, question.date)
  const inUnit = (value: Decimal): Decimal => unitQuantity(value, quantityPerUnit)
  const outstanding = (kind: MovementKind): Decimal =>
    inUnit(quantityOfAll(movements.filter((movement) => movement.kind === kind)))
  return {
    inventory: inUnit(found.inventory),
    reservedFromInventory: inUnit(found.reservedOnInventory),
    availableInventory: inUnit(found.availableInventory),
    grossRequirement: inUnit(found.grossRequirement),
    reservedRequirement: inUnit(found.reservedRequirement),
    scheduledReceipt: inUnit(found.scheduledReceipt),
    reservedReceipt: inUnit(found.reservedReceipt),
    plannedOrderReceipt: inUnit(found.plannedOrderReceipt),
    projectedAvailableBalance: inUnit(found.projectedAvailableBalance),
    availableToPromise: inUnit(found.availableToPromise),
    quantityOnSalesOrder: outstanding('salesOrder'),
    quantityOnPurchaseOrder: outstanding('purchaseOrder'),
    earliestAvailableDate: earliest(asked, question, place, data),
    nextReceiptDate: next.date,
    nextReceiptQuantity: inUnit(next.quantity),
  }
}

/** What is not stocked can be had at once. */
function earliest(
  { item, quantityPerUnit }: Asked,
  { date: from, quantity }: Question,
  place: Place,
  data: Reader,
): string {
  if (item['type'] !== 'Inventory') return from
  return earliestDate(data, item.id, { ...place, from, quantity: baseQuantity(quantity, quantityPerUnit) })
}

/** The first day after the date on which something comes, and how much. */
function nextReceipt(movements: readonly Movement[], after: string): { date: string; quantity: Decimal } {
  const later = movements.filter(
    (movement) => !isRequirement(movement) && movement.date > after && movement.quantity.gt(0),
  )
  const [first] = later.map((movement) => movement.date).toSorted()
  if (first === undefined) return { date: '0001-01-01', quantity: '0' }
  return { date: first, quantity: quantityOfAll(later.filter((movement) => movement.date === first)) }
}

const quantityOfAll = (movements: readonly Movement[]): Decimal =>
  canonical(movements.reduce((total, movement) => total.plus(movement.quantity), big(0)))

function rowOf(
  sequence: number,
  { item, variantCode, unitOfMeasureCode, quantityPerUnit }: Asked,
  question: Question,
  figures: Figures & Readonly<Record<string, Scalar>>,
  context: ReadContext,
): Row {
  return computedRow(String(sequence), {
    sequence,
    itemId: item.id,
    itemNumber: textOf(item, 'number'),
    itemVariantCode: variantCode ?? '',
    unitOfMeasureCode,
    quantityPerUnitOfMeasure: quantityPerUnit,
    ...question,
    ...figures,
    blocked: item['blocked'] === true,
    salesBlocked: item['salesBlocked'] === true,
    isAvailable: figures.earliestAvailableDate === question.date,
    asOf: context.now,
  })
}
