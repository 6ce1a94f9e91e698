/** Price list headers: numbers, statuses, what is pushed to the lines, deletion (erp-business-logic, sections 1.2 and 6.6). */
import type { DeleteRules, Draft, InsertRules, ModifyRules, Row, Transaction, WriteContext } from '@koble/odata-server'
import { emptyGuid } from '@koble/odata-server'
import { checkTypedNumber, drawNumber, series } from '../rules/number-series.ts'
import { refuseTakenId } from '../rules/record-identity.ts'
import { alreadyExists, dialogError } from '../rules/refusals.ts'
import { text } from '../rules/setup.ts'
import { names } from '../tables/names.ts'
import { checkActivation } from './activate.ts'
import { sourceType } from './members.ts'
import { allowsEditingActive, checkDates, linesOf } from './price-list.ts'
import { checkSource } from './price-source.ts'

const DEFAULTS: Draft = {
  status: 'Draft',
  sourceType: sourceType.allCustomers,
  sourceId: emptyGuid,
  sourceCode: '',
  currencyCode: '',
  amountType: 'Any',
  priceIncludesTax: false,
  allowLineDiscount: true,
  allowInvoiceDiscount: true,
}

export const priceListInsert: InsertRules = {
  start: (draft, context, body) => {
    refuseTakenId(names.priceList, context, body)
    Object.assign(draft, DEFAULTS)
  },
  before: (draft, context) => {
    giveCode(draft, context)
    checkSource(draft)
    checkDates(draft)
  },
}

function giveCode(draft: Draft, { data }: WriteContext): void {
  const isTaken = (code: string): boolean => data.lookup(names.priceList, ['code'], [code]) !== undefined
  const typed = text(draft, 'code')
  if (typed === '') {
    draft['code'] = drawNumber(data, series.priceList, isTaken)
    return
  }
  checkTypedNumber(data, series.priceList)
  if (isTaken(typed)) alreadyExists(names.priceList, `Code='${typed}'`)
}

export const priceListModify: ModifyRules = {
  before: (draft, row) => {
    if (draft['code'] !== row['code']) dialogError('You cannot rename a Price List Header.')
    checkSource(draft)
    checkDates(draft)
  },
  after: (row, before, { data }) => {
    pushToLines(data, row, before, ['startingDate', 'endingDate'])
    if (row['status'] === 'Active' && before['status'] !== 'Active') checkActivation(data, row)
    pushToLines(data, row, before, ['status'])
  },
}

/** What changed on the list, on all of its lines. */
function pushToLines(data: Transaction, row: Row, before: Row, columns: readonly string[]): void {
  const changes = Object.fromEntries(
    columns.filter((column) => row[column] !== before[column]).map((column) => [column, row[column] ?? null]),
  )
  if (Object.keys(changes).length === 0) return
  for (const line of linesOf(data, row.id)) data.update(names.priceListLine, line.id, changes)
}

export const priceListDelete: DeleteRules = {
  before: (row, { data }) => {
    if (row['status'] === 'Active' && !allowsEditingActive(data)) {
      dialogError(`You cannot delete the price list ${text(row, 'code')} because it is active.`)
    }
    for (const line of linesOf(data, row.id)) data.remove(names.priceListLine, line.id)
  },
}
