/** The units of one item or resource as records of their own (erp-business-logic, section 6.5). */
import type { Draft, Reader, Row, WriteContext } from '@koble/odata-server'
import { emptyGuid } from '@koble/odata-server'
import { names } from '../tables/names.ts'
import { big, canonical } from '../values/decimal.ts'
import type { CodeRules } from './code-records.ts'
import { outstandingLine } from './outstanding.ts'
import { refuseTakenId } from './record-identity.ts'
import { alreadyExists, dialogError, fieldError, mustHaveValue, relationError } from './refusals.ts'
import { amount, text } from './setup.ts'
import { refuseBaseQuantity, unitOf, type RecordUnits } from './units-of-record.ts'

export function unitRules(units: RecordUnits): CodeRules {
  return {
    insert: {
      start: (draft, context, body) => {
        refuseTakenId(units.table, context, body)
        draft['quantityPerUnit'] = '1'
      },
      before: (draft, context) => {
        const owner = ownerOf(units, draft, context.data)
        checkKey(units, draft, owner, context)
        checkQuantity(units, draft, owner)
      },
    },
    modify: {
      before: (draft, row, context) => {
        const owner = ownerOf(units, draft, context.data)
        if (draft[units.owner] !== row[units.owner])
          fieldError(`${units.ownerCaption} cannot be changed in ${units.table}.`)
        const isRenamed = draft['code'] !== row['code']
        if (isRenamed && isBase(owner, row)) refuseBase(units, owner, row)
        if (isRenamed) checkKey(units, draft, owner, context)
        if (isRenamed || draft['quantityPerUnit'] !== row['quantityPerUnit'])
          refuseUsed(units, owner, row, context.data)
        if (draft['quantityRoundingPrecision'] !== row['quantityRoundingPrecision'])
          refuseUsed(units, owner, row, context.data, isBase(owner, row))
        checkQuantity(units, draft, owner)
      },
    },
    delete: {
      before: (row, { data }) => {
        const owner = ownerOf(units, row, data)
        if (isBase(owner, row)) refuseBase(units, owner, row)
        refuseUsed(units, owner, row, data)
      },
    },
  }
}

const isBase = (owner: Row, row: Readonly<Draft>): boolean => owner['baseUnitOfMeasureCode'] === row['code']

function ownerOf(units: RecordUnits, row: Readonly<Draft>, data: Reader): Row {
  const id = text(row, units.owner)
  const owner = id === '' || id === emptyGuid ? undefined : data.get(units.ownerTable, id)
  return owner ?? mustHaveValue(units.ownerCaption, units.table, `${units.ownerCaption}=,Code=${text(row, 'code')}`)
}

function checkKey(units: RecordUnits, draft: Draft, owner: Row, { data }: Pick<WriteContext, 'data'>): void {
  const code = text(draft, 'code')
  const number = text(owner, 'number')
  if (code === '') mustHaveValue('Code', units.table, `${units.ownerCaption}=${number},Code=`)
  if (data.lookup(names.unit, ['code'], [code]) === undefined) relationError('Code', units.table, code, names.unit)
  if (unitOf(units, data, owner.id, code) !== undefined) {
    alreadyExists(units.table, `${units.ownerCaption}='${number}',Code='${code}'`)
  }
}

function checkQuantity(units: RecordUnits, draft: Draft, owner: Row): void {
  const quantity = big(amount(draft, 'quantityPerUnit'))
  if (quantity.lt(0)) {
    fieldError(`The value must be greater than or equal to 0. Value: ${text(draft, 'quantityPerUnit')}.`)
  }
  if (quantity.eq(0)) {
    const key = `${units.ownerCaption}=${text(owner, 'number')}, Code=${text(draft, 'code')}`
    mustHaveValue('Qty. per Unit of Measure', units.table, key)
  }
  if (isBase(owner, draft) && !quantity.eq(1)) refuseBaseQuantity(text(draft, 'code'), canonical(quantity))
}

/** "Item Unit of Measure BOX for item 1000". */
const named = (units: RecordUnits, owner: Row, row: Row): string =>
  `${units.table} ${text(row, 'code')} for ${units.ownerTable.toLowerCase()} ${text(owner, 'number')}`

const refuseBase = (units: RecordUnits, owner: Row, row: Row): never =>
  dialogError(
    `You cannot modify ${named(units, owner, row)} because it is the ${units.ownerTable.toLowerCase()}'s Base Unit of Measure.`,
  )

/** Units in use by lines or entries are neither changed nor renamed nor deleted. All quantities are rounded as the base unit asks for: `asBase` counts those in other units too. */
function refuseUsed(units: RecordUnits, owner: Row, row: Row, data: Reader, asBase = false): void {
  const user = userOf(units, row, data, asBase)
  if (user === undefined) return
  dialogError(
    `You cannot modify ${named(units, owner, row)} because non-zero Quantity with ${text(row, 'code')} exist in ${user}.`,
  )
}

function userOf(units: RecordUnits, row: Row, data: Reader, anyUnit: boolean): string | undefined {
  const unitOfMeasureCode = text(row, 'code')
  const ownerId = text(row, units.owner)
  const ledger = units.owner === 'itemId' ? names.itemLedgerEntry : names.resourceLedgerEntry
  for (const entry of data.find(ledger, { [units.owner]: ownerId })) {
    if (anyUnit || entry['unitOfMeasureCode'] === unitOfMeasureCode) return ledger
  }
  for (const table of [names.salesLine, names.purchaseLine] as const) {
    if (outstandingLine(data, table, 'objectId', ownerId, anyUnit ? {} : { unitOfMeasureCode }) !== undefined)
      return table
  }
  return undefined
}
