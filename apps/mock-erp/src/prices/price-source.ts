/** To whom a list or a line gives its prices ("Assign-to"), and what that decides (erp-business-logic, section 1.2). */
import type { Draft, Row } from '@koble/odata-server'
import { emptyGuid } from '@koble/odata-server'
import { dialogError, fieldError, mustHaveValue } from '../rules/refusals.ts'
import { text } from '../rules/setup.ts'
import { names } from '../tables/names.ts'
import { sourceType } from './members.ts'
import { lineKey } from './price-list.ts'
import { isNamed, type TypedReference } from './typed-reference.ts'

type Fields = Readonly<Record<string, unknown>>

/** Table and key of the list or line, in refusals. */
const place = (row: Fields): readonly [table: string, key: string] =>
  'priceListCode' in row ? [names.priceListLine, lineKey(row)] : [names.priceList, `Code=${text(row, 'code')}`]

const refuseNumber = (row: Fields, number: string): never =>
  fieldError(`Assign-to No. must be equal to '' in ${place(row).join(': ')}. Current value is '${number}'.`)

export const priceSource: TypedReference = {
  columns: { type: 'sourceType', id: 'sourceId', code: 'sourceCode' },
  properties: { number: 'sourceNumber', id: 'sourceId' },
  kinds: {
    [sourceType.customer]: { table: names.customer, key: 'number', phrase: 'a Customer' },
    [sourceType.priceGroup]: { table: names.customerPriceGroup, key: 'code', phrase: 'a Customer Price Group' },
    [sourceType.discountGroup]: {
      table: names.customerDiscountGroup,
      key: 'code',
      phrase: 'a Customer Discount Group',
    },
    [sourceType.campaign]: { table: undefined, key: 'code', phrase: 'a Campaign' },
    [sourceType.contact]: { table: names.contact, key: 'number', phrase: 'a Contact' },
  },
  refuseNumber,
}

/** The only amount type that a source may have. */
const ONLY: Readonly<Record<string, string>> = {
  [sourceType.priceGroup]: 'Price',
  [sourceType.discountGroup]: 'Discount',
}

export const onlyAmountType = (row: Fields): string | undefined => ONLY[text(row, 'sourceType')]

export function checkAmountType(row: Fields, amountType: string): void {
  const only = onlyAmountType(row)
  if (only !== undefined && only !== amountType) dialogError(`Defines must be equal to ${only}.`)
}

/** A new type forgets whom the old one named. */
export function setSourceType(draft: Draft, type: string): void {
  Object.assign(draft, { sourceType: type, sourceId: emptyGuid, sourceCode: '' })
  draft['amountType'] = onlyAmountType(draft) ?? draft['amountType'] ?? 'Any'
}

/** Required by every type but the one for all customers. */
export function checkSource(row: Fields): void {
  if (text(row, 'sourceType') === sourceType.allCustomers || isNamed(priceSource, row)) return
  mustHaveValue('Assign-to No.', ...place(row))
}

/** What a list takes over from the customer or the price group that it is for. */
export function termsOfSource(list: Fields, source: Row | undefined): Draft {
  if (source === undefined) return {}
  const type = text(list, 'sourceType')
  if (type === sourceType.customer) {
    return {
      currencyCode: text(source, 'currencyCode'),
      priceIncludesTax: source['pricesIncludeTax'] === true,
      vatBusPostingGroupPrice: text(source, 'vatBusPostingGroup'),
      allowLineDiscount: source['noLineDiscount'] !== true,
    }
  }
  if (type !== sourceType.priceGroup) return {}
  return {
    priceIncludesTax: source['priceIncludesTax'] === true,
    vatBusPostingGroupPrice: text(source, 'vatBusPostingGroupPrice'),
    allowLineDiscount: source['allowLineDiscount'] === true,
    allowInvoiceDiscount: source['allowInvoiceDiscount'] === true,
  }
}
