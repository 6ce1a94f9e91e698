/** Koble's own page of price lists: those of sale, to customers (docs/koble-api-pages.md). */
import type { Draft, EntitySetDefinition, PropertyDefinition, WriteContext } from '@koble/odata-server'
import { changed } from '../prices/changed-property.ts'
import { amountTypes, sourceType, statuses } from '../prices/members.ts'
import { checkEditable, checkNoLines } from '../prices/price-list.ts'
import { priceListDelete, priceListInsert, priceListModify } from '../prices/price-list-rules.ts'
import { checkAmountType, priceSource, setSourceType, termsOfSource } from '../prices/price-source.ts'
import { numberProperty, referenceId, type Found } from '../prices/typed-reference.ts'
import { includesTax, priceVatGroup, VAT_GROUP_CAPTION } from '../prices/vat-group.ts'
import { idProperty, keyProperty } from '../sets/pair.ts'
import { currency } from '../sets/party-properties.ts'
import { bool, choice, codeField, date, systemFields, systemId, text } from '../sets/properties.ts'
import { names } from '../tables/names.ts'

/** Sources that a list of sale has. */
export const sourceTypes = [
  sourceType.allCustomers,
  sourceType.customer,
  sourceType.priceGroup,
  sourceType.discountGroup,
  sourceType.campaign,
  sourceType.contact,
] as const

export const priceStatus = (): PropertyDefinition => choice('priceStatus', statuses)
export const priceSourceType = (more: Partial<PropertyDefinition> = {}): PropertyDefinition =>
  choice('priceSourceType', sourceTypes, more)
export const priceAmountType = (more: Partial<PropertyDefinition> = {}): PropertyDefinition =>
  choice('priceAmountType', amountTypes, more)

const edited = (name: string, property: PropertyDefinition): PropertyDefinition =>
  changed(name, property, (draft, { data }) => checkEditable(draft, data))

/** Lines were copied from it: it stays while there are any. */
const fixedByLines = (name: string, caption: string, property: PropertyDefinition): PropertyDefinition =>
  changed(name, property, (draft, { data }) => {
    checkEditable(draft, data)
    checkNoLines(draft, data, caption)
  })

function assignSource(draft: Draft, { id, code, record }: Found, _context: WriteContext): void {
  Object.assign(draft, { sourceId: id, sourceCode: code }, termsOfSource(draft, record))
}

export const priceLists: EntitySetDefinition = {
  name: 'priceLists',
  entityType: 'priceList',
  table: names.priceList,
  fixed: { priceType: 'Sale' },
  properties: {
    id: systemId,
    code: codeField(20),
    description: edited('description', text(250)),
    status: priceStatus(),
    sourceType: fixedByLines(
      'sourceType',
      'Assign-to Type',
      priceSourceType({ set: (draft, value) => setSourceType(draft, String(value)) }),
    ),
    sourceNumber: fixedByLines('sourceNumber', 'Assign-to No.', numberProperty(priceSource, assignSource)),
    sourceId: fixedByLines('sourceId', 'Assign-to No.', referenceId(priceSource, assignSource)),
    currencyCode: fixedByLines('currencyCode', 'Currency Code', keyProperty('currencyCode', currency('blank'))),
    currencyId: fixedByLines('currencyId', 'Currency Code', idProperty('currencyId', currency('blank'))),
    startingDate: edited('startingDate', date()),
    endingDate: edited('endingDate', date()),
    amountType: edited(
      'amountType',
      priceAmountType({
        set: (draft, value) => {
          checkAmountType(draft, String(value))
          draft['amountType'] = value
        },
      }),
    ),
    priceIncludesTax: fixedByLines('priceIncludesTax', 'Price Includes VAT', includesTax),
    taxBusinessPostingGroupCode: fixedByLines(
      'taxBusinessPostingGroupCode',
      VAT_GROUP_CAPTION,
      priceVatGroup(names.priceList),
    ),
    allowLineDiscount: edited('allowLineDiscount', bool()),
    allowInvoiceDiscount: edited('allowInvoiceDiscount', bool()),
    allowUpdatingDefaults: edited('allowUpdatingDefaults', bool()),
    ...systemFields,
  },
  navigation: {
    lines: { target: 'priceListLines', collection: true, contained: true, targetColumn: 'priceListId' },
  },
  insert: priceListInsert,
  modify: priceListModify,
  delete: priceListDelete,
}
