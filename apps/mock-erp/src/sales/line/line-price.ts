/** When a line asks for its price, and what it takes of the answer (erp-business-logic, section 1.6). */
import type { Draft, Reader } from '@koble/odata-server'
import { emptyGuid } from '@koble/odata-server'
import { priceOf } from '../../prices/price-of.ts'
import type { PriceRequest } from '../../prices/price-request.ts'
import { amount, text, workDate } from '../../rules/setup.ts'
import { factorOf } from '../document-context.ts'
import { documentKind } from '../document-kinds.ts'
import { contactOfCustomer } from '../header/contact-of.ts'
import { isDate, type SalesContext, type Values } from '../sales-context.ts'
import { names } from '../../tables/names.ts'
import { lineObject } from './line-object.ts'

const PRICED: ReadonlySet<string> = new Set(['Item', 'Resource', 'Account'])

/** Price and discount anew: number, unit, price group, discount group, work type, campaign. */
export function findPrice(line: Draft, header: Values, context: SalesContext): void {
  const request = priceRequest(line, header, context)
  if (request === undefined) return
  const answer = priceOf(context.data, { ...request, allowLineDiscount: header['allowLineDiscount'] === true })
  take(line, answer)
}

/** Variant and quantity: the discount anew, the price only where a price list line could apply [q]; else a typed price stays. */
export function findDiscount(line: Draft, header: Values, context: SalesContext): void {
  const request = priceRequest(line, header, context)
  if (request === undefined) return
  const answer = priceOf(context.data, request)
  if (answer.hasCandidates) take(line, answer)
  else line['discountPercent'] = answer.discountPercent
}

const take = (line: Draft, answer: ReturnType<typeof priceOf>): void => {
  const { unitPrice, discountPercent, allowLineDiscount, allowInvoiceDiscount } = answer
  Object.assign(line, { unitPrice, discountPercent, allowLineDiscount, allowInvoiceDiscount })
}

function priceRequest(line: Values, header: Values, context: SalesContext): PriceRequest | undefined {
  const object = lineObject(context.data, line)
  const lineType = text(line, 'lineType')
  if (object === undefined || !PRICED.has(lineType)) return undefined
  return {
    date: priceDate(header, context),
    currencyCode: text(header, 'currencyCode'),
    currencyFactor: factorOf(header),
    lineType: lineType as PriceRequest['lineType'],
    object,
    variantCode: text(line, 'variantCode'),
    unitOfMeasureCode: text(line, 'unitOfMeasureCode'),
    quantityPerUnit: amount(line, 'quantityPerUnit'),
    quantity: amount(line, 'quantity'),
    workTypeCode: text(line, 'workTypeCode'),
    billToId: text(header, 'billToId'),
    contactId: billToContact(header, context.data),
    customerPriceGroup: text(line, 'customerPriceGroup'),
    customerDiscountGroup: text(line, 'customerDiscountGroup'),
    campaignCode: text(header, 'campaignCode'),
    pricesIncludeTax: header['pricesIncludeTax'] === true,
    taxPercent: amount(line, 'taxPercent'),
    vatCalculationType: text(line, 'vatCalculationType'),
    vatProdPostingGroup: text(line, 'vatProdPostingGroup'),
    allowLineDiscount: line['allowLineDiscount'] === true,
    allowInvoiceDiscount: line['allowInvoiceDiscount'] === true,
  }
}

/** Prices are for the contact of who pays (section 1.3). */
function billToContact(header: Values, data: Reader): string {
  const billToId = text(header, 'billToId')
  if (billToId === text(header, 'customerId')) return text(header, 'contactId')
  const billTo = data.get(names.customer, billToId)
  return (billTo === undefined ? undefined : contactOfCustomer(billTo, data)?.id) ?? emptyGuid
}

/** Quotes and orders: order date; invoices and credit memos: posting date; blank: today (section 1.3). */
function priceDate(header: Values, { clock }: SalesContext): string {
  const date = text(header, documentKind(header).pricedByOrderDate ? 'orderDate' : 'postingDate')
  return isDate(date) ? date : workDate(clock)
}
