/** On whose behalf prices are looked for: all of these together, none before another (erp-business-logic, section 1.3). */
import { emptyGuid } from '@koble/odata-server'
import { sourceType } from './members.ts'
import type { PriceRequest } from './price-request.ts'

/** The columns of a price list line that name its source. Customers and contacts are held by id, groups and campaigns by code. */
export interface Source {
  readonly sourceType: string
  readonly sourceId: string
  readonly sourceCode: string
}

/** A price asks no discount group, a discount asks no price group. */
export function sourcesOf(request: PriceRequest, searched: 'Price' | 'Discount'): readonly Source[] {
  const group =
    searched === 'Price'
      ? byCode(sourceType.priceGroup, request.customerPriceGroup)
      : byCode(sourceType.discountGroup, request.customerDiscountGroup)
  return [
    { sourceType: sourceType.allCustomers, sourceId: emptyGuid, sourceCode: '' },
    ...byId(sourceType.customer, request.billToId),
    ...byId(sourceType.contact, request.contactId),
    ...byCode(sourceType.campaign, request.campaignCode),
    ...group,
  ]
}

const byId = (type: string, id: string): Source[] =>
  id === '' || id === emptyGuid ? [] : [{ sourceType: type, sourceId: id, sourceCode: '' }]

const byCode = (type: string, code: string): Source[] =>
  code === '' ? [] : [{ sourceType: type, sourceId: emptyGuid, sourceCode: code }]
