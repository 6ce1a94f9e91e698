/**
 * What a purchase line takes over from its header and from what it names: an item, a G/L account, or nothing for a comment (mirrors erp-business-logic,
 * section 2.3). Setting the type or the object clears what the line had.
 */
import type { Draft, Reader, Row, Transaction } from '@koble/odata-server'
import { emptyGuid } from '@koble/odata-server'
import { vatPostingSetup } from '../ledger/posting-setup.ts'
import { documentDimensions, type DimensionParent } from '../rules/document-dimensions.ts'
import { itemUnitSize } from '../rules/item-unit-size.ts'
import { dialogError, fieldError, mustHaveValue, notImplemented } from '../rules/refusals.ts'
import { amount, integer, text } from '../rules/setup.ts'
import { factorOf, precisionOf } from '../sales/document-context.ts'
import { names } from '../tables/names.ts'
import { addFormula } from '../values/date-formula.ts'
import { decodeMember } from '../values/enum-name.ts'
import { big, canonical, roundTo } from '../values/decimal.ts'

const CLEARED: Draft = {
  objectId: emptyGuid,
  description: '',
  description2: '',
  unitOfMeasureCode: '',
  quantityPerUnit: '1',
  variantCode: '',
  genProdPostingGroup: '',
  vatProdPostingGroup: '',
  vatIdentifier: '',
  vatCalculationType: '',
  inventoryPostingGroup: '',
  itemCategoryCode: '',
  taxPercent: '0',
  allowInvoiceDiscount: false,
  ...Object.fromEntries(
    [
      'quantity',
      'quantityBase',
      'directUnitCost',
      'unitCostLcy',
      'discountPercent',
      'discountAmount',
      'outstandingQuantity',
      'outstandingQuantityBase',
      'quantityToReceive',
      'quantityToInvoice',
    ].map((column) => [column, '0']),
  ),
}

export function setLineType(draft: Draft, lineType: string): void {
  if (lineType !== 'Comment' && lineType !== 'Item' && lineType !== 'Account') {
    notImplemented(`A purchase line of type '${decodeMember(lineType)}'`)
  }
  checkNothingReceived(draft, 'Type')
  Object.assign(draft, CLEARED, { lineType })
}

export function setItem(draft: Draft, item: Row, header: Row, data: Transaction): void {
  checkItem(item)
  setLineType(draft, 'Item')
  takeFromHeader(draft, header)
  const unit = text(item, 'purchaseUnitOfMeasureCode') || text(item, 'baseUnitOfMeasureCode')
  Object.assign(draft, {
    objectId: item.id,
    description: text(item, 'displayName'),
    description2: text(item, 'displayName2'),
    inventoryPostingGroup: text(item, 'inventoryPostingGroup'),
    itemCategoryCode: text(item, 'itemCategoryCode'),
    allowInvoiceDiscount: item['allowInvoiceDiscount'] === true,
    expectedReceiptDate: expectedDate(draft, item, header),
  })
  setGroups(draft, text(item, 'genProdPostingGroup'), text(item, 'vatProdPostingGroup'), data)
  setUnit(draft, item, unit, header, data)
  setDimensions(draft, 'Item', item, header, data)
}

export function setAccount(draft: Draft, account: Row, header: Row, data: Transaction): void {
  checkAccount(account)
  setLineType(draft, 'Account')
  takeFromHeader(draft, header)
  draft['objectId'] = account.id
  draft['description'] = text(account, 'displayName')
  setGroups(draft, text(account, 'genProdPostingGroup'), text(account, 'vatProdPostingGroup'), data)
  setDimensions(draft, 'G_x002f_L_x0020_Account', account, header, data)
}

/** The header's, and what the item or account adds. */
function setDimensions(draft: Draft, parentType: DimensionParent, parent: Row, header: Row, data: Transaction): void {
  draft['dimensionSetId'] = documentDimensions(data, [{ parentType, parent }], integer(header, 'dimensionSetId'))
}

/** The unit must be one of the item's; cost follows its size. */
export function setUnit(draft: Draft, item: Row, code: string, header: Row, data: Reader): void {
  checkNothingReceived(draft, 'Unit of Measure Code')
  draft['unitOfMeasureCode'] = code
  draft['quantityPerUnit'] = itemUnitSize(data, item, code)
  draft['directUnitCost'] = unitCostOf(draft, item, header, data)
}

/** Business and product group decide on VAT; the combination must be set up. */
export function setVat(draft: Draft, vatProdPostingGroup: string, data: Reader): void {
  const setup = vatPostingSetup(data, text(draft, 'vatBusPostingGroup'), vatProdPostingGroup)
  const calculationType = text(setup, 'calculationType')
  const isNormal = calculationType === 'Normal_x0020_VAT'
  Object.assign(draft, {
    vatProdPostingGroup,
    vatIdentifier: text(setup, 'vatIdentifier'),
    vatCalculationType: calculationType,
    taxPercent: isNormal ? amount(setup, 'vatPercent') : '0',
  })
}

/** What is on its way already keeps its type, item, unit and place. */
export function checkNothingReceived(draft: Draft, field: string): void {
  if (big(amount(draft, 'receivedQuantity')).eq(0)) return
  fieldError(`Quantity Received must be equal to '0' in Purchase Line when ${field} is changed.`)
}

function takeFromHeader(draft: Draft, header: Row): void {
  for (const column of ['vendorId', 'payToId', 'locationCode', 'genBusPostingGroup', 'vatBusPostingGroup'] as const) {
    draft[column] = header[column] ?? null
  }
  draft['requestedReceiptDate'] = header['requestedReceiptDate'] ?? null
  draft['expectedReceiptDate'] = text(header, 'requestedReceiptDate')
}

/** What was asked for, else the order date plus the item's lead time. */
function expectedDate(draft: Draft, item: Row, header: Row): string {
  const requested = text(draft, 'requestedReceiptDate')
  const ordered = text(header, 'orderDate')
  return requested > '0001-01-01' ? requested : addFormula(ordered, text(item, 'leadTimeCalculation'))
}

function setGroups(draft: Draft, genProdPostingGroup: string, vatProdPostingGroup: string, data: Reader): void {
  draft['genProdPostingGroup'] = genProdPostingGroup
  setVat(draft, vatProdPostingGroup, data)
}

/** The last cost paid, else the item's unit cost: per base unit, in local currency, without VAT. */
function unitCostOf(draft: Draft, item: Row, header: Row, data: Reader): string {
  const last = big(amount(item, 'lastDirectCost'))
  const cost = (last.eq(0) ? big(amount(item, 'unitCost')) : last).times(amount(draft, 'quantityPerUnit'))
  const rate = header['pricesIncludeTax'] === true ? big(amount(draft, 'taxPercent')).div(100) : big(0)
  const { unitAmount } = precisionOf(data, text(header, 'currencyCode'))
  return canonical(roundTo(cost.times(factorOf(header)).times(rate.plus(1)), unitAmount))
}

function checkItem(item: Row): void {
  const key = `No.=${text(item, 'number')}`
  if (item['blocked'] === true) fieldError(`Blocked must be equal to 'No' in Item: ${key}. Current value is 'Yes'.`)
  if (item['purchasingBlocked'] === true) {
    dialogError(
      `You cannot purchase Item ${text(item, 'number')} because the Purchasing Blocked check box is selected on the Item card.`,
    )
  }
  if (text(item, 'genProdPostingGroup') === '') mustHaveValue('Gen. Prod. Posting Group', names.item, key)
  if (item['type'] === 'Inventory' && text(item, 'inventoryPostingGroup') === '') {
    mustHaveValue('Inventory Posting Group', names.item, key)
  }
}

function checkAccount(account: Row): void {
  const key = `No.=${text(account, 'number')}`
  const must = (field: string, value: string, current: string): never =>
    fieldError(`${field} must be equal to '${value}' in G/L Account: ${key}. Current value is '${current}'.`)
  if (account['accountType'] !== 'Posting') must('Account Type', 'Posting', decodeMember(text(account, 'accountType')))
  if (account['blocked'] === true) must('Blocked', 'No', 'Yes')
  if (account['directPosting'] !== true) must('Direct Posting', 'Yes', 'No')
  if (text(account, 'genProdPostingGroup') === '') mustHaveValue('Gen. Prod. Posting Group', names.account, key)
}
