/** Price list lines: what they copy from their list, what a price and a discount exclude, when they may be edited (erp-business-logic, section 1.2). */
import type {
  DeleteRules,
  Draft,
  InsertRules,
  JsonObject,
  ModifyRules,
  Reader,
  Row,
  WriteContext,
} from '@koble/odata-server'
import { emptyGuid } from '@koble/odata-server'
import { refuseTakenId } from '../rules/record-identity.ts'
import { dialogError, fieldError } from '../rules/refusals.ts'
import { integer, text } from '../rules/setup.ts'
import { names } from '../tables/names.ts'
import { code } from '../values/code.ts'
import { assetType } from './members.ts'
import { setAssetType } from './price-asset.ts'
import { checkDates, checkEditable } from './price-list.ts'
import { checkAmountType, checkSource, onlyAmountType } from './price-source.ts'

const COPIED = [
  'sourceType',
  'sourceId',
  'sourceCode',
  'currencyCode',
  'startingDate',
  'endingDate',
  'priceIncludesTax',
  'vatBusPostingGroupPrice',
  'allowLineDiscount',
  'allowInvoiceDiscount',
] as const

export const listOf = (line: Readonly<Record<string, unknown>>, data: Reader): Row | undefined =>
  data.get(names.priceList, text(line, 'priceListId'))

export const priceListLineInsert: InsertRules = {
  start: (draft, context, body) => {
    refuseTakenId(names.priceListLine, context, body)
    Object.assign(draft, {
      status: 'Draft',
      assetType: assetType.item,
      assetId: emptyGuid,
      assetCode: '',
      amountType: 'Price',
    })
    const list = listOf(draft, context.data) ?? namedList(body, context.data)
    if (list !== undefined) copyFrom(draft, list, context.data)
  },
  before: (draft, { data }) => {
    const list = listOf(draft, data)
    if (list === undefined) return dialogError('A "priceListCode" or a "priceListId" must be provided.')
    if (integer(draft, 'lineNumber') === 0) draft['lineNumber'] = lastLineNumber(data, list.id) + 10_000
    checkSource(draft)
    checkDates(draft)
  },
}

/** The list is known before any other property takes effect, wherever it stands in the body. */
function namedList(body: JsonObject, data: Reader): Row | undefined {
  const [id, listCode] = [body['priceListId'], body['priceListCode']]
  if (typeof id === 'string' && id !== emptyGuid) return data.get(names.priceList, id.toLowerCase())
  return typeof listCode === 'string' ? data.lookup(names.priceList, ['code'], [code(listCode)]) : undefined
}

function copyFrom(draft: Draft, list: Row, data: Reader): void {
  checkEditable(list, data)
  draft['priceListId'] = list.id
  draft['priceListCode'] = text(list, 'code')
  for (const column of COPIED) draft[column] = list[column] ?? null
  if (list['amountType'] !== 'Any') assignAmountType(draft, text(list, 'amountType'))
}

function lastLineNumber(data: Reader, priceListId: string): number {
  let last = 0
  for (const line of data.find(names.priceListLine, { priceListId })) last = Math.max(last, integer(line, 'lineNumber'))
  return last
}

export const priceListLineModify: ModifyRules = {
  before: (draft) => {
    checkSource(draft)
    checkDates(draft)
  },
}

export const priceListLineDelete: DeleteRules = {
  before: (row, { data }) => checkListEditable(row, data),
}

function checkListEditable(line: Readonly<Record<string, unknown>>, data: Reader): void {
  const list = listOf(line, data)
  if (list !== undefined) checkEditable(list, data)
}

/** Before any change: the list may be edited. A line that is edited in an active list is a draft until the list is activated again. */
export function checkLine(draft: Draft, { data }: Pick<WriteContext, 'data'>): void {
  checkListEditable(draft, data)
  draft['status'] = 'Draft'
}

/** Before a change of what the line copied from its list. */
export function checkDefault(draft: Draft, context: Pick<WriteContext, 'data'>): void {
  checkLine(draft, context)
  const list = listOf(draft, context.data)
  if (list === undefined || list['allowUpdatingDefaults'] === true) return
  fieldError(
    `Allow Updating Defaults must be equal to 'Yes' in Price List Header: Code=${text(list, 'code')}. Current value is 'No'.`,
  )
}

export function setAmountType(draft: Draft, amountType: string, data: Reader): void {
  checkAmountType(draft, amountType)
  if (text(draft, 'assetType') === assetType.itemDiscountGroup && amountType !== 'Discount') mustDefine('Discount')
  const list = listOf(draft, data)
  if (list?.['allowUpdatingDefaults'] === false && list['amountType'] !== 'Any' && list['amountType'] !== amountType) {
    mustDefine(text(list, 'amountType'))
  }
  if (draft['amountType'] === 'Discount' && list !== undefined) {
    draft['allowLineDiscount'] = list['allowLineDiscount'] === true
    draft['allowInvoiceDiscount'] = list['allowInvoiceDiscount'] === true
  }
  assignAmountType(draft, amountType)
}

const mustDefine = (amountType: string): never => dialogError(`Defines must be equal to ${amountType}.`)

/** A price has no discount; a discount has no price and no flags. */
function assignAmountType(draft: Draft, amountType: string): void {
  draft['amountType'] = amountType
  if (amountType === 'Price') draft['discountPercent'] = '0'
  if (amountType === 'Discount') {
    Object.assign(draft, { unitPrice: '0', allowLineDiscount: false, allowInvoiceDiscount: false })
  }
}

/** After the line's own source changed. */
export function followSource(draft: Draft): void {
  const only = onlyAmountType(draft)
  if (only !== undefined) assignAmountType(draft, only)
}

/** A group of items has discounts only. */
export function setLineAssetType(draft: Draft, type: string, data: Reader): void {
  setAssetType(draft, type)
  if (type === assetType.itemDiscountGroup) setAmountType(draft, 'Discount', data)
}

/** A field that what the line defines excludes. */
export function refuseField(draft: Draft, caption: string, excludedBy: 'Price' | 'Discount'): void {
  if (draft['amountType'] !== excludedBy) return
  dialogError(`Field ${caption} is not allowed in the price list line where Defines is ${excludedBy}.`)
}
