/** Koble's own page of price list lines, of all lists of sale (docs/koble-api-pages.md). */
import type { Draft, EntitySetDefinition, PropertyDefinition, WriteContext } from '@koble/odata-server'
import { changed } from '../prices/changed-property.ts'
import { assetType } from '../prices/members.ts'
import { checkUnit, checkVariant, checkWorkType, priceAsset, setAsset } from '../prices/price-asset.ts'
import {
  checkDefault,
  checkLine,
  followSource,
  listOf,
  priceListLineDelete,
  priceListLineInsert,
  priceListLineModify,
  refuseField,
  setAmountType,
  setLineAssetType,
} from '../prices/price-list-line-rules.ts'
import { priceSource, setSourceType } from '../prices/price-source.ts'
import { numberProperty, referenceId, type Found } from '../prices/typed-reference.ts'
import { includesTax, priceVatGroup } from '../prices/vat-group.ts'
import { text as textOf } from '../rules/setup.ts'
import { boundedDecimal } from '../sets/bounded-decimal.ts'
import { idProperty, keyProperty, type Pair } from '../sets/pair.ts'
import { currency } from '../sets/party-properties.ts'
import { bool, choice, codeField, date, integer, readOnly, systemFields, systemId, text } from '../sets/properties.ts'
import { names } from '../tables/names.ts'
import { big } from '../values/decimal.ts'
import { priceAmountType, priceSourceType, priceStatus } from './price-lists.ts'

const list: Pair = {
  table: names.priceList,
  keyColumn: 'code',
  length: 20,
  column: 'priceListId',
  holds: 'id',
  after: (draft, row) => {
    draft['priceListCode'] = textOf(row ?? {}, 'code')
  },
}

const edited = (name: string, property: PropertyDefinition): PropertyDefinition => changed(name, property, checkLine)
const ofList = (name: string, property: PropertyDefinition): PropertyDefinition => changed(name, property, checkDefault)

/** A code with a check of its own; blank is always allowed. */
const checkedCode = (
  column: string,
  check: (draft: Draft, code: string, data: WriteContext['data']) => void,
): PropertyDefinition =>
  codeField(10, {
    column,
    set: (draft, value, { data }) => {
      const code = typeof value === 'string' ? value : ''
      if (code !== '') check(draft, code, data)
      draft[column] = code
    },
  })

/** An amount, or a flag, that a line which defines the other thing does not have. */
function unless(excludedBy: 'Price' | 'Discount', caption: string, column: string, property: PropertyDefinition) {
  return {
    ...property,
    column,
    set: (draft: Draft, value: Parameters<NonNullable<PropertyDefinition['set']>>[1], context: WriteContext): void => {
      if (isGiven(value)) refuseField(draft, caption, excludedBy)
      if (property.set === undefined) draft[column] = value
      else property.set(draft, value, context)
    },
  }
}

const isGiven = (value: unknown): boolean =>
  typeof value === 'string' || typeof value === 'number' ? !big(value).eq(0) : value === true

function assignSource(draft: Draft, { id, code }: Found): void {
  Object.assign(draft, { sourceId: id, sourceCode: code })
}

export const priceAssetType = (more: Partial<PropertyDefinition> = {}): PropertyDefinition =>
  choice('priceAssetType', Object.values(assetType), more)

const assignAsset = (draft: Draft, found: Found, { data }: WriteContext): void =>
  setAsset(draft, found, listOf(draft, data) ?? {})

export const priceListLines: EntitySetDefinition = {
  name: 'priceListLines',
  entityType: 'priceListLine',
  table: names.priceListLine,
  fixed: { priceType: 'Sale' },
  properties: {
    id: systemId,
    priceListCode: codeField(20, {
      readOnly: 'afterInsert',
      set: (draft, value, context) => keyProperty('priceListCode', list).set?.(draft, value, context),
    }),
    priceListId: { ...idProperty('priceListId', list), readOnly: 'afterInsert' },
    sequence: integer({ column: 'lineNumber', readOnly: 'afterInsert' }),
    status: readOnly(priceStatus()),
    sourceType: ofList(
      'sourceType',
      priceSourceType({
        set: (draft, value) => {
          setSourceType(draft, String(value))
          followSource(draft)
        },
      }),
    ),
    sourceNumber: ofList('sourceNumber', numberProperty(priceSource, assignSource)),
    sourceId: ofList('sourceId', referenceId(priceSource, assignSource)),
    currencyCode: ofList('currencyCode', keyProperty('currencyCode', currency('blank'))),
    currencyId: ofList('currencyId', idProperty('currencyId', currency('blank'))),
    startingDate: ofList('startingDate', date()),
    endingDate: ofList('endingDate', date()),
    priceIncludesTax: ofList('priceIncludesTax', includesTax),
    taxBusinessPostingGroupCode: ofList('taxBusinessPostingGroupCode', priceVatGroup(names.priceListLine)),
    assetType: edited(
      'assetType',
      priceAssetType({ set: (draft, value, { data }) => setLineAssetType(draft, String(value), data) }),
    ),
    assetNumber: edited('assetNumber', numberProperty(priceAsset, assignAsset)),
    assetId: edited('assetId', referenceId(priceAsset, assignAsset)),
    description: edited('description', text(100)),
    itemVariantCode: edited('itemVariantCode', checkedCode('variantCode', checkVariant)),
    unitOfMeasureCode: edited('unitOfMeasureCode', checkedCode('unitOfMeasureCode', checkUnit)),
    workTypeCode: edited('workTypeCode', checkedCode('workTypeCode', checkWorkType)),
    minimumQuantity: edited('minimumQuantity', boundedDecimal('minimumQuantity', 'Minimum Quantity')),
    amountType: edited(
      'amountType',
      priceAmountType({ set: (draft, value, { data }) => setAmountType(draft, String(value), data) }),
    ),
    unitPrice: edited(
      'unitPrice',
      unless('Discount', 'Unit Price', 'unitPrice', boundedDecimal('unitPrice', 'Unit Price')),
    ),
    lineDiscountPercent: edited(
      'lineDiscountPercent',
      unless(
        'Price',
        'Line Discount %',
        'discountPercent',
        boundedDecimal('discountPercent', 'Line Discount %', '100'),
      ),
    ),
    allowLineDiscount: edited('allowLineDiscount', unless('Discount', 'Allow Line Disc.', 'allowLineDiscount', bool())),
    allowInvoiceDiscount: edited(
      'allowInvoiceDiscount',
      unless('Discount', 'Allow Invoice Disc.', 'allowInvoiceDiscount', bool()),
    ),
    ...systemFields,
  },
  insert: priceListLineInsert,
  modify: priceListLineModify,
  delete: priceListLineDelete,
}
