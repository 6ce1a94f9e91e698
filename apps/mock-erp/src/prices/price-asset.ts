/** For what a price list line gives its price, and what that decides (erp-business-logic, section 1.2). */
import type { Draft, Reader, Row } from '@koble/odata-server'
import { emptyGuid } from '@koble/odata-server'
import { fieldError, relationError } from '../rules/refusals.ts'
import { text } from '../rules/setup.ts'
import { names } from '../tables/names.ts'
import { decodeMember } from '../values/enum-name.ts'
import { assetType } from './members.ts'
import { lineKey } from './price-list.ts'
import type { Found, TypedReference } from './typed-reference.ts'

type Fields = Readonly<Record<string, unknown>>

export const priceAsset: TypedReference = {
  columns: { type: 'assetType', id: 'assetId', code: 'assetCode' },
  properties: { number: 'assetNumber', id: 'assetId' },
  kinds: {
    [assetType.item]: { table: names.item, key: 'number', phrase: 'an Item' },
    [assetType.itemDiscountGroup]: { table: names.itemDiscountGroup, key: 'code', phrase: 'an Item Discount Group' },
    [assetType.resource]: { table: names.resource, key: 'number', phrase: 'a Resource' },
    [assetType.resourceGroup]: { table: undefined, key: 'code', phrase: 'a Resource Group' },
    [assetType.account]: { table: names.account, key: 'number', phrase: 'a G/L Account' },
  },
  refuseNumber: (draft, number) => relationError('Asset No.', names.priceListLine, number, text(draft, 'assetType')),
}

/** What depends on the asset and goes when it changes. */
const DEPENDENT = { variantCode: '', unitOfMeasureCode: '', workTypeCode: '', description: '', vatProdPostingGroup: '' }

/** A new type forgets what the old one named. */
export const setAssetType = (draft: Draft, type: string): void =>
  void Object.assign(draft, DEPENDENT, { assetType: type, assetId: emptyGuid, assetCode: '' })

/** The item's flag counts where the list allows no invoice discount. */
export function setAsset(draft: Draft, { id, code, record }: Found, list: Fields): void {
  Object.assign(draft, DEPENDENT, { assetId: id, assetCode: code })
  if (record === undefined) return
  draft['description'] = text(record, 'displayName').slice(0, 100)
  draft['vatProdPostingGroup'] = text(record, 'vatProdPostingGroup')
  draft['unitOfMeasureCode'] = text(record, UNIT_OF[text(draft, 'assetType')] ?? '')
  const isItem = text(draft, 'assetType') === assetType.item
  if (isItem && list['allowInvoiceDiscount'] !== true && draft['amountType'] !== 'Discount') {
    draft['allowInvoiceDiscount'] = record['allowInvoiceDiscount'] === true
  }
}

/** An item's sales unit may be blank: then the price is for a base unit. */
const UNIT_OF: Readonly<Record<string, string>> = {
  [assetType.item]: 'salesUnitOfMeasureCode',
  [assetType.resource]: 'baseUnitOfMeasureCode',
}

/** Whether the line must name one; otherwise a blank one means all of the type. */
export const needsAsset = (line: Fields): boolean => {
  const type = text(line, 'assetType')
  if (type === assetType.item) return text(line, 'amountType') !== 'Discount'
  return type === assetType.account || type === assetType.resourceGroup
}

export function checkVariant(line: Fields, code: string, data: Reader): void {
  const known =
    text(line, 'assetType') === assetType.item &&
    data.lookup(names.itemVariant, ['itemId', 'code'], [text(line, 'assetId'), code]) !== undefined
  if (!known) relationError('Variant Code', names.priceListLine, code, names.itemVariant)
}

export function checkUnit(line: Fields, code: string, data: Reader): void {
  const [table, row] = unitRow(line, code, data)
  if (row === undefined) relationError('Unit of Measure Code', names.priceListLine, code, table)
}

/** A unit of the item or resource itself; of anything wider: any unit. */
function unitRow(line: Fields, code: string, data: Reader): readonly [table: string, row: Row | undefined] {
  const [type, id] = [text(line, 'assetType'), text(line, 'assetId')]
  const isOne = id !== '' && id !== emptyGuid
  if (isOne && type === assetType.item) {
    return [names.itemUnit, data.lookup(names.itemUnit, ['itemId', 'code'], [id, code])]
  }
  if (isOne && type === assetType.resource) {
    return [names.resourceUnit, data.lookup(names.resourceUnit, ['resourceId', 'code'], [id, code])]
  }
  return [names.unit, data.lookup(names.unit, ['code'], [code])]
}

/** Work types are for resources and their groups. */
export function checkWorkType(line: Fields): void {
  const type = text(line, 'assetType')
  if (type === assetType.resource || type === assetType.resourceGroup) return
  fieldError(
    `Asset Type must be equal to 'Resource' in Price List Line: ${lineKey(line)}. Current value is '${decodeMember(type)}'.`,
  )
}
