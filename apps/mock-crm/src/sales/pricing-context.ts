/** What the pricing engine works from, gathered from the organization's rows. */
import type { Reader, Row, Scalar, WriteContext } from '@koble/odata-server'
import { organizationOf } from '../service/users.ts'
import type { SalesDocument } from './documents.ts'
import type { Values } from './pricing/exact.ts'
import { priceLine, type LineSources, type Precision } from './pricing/price-line.ts'
import { pricingSkipped, type PricedWrite } from './pricing/pricing-skipped.ts'
import type { DiscountList } from './pricing/volume-discount.ts'
import { isIntegrationUser } from './state-locks.ts'

const submitted = 1

/** `header` is the document as it stood before the write. */
export function skipsPricing(
  document: SalesDocument,
  table: string,
  write: PricedWrite,
  header: Values,
  context: WriteContext,
): boolean {
  const organization = organizationOf(context.data)
  return pricingSkipped(table, write, {
    ownEngine: organization?.['oobpricecalculationenabled'] !== false,
    orderProcessing: organization?.['issopintegrationenabled'] === true,
    integrationUser: isIntegrationUser(context.data, context.principal.id),
    submitted: document.table === 'salesorder' && header['statecode'] === submitted,
  })
}

export function precisionOf(currencyId: Scalar | undefined, data: Reader): Precision {
  const currency = data.get('transactioncurrency', String(currencyId ?? ''))
  return {
    unit: Number(organizationOf(data)?.['pricingdecimalprecision'] ?? 2),
    amount: Number(currency?.['currencyprecision'] ?? 2),
  }
}

/** A line's amounts under this header; `before` is the line as stored, whose price stays where prices are locked. */
export function pricedLine(header: Values, line: Values, before: Row | undefined, data: Reader): Values {
  const locked = header['ispricelocked'] === true && before !== undefined && sameProduct(line, before)
  const kept = locked
    ? { priceperunit: before['priceperunit'] ?? null, volumediscountamount: before['volumediscountamount'] ?? null }
    : {}
  const typed = line['ispriceoverridden'] === true || line['isproductoverridden'] === true
  return priceLine(sourcesOf(header, typed ? line : { ...line, ...kept }, locked, data))
}

const sameProduct = (line: Values, before: Values): boolean =>
  line['productid'] === before['productid'] && line['uomid'] === before['uomid']

function sourcesOf(header: Values, line: Values, keepPrice: boolean, data: Reader): LineSources {
  const currencyId = header['transactioncurrencyid']
  const item = itemOf(header, line, data)
  return {
    line,
    precision: precisionOf(currencyId, data),
    currencyId: typeof currencyId === 'string' ? currencyId : null,
    priceList: rowOf('pricelevel', header['pricelevelid'], data),
    item,
    product: rowOf('product', line['productid'], data),
    discounts: discountsOf(item, data),
    keepPrice,
  }
}

const rowOf = (table: string, id: unknown, data: Reader): Row | undefined =>
  typeof id === 'string' ? data.get(table, id) : undefined

function itemOf(header: Values, line: Values, data: Reader): Row | undefined {
  const { pricelevelid = null } = header
  const { productid = null, uomid = null } = line
  if (pricelevelid === null || productid === null) return undefined
  for (const item of data.find('productpricelevel', { productid, pricelevelid, uomid })) return item
  return undefined
}

function discountsOf(item: Row | undefined, data: Reader): DiscountList | undefined {
  const type = rowOf('discounttype', item?.['discounttypeid'], data)
  return type && { type, breaks: [...data.find('discount', { discounttypeid: type.id })] }
}
