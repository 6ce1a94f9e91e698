/** Items: creation, change and deletion (erp-business-logic, section 6.5; business-central-protocol, section 12). */
import type { DeleteRules, Draft, InsertRules, JsonObject, ModifyRules, Reader, Row } from '@koble/odata-server'
import { emptyGuid, refuse } from '@koble/odata-server'
import { findAll } from '../tables/find-all.ts'
import { names } from '../tables/names.ts'
import { removeDependents } from './dependents.ts'
import { entryOfItem, tableWithItem } from './item-references.ts'
import { refuseDeletion, refuseLedgerEntries } from './ledger-deletion.ts'
import { followNumber } from './number-references.ts'
import { series } from './number-series.ts'
import { searchName } from './parties.ts'
import { calculateProfit, profitCalculations } from './profit.ts'
import { checkRename, giveNumber, refuseTakenId } from './record-identity.ts'
import { dialogError } from './refusals.ts'
import { inventorySetup, salesSetup, text } from './setup.ts'
import { fillFrom, templateOf } from './template.ts'
import { checkBaseUnit, checkOwnUnit, itemUnits, keepUnits, removeUnits } from './units-of-record.ts'

const DEFAULTS: Draft = {
  type: 'Inventory',
  vendorId: emptyGuid,
  allowInvoiceDiscount: true,
  reserve: 'Optional',
  stockoutWarning: 'Default',
  priceProfitCalculation: profitCalculations[0],
}

const TEMPLATE_FIELDS = ['genProdPostingGroup', 'vatProdPostingGroup', 'itemCategoryCode'] as const

export const itemInsert: InsertRules = {
  start: (draft, context, body) => {
    refuseTakenId(names.item, context, body)
    Object.assign(draft, DEFAULTS, { costingMethod: text(inventorySetup(context.data), 'defaultCostingMethod') })
  },
  before: (draft, context, body) => {
    const { data } = context
    giveNumber(draft, context, names.item, series.item)
    applyTemplate(draft, data, body)
    draft['id'] = text(draft, 'id') || context.newId()
    draft['searchDescription'] = searchName({}, text(draft, 'displayName'))
    settle(draft, data)
  },
  after: (row, { data }) => keepUnits(itemUnits, data, row),
}

export const itemModify: ModifyRules = {
  before: (draft, row, context) => {
    const { data } = context
    checkRename(draft, row, context, names.item)
    if (draft['type'] !== row['type']) checkTypeChange(row, data)
    if (draft['baseUnitOfMeasureCode'] !== row['baseUnitOfMeasureCode']) checkUnitChange(row, data)
    if (row['blocked'] === true && draft['blocked'] !== true) draft['blockReason'] = ''
    if (draft['displayName'] !== row['displayName']) followName(draft, row)
    settle(draft, data)
  },
  after: (row, before, { data }) => {
    followNumber(data, names.item, before, row)
    keepUnits(itemUnits, data, row)
  },
}

export const itemDelete: DeleteRules = {
  before: (row, { data }) => {
    const table = tableWithItem(data, row.id)
    if (table !== undefined) {
      refuseDeletion(names.item, row, `there is at least one ${table} that includes this item.`)
    }
    const entries = findAll(data, names.itemLedgerEntry, { itemId: row.id })
    refuseLedgerEntries(data, names.item, row, entries, 'ledger entries that are open')
    if (entries.some((entry) => entry['completelyInvoiced'] !== true)) {
      refuseDeletion(names.item, row, 'there are ledger entries that have not been completely invoiced yet.')
    }
  },
  after: (row, { data }) => {
    removeUnits(itemUnits, data, row.id)
    for (const variant of findAll(data, names.itemVariant, { itemId: row.id }))
      data.remove(names.itemVariant, variant.id)
    for (const line of findAll(data, names.priceListLine, { assetId: row.id })) {
      data.remove(names.priceListLine, line.id)
    }
    removeDependents(data, row.id)
  },
}

function applyTemplate(draft: Draft, data: Reader, body: JsonObject): void {
  const template = templateOf(data, body, names.item, 'itemTemplate')
  if (body['type'] === undefined && template !== undefined && text(template, 'type') !== '') {
    draft['type'] = text(template, 'type')
  }
  fillFrom(template, draft, TEMPLATE_FIELDS)
  if (draft['type'] === 'Inventory') fillFrom(template, draft, ['inventoryPostingGroup'])
  if (text(draft, 'baseUnitOfMeasureCode') !== '') return
  const unit = text(template ?? {}, 'baseUnitOfMeasureCode') || text(inventorySetup(data), 'defaultUnitCode')
  if (data.lookup(names.unit, ['code'], [unit]) !== undefined) setBaseUnit(draft, unit)
}

/** The base unit is also the unit of sales and purchases until another one is chosen. */
export const setBaseUnit = (draft: Draft, code: string): void =>
  void Object.assign(draft, {
    baseUnitOfMeasureCode: code,
    salesUnitOfMeasureCode: code,
    purchaseUnitOfMeasureCode: code,
  })

/** What holds for every stored item. */
function settle(draft: Draft, data: Reader): void {
  if (draft['type'] !== 'Inventory') {
    Object.assign(draft, { inventoryPostingGroup: '', costingMethod: 'FIFO', reserve: 'Never' })
  }
  checkBaseUnit(itemUnits, data, draft)
  checkOwnUnit(itemUnits, data, draft, 'salesUnitOfMeasureCode', 'Sales Unit of Measure')
  checkOwnUnit(itemUnits, data, draft, 'purchaseUnitOfMeasureCode', 'Purch. Unit of Measure')
  if (draft['priceIncludesTax'] === true) placePriceVat(draft, data)
  calculateProfit(draft, data)
}

/** A price that includes VAT needs the VAT business group that it was made for. */
function placePriceVat(draft: Draft, data: Reader): void {
  const fromSetup = text(salesSetup(data), 'vatBusPostingGroupPrice')
  if (text(draft, 'vatBusPostingGroupPrice') === '') draft['vatBusPostingGroupPrice'] = fromSetup
  const match = {
    vatBusPostingGroup: text(draft, 'vatBusPostingGroupPrice'),
    vatProdPostingGroup: text(draft, 'vatProdPostingGroup'),
  }
  for (const _ of data.find(names.vatPostingSetup, match)) return
  refuse(
    404,
    'Internal_RecordNotFound',
    `The VAT Posting Setup does not exist. Identification fields and values: VAT Bus. Posting Group='${match.vatBusPostingGroup}',VAT Prod. Posting Group='${match.vatProdPostingGroup}'`,
  )
}

function followName(draft: Draft, row: Row): void {
  const before = { displayName: text(row, 'displayName'), searchName: text(row, 'searchDescription') }
  draft['searchDescription'] = searchName(before, text(draft, 'displayName'))
}

function checkTypeChange(row: Row, data: Reader): void {
  const table = entryOfItem(data, row.id) === undefined ? tableWithItem(data, row.id) : names.itemLedgerEntry
  if (table === undefined) return
  dialogError(
    `You cannot change the Type field on Item ${text(row, 'number')} because at least one ${table} exists for this item.`,
  )
}

function checkUnitChange(row: Row, data: Reader): void {
  for (const entry of data.find(names.itemLedgerEntry, { itemId: row.id })) {
    if (entry['open'] !== true) continue
    dialogError('You cannot modify Base Unit of Measure because there are open item ledger entries for this item.')
  }
}
