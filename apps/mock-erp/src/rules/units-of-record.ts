/**
 * Units of items and resources: the base unit is one of the record's own units with quantity 1; sales and purchase units are among them
 * (erp-business-logic, section 6.5).
 */
import type { Draft, Reader, Row, Transaction } from '@koble/odata-server'
import { findAll } from '../tables/find-all.ts'
import { insertRow } from '../tables/insert-row.ts'
import { names } from '../tables/names.ts'
import { big } from '../values/decimal.ts'
import { dialogError, relationError } from './refusals.ts'
import { amount, text } from './setup.ts'

/** A table of units, and the record that they belong to. */
export interface RecordUnits {
  readonly table: string
  readonly owner: 'itemId' | 'resourceId'
  readonly ownerTable: string
  /** The record's word in error texts. */
  readonly ownerCaption: string
}

export const itemUnits: RecordUnits = {
  table: names.itemUnit,
  owner: 'itemId',
  ownerTable: names.item,
  ownerCaption: 'Item No.',
}
export const resourceUnits: RecordUnits = {
  table: names.resourceUnit,
  owner: 'resourceId',
  ownerTable: names.resource,
  ownerCaption: 'Resource No.',
}

export const unitOf = (units: RecordUnits, data: Reader, ownerId: string, code: string): Row | undefined =>
  data.lookup(units.table, [units.owner, 'code'], [ownerId, code])

/** A unit by its code, else by its international standard code. */
export function unitByCode(code: string, data: Reader): Row | undefined {
  const found = data.lookup(names.unit, ['code'], [code])
  if (found !== undefined) return found
  for (const unit of data.scan(names.unit)) if (text(unit, 'internationalStandardCode') === code) return unit
  return undefined
}

export const unknownUnit = (code: string): never => dialogError(`The Unit of Measure with Code ${code} does not exist.`)

/** Before the record is stored: its base unit must be worth 1. */
export function checkBaseUnit(units: RecordUnits, data: Reader, draft: Draft): void {
  const code = text(draft, 'baseUnitOfMeasureCode')
  const unit = code === '' ? undefined : unitOf(units, data, text(draft, 'id'), code)
  if (unit === undefined || big(amount(unit, 'quantityPerUnit')).eq(1)) return
  refuseBaseQuantity(code, amount(unit, 'quantityPerUnit'))
}

export const refuseBaseQuantity = (code: string, quantity: string): never =>
  dialogError(
    `The quantity per base unit of measure must be 1. ${code} is set up with ${quantity} per unit of measure.`,
  )

/** After the record was stored: its base unit is one of its units, and its unit group shows its number and base unit. */
export function keepUnits(units: RecordUnits, data: Transaction, row: Row): void {
  const code = text(row, 'baseUnitOfMeasureCode')
  if (code !== '' && unitOf(units, data, row.id, code) === undefined) {
    insertRow(data, units.table, { [units.owner]: row.id, code, quantityPerUnit: '1' })
  }
  const shown = { sourceNumber: text(row, 'number'), baseUnitOfMeasureCode: code }
  const [group] = findAll(data, names.unitGroup, { sourceId: row.id })
  if (group === undefined) {
    insertRow(data, names.unitGroup, { sourceType: units.ownerTable, sourceId: row.id, ...shown })
  } else data.update(names.unitGroup, group.id, shown)
}

/** After the record was deleted. */
export function removeUnits(units: RecordUnits, data: Transaction, ownerId: string): void {
  for (const unit of findAll(data, units.table, { [units.owner]: ownerId })) data.remove(units.table, unit.id)
  for (const group of findAll(data, names.unitGroup, { sourceId: ownerId })) data.remove(names.unitGroup, group.id)
}

/** Sales and purchase units are units of the same record. */
export function checkOwnUnit(units: RecordUnits, data: Reader, draft: Draft, column: string, field: string): void {
  const code = text(draft, column)
  if (code === '' || code === text(draft, 'baseUnitOfMeasureCode')) return
  if (unitOf(units, data, text(draft, 'id'), code) === undefined) {
    relationError(field, units.ownerTable, code, units.table)
  }
}
