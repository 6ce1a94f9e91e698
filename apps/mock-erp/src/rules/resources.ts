/** Resources: creation, change and deletion (erp-business-logic, section 6.5). */
import type { DeleteRules, Draft, InsertRules, ModifyRules, Reader } from '@koble/odata-server'
import { emptyGuid } from '@koble/odata-server'
import { findAll } from '../tables/find-all.ts'
import { names } from '../tables/names.ts'
import { removeDependents } from './dependents.ts'
import { openYearsFrom } from './fiscal-years.ts'
import { refuseDeletion } from './ledger-deletion.ts'
import { followNumber } from './number-references.ts'
import { series } from './number-series.ts'
import { outstandingLine } from './outstanding.ts'
import { searchName } from './parties.ts'
import { calculateProfit, profitCalculations } from './profit.ts'
import { checkRename, giveNumber, refuseTakenId } from './record-identity.ts'
import { dialogError } from './refusals.ts'
import { text } from './setup.ts'
import { fillFrom, templateOf } from './template.ts'
import { checkBaseUnit, keepUnits, removeUnits, resourceUnits } from './units-of-record.ts'

const DEFAULTS: Draft = { type: 'Person', vendorId: emptyGuid, priceProfitCalculation: profitCalculations[0] }

const TEMPLATE_FIELDS = ['genProdPostingGroup', 'vatProdPostingGroup', 'baseUnitOfMeasureCode'] as const

export const resourceInsert: InsertRules = {
  start: (draft, context, body) => {
    refuseTakenId(names.resource, context, body)
    Object.assign(draft, DEFAULTS)
  },
  before: (draft, context, body) => {
    giveNumber(draft, context, names.resource, series.resource)
    fillFrom(templateOf(context.data, body, names.resource), draft, TEMPLATE_FIELDS)
    draft['id'] = text(draft, 'id') || context.newId()
    draft['searchName'] = searchName({}, text(draft, 'displayName'))
    settle(draft, context.data)
  },
  after: (row, { data }) => keepUnits(resourceUnits, data, row),
}

export const resourceModify: ModifyRules = {
  before: (draft, row, context) => {
    checkRename(draft, row, context, names.resource)
    if (draft['displayName'] !== row['displayName']) draft['searchName'] = searchName(row, text(draft, 'displayName'))
    settle(draft, context.data)
  },
  after: (row, before, { data }) => {
    followNumber(data, names.resource, before, row)
    keepUnits(resourceUnits, data, row)
  },
}

export const resourceDelete: DeleteRules = {
  before: (row, { data }) => {
    for (const table of [names.salesLine, names.purchaseLine] as const) {
      if (outstandingLine(data, table, 'objectId', row.id) === undefined) continue
      dialogError(
        `You cannot delete resource ${text(row, 'number')} because there are one or more outstanding ${table} that include this resource.`,
      )
    }
    const openFrom = openYearsFrom(data)
    for (const entry of data.find(names.resourceLedgerEntry, { resourceId: row.id })) {
      if (text(entry, 'postingDate') < openFrom) continue
      refuseDeletion(names.resource, row, 'it has ledger entries in a fiscal year that has not been closed yet.')
    }
  },
  after: (row, { data }) => {
    removeUnits(resourceUnits, data, row.id)
    for (const line of findAll(data, names.priceListLine, { assetId: row.id })) {
      data.remove(names.priceListLine, line.id)
    }
    removeDependents(data, row.id)
  },
}

function settle(draft: Draft, data: Reader): void {
  checkBaseUnit(resourceUnits, data, draft)
  calculateProfit(draft, data)
}
