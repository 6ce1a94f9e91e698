/** Type and number of a line: what is cleared, what is refused, what the line takes over (erp-business-logic, section 2.3). */
import type { Draft, Reader, Row } from '@koble/odata-server'
import { emptyGuid } from '@koble/odata-server'
import { documentDimensions, type DimensionParent } from '../../rules/document-dimensions.ts'
import { dialogError, mustHaveValue, relationError } from '../../rules/refusals.ts'
import { amount, integer, salesSetup, text } from '../../rules/setup.ts'
import { names } from '../../tables/names.ts'
import { documentKind } from '../document-kinds.ts'
import { lineKey, mustBe, mustBeFilled, mustEqual, mustNotBeShipped } from '../test-field.ts'
import type { SalesContext, Values } from '../sales-context.ts'
import { recalculateLine } from './line-amounts.ts'
import { hasRecords, isStocked, objectTable } from './line-object.ts'
import { findPrice } from './line-price.ts'
import { deriveQuantities } from './line-quantities.ts'
import { written, type LineTrigger } from './line-trigger.ts'
import { takeUnit } from './line-unit.ts'
import { takeVatSetup } from './line-vat.ts'
import { clearLine, inheritFrom } from './new-line.ts'

/** Another type clears the line; what was typed before the first number stays. */
export const setLineType: LineTrigger = (line, value, header) => {
  mustNotBeShipped(line, header)
  if (hasObject(line)) clearLine(line)
  line['lineType'] = written(value) || 'Comment'
}

const hasObject = (line: Values): boolean => ![emptyGuid, ''].includes(text(line, 'objectId'))

/** The id of the item, resource or account. The line begins anew with it and keeps its quantity. */
export const setObject: LineTrigger = (line, value, header, context) => {
  mustNotBeShipped(line, header)
  const object = objectOf(line, written(value), header, context.data)
  clearLine(line, ['quantity'])
  line['objectId'] = object.id
  inheritFrom(header, line)
  FILL[text(line, 'lineType')]?.(line, object, context)
  takeVatSetup(line, context.data)
  takeDimensions(line, object, header, context)
  if (amount(line, 'quantity') === '0') line['quantity'] = defaultQuantity(line, context.data)
  deriveQuantities(line, context.data)
  findPrice(line, header, context)
  recalculateLine(line, header, context.data)
}

function objectOf(line: Values, id: string, header: Values, data: Reader): Row {
  const table = objectTable(text(line, 'lineType'))
  if (table === undefined) return mustHaveValue('Type', names.salesLine, lineKey(line, header))
  return (hasRecords(table) ? data.get(table, id) : undefined) ?? relationError('No.', names.salesLine, id, table)
}

type Fill = (line: Draft, object: Row, context: SalesContext) => void

const FILL: Readonly<Record<string, Fill>> = {
  Item: (line, item, { data }) => {
    checkItem(line, item)
    takeGroups(line, item)
    Object.assign(line, {
      description: text(item, 'displayName'),
      description2: text(item, 'displayName2'),
      allowInvoiceDiscount: item['allowInvoiceDiscount'] === true,
      inventoryPostingGroup: text(item, 'inventoryPostingGroup'),
      itemCategoryCode: text(item, 'itemCategoryCode'),
    })
    takeUnit(line, text(item, 'salesUnitOfMeasureCode') || text(item, 'baseUnitOfMeasureCode'), data)
  },
  Resource: (line, resource, { data }) => {
    checkResource(resource)
    takeGroups(line, resource)
    Object.assign(line, {
      description: text(resource, 'displayName'),
      description2: text(resource, 'displayName2'),
      allowInvoiceDiscount: true,
    })
    takeUnit(line, text(resource, 'baseUnitOfMeasureCode'), data)
  },
  Account: (line, account, { data }) => {
    checkAccount(account)
    takeGroups(line, account)
    Object.assign(line, { description: text(account, 'displayName'), allowInvoiceDiscount: false })
    takeUnit(line, '', data)
  },
}

const takeGroups = (line: Draft, object: Row): void => {
  line['genProdPostingGroup'] = text(object, 'genProdPostingGroup')
  line['vatProdPostingGroup'] = text(object, 'vatProdPostingGroup')
}

/** Sales Blocked stops what is sold, not what comes back. */
export function checkItem(line: Values, item: Row): void {
  const number = text(item, 'number')
  mustBe(false, item, 'blocked', 'Blocked', `${names.item}: No.=${number}`)
  if (item['salesBlocked'] === true && !documentKind(line).isCredit) {
    dialogError(`You cannot sell Item ${number} because the Sales Blocked check box is selected on the Item card.`)
  }
  mustBeFilled(item, 'genProdPostingGroup', 'Gen. Prod. Posting Group', names.item)
  if (isStocked(item)) mustBeFilled(item, 'inventoryPostingGroup', 'Inventory Posting Group', names.item)
}

export function checkResource(resource: Row): void {
  const where = `${names.resource}: No.=${text(resource, 'number')}`
  mustBe(false, resource, 'blocked', 'Blocked', where)
  mustBe(false, resource, 'privacyBlocked', 'Privacy Blocked', where)
  mustBeFilled(resource, 'genProdPostingGroup', 'Gen. Prod. Posting Group', names.resource)
}

function checkAccount(account: Row): void {
  const where = `${names.account}: No.=${text(account, 'number')}`
  const type = text(account, 'accountType')
  if (type !== 'Posting') mustEqual('Account Type', 'Posting', where, type)
  mustBe(false, account, 'blocked', 'Blocked', where)
  mustBe(true, account, 'directPosting', 'Direct Posting', where)
  mustBeFilled(account, 'genProdPostingGroup', 'Gen. Prod. Posting Group', names.account)
}

const PARENTS: Readonly<Record<string, DimensionParent>> = {
  Item: 'Item',
  Resource: 'Resource',
  Account: 'G_x002f_L_x0020_Account',
}

/** The header's dimensions first, then those of the object and the location (section 7.1). */
function takeDimensions(line: Draft, object: Row, header: Values, { data }: SalesContext): void {
  const location = data.lookup(names.location, ['code'], [text(line, 'locationCode')])
  const parentType = PARENTS[text(line, 'lineType')]
  const sources = [
    ...(parentType === undefined ? [] : [{ parentType, parent: object }]),
    { parentType: 'Location', parent: location } as const,
  ]
  line['dimensionSetId'] = documentDimensions(data, sources, integer(header, 'dimensionSetId'))
}

const defaultQuantity = (line: Values, data: Reader): string =>
  text(line, 'lineType') === 'Item' && salesSetup(data)['defaultItemQuantity'] === true ? '1' : '0'
