/** What a sales line would ask for a customer and a product, without a document (docs/koble-api-pages.md, salesPrices; erp-business-logic, sections 2.2 and 2.3). */
import type { Draft, Reader, ReadContext, Row } from '@koble/odata-server'
import { emptyGuid, refuse } from '@koble/odata-server'
import { currencyFactor, rateOn } from '../ledger/exchange.ts'
import { dialogError, fieldError } from '../rules/refusals.ts'
import { amount, localCurrency, setupRow, text, workDate } from '../rules/setup.ts'
import { contactOfCustomer } from '../sales/header/contact-of.ts'
import { takeUnit } from '../sales/line/line-unit.ts'
import { takeVatSetup } from '../sales/line/line-vat.ts'
import { filterParameters, type ParameterNames, type Parameters } from '../sets/filter-parameters.ts'
import { names } from '../tables/names.ts'
import { big } from '../values/decimal.ts'
import type { PriceRequest } from './price-request.ts'

const PARAMETERS: ParameterNames = {
  customerId: 'one',
  customerNumber: 'one',
  itemId: 'many',
  itemNumber: 'one',
  resourceId: 'many',
  resourceNumber: 'one',
  quantity: 'one',
  unitOfMeasureCode: 'one',
  itemVariantCode: 'one',
  workTypeCode: 'one',
  date: 'one',
  currencyCode: 'one',
}

export interface PriceQuestion {
  /** The sell-to customer. */
  readonly customer: Row
  /** As it was given, or as the customer has it: the local currency may stand here with its code. */
  readonly currencyCode: string
  readonly request: PriceRequest
}

const MOST_PRODUCTS = 100

/** One question a product, in the order in which they were named. */
export function priceQuestions(context: ReadContext): PriceQuestion[] {
  const given = filterParameters(context, PARAMETERS)
  const { data } = context
  const customer = oneOf(given, data, names.customer, 'customer', 'a Customer')[0]
  const items = oneOf(given, data, names.item, 'item', 'an Item')
  const resources = oneOf(given, data, names.resource, 'resource', 'a Resource')
  if (items.length > 0 && resources.length > 0) {
    dialogError('Both "itemId" and "resourceId" are specified. Specify only one of them.')
  }
  if (customer === undefined || items.length + resources.length === 0) {
    return dialogError('You must specify a customer and an item or a resource to get the prices.')
  }
  if (items.length + resources.length > MOST_PRODUCTS) {
    dialogError(`You can get the prices of ${MOST_PRODUCTS} items or resources at once.`)
  }
  return [...items, ...resources].map((object) =>
    question(given, context, customer, object, items.length > 0 ? 'Item' : 'Resource'),
  )
}

/** The records that id or number name; both must agree. */
function oneOf(given: Parameters, data: Reader, table: string, name: string, phrase: string): Row[] {
  const unknown = (property: string): never => dialogError(`The "${property}" does not match to ${phrase}.`)
  const byId = given.ids(`${name}Id`).map((id) => data.get(table, id) ?? unknown(`${name}Id`))
  const number = given.code(`${name}Number`)
  if (number === undefined) return byId
  const found = data.lookup(table, ['number'], [number]) ?? unknown(`${name}Number`)
  if (byId.some((row) => row.id !== found.id)) {
    dialogError(`The ${name} values do not match to a specific ${table}.`)
  }
  return [found]
}

function question(
  given: Parameters,
  context: ReadContext,
  customer: Row,
  object: Row,
  lineType: 'Item' | 'Resource',
): PriceQuestion {
  const { data } = context
  const billTo = data.get(names.customer, text(customer, 'billToId')) ?? customer
  const date = given.date('date') ?? workDate(context.clock)
  const currencyCode = given.code('currencyCode') ?? text(billTo, 'currencyCode')
  const line = lineOf(given, data, object, lineType, vatGroupOf(data, customer, billTo))
  return {
    customer,
    currencyCode,
    request: {
      date,
      ...currencyTerms(data, currencyCode, date),
      lineType,
      object,
      variantCode: variantOf(given, data, object, lineType),
      unitOfMeasureCode: text(line, 'unitOfMeasureCode'),
      quantityPerUnit: amount(line, 'quantityPerUnit'),
      quantity: quantityOf(given),
      workTypeCode: given.code('workTypeCode') ?? '',
      billToId: billTo.id,
      contactId: contactOfCustomer(billTo, data)?.id ?? emptyGuid,
      customerPriceGroup: text(billTo, 'customerPriceGroup'),
      customerDiscountGroup: text(billTo, 'customerDiscountGroup'),
      campaignCode: '',
      pricesIncludeTax: billTo['pricesIncludeTax'] === true,
      taxPercent: amount(line, 'taxPercent'),
      vatCalculationType: text(line, 'vatCalculationType'),
      vatProdPostingGroup: text(line, 'vatProdPostingGroup'),
      allowLineDiscount: billTo['noLineDiscount'] !== true,
      allowInvoiceDiscount: lineType === 'Resource' || object['allowInvoiceDiscount'] === true,
    },
  }
}

/** A line that is never stored: its unit and VAT by the rules of sales lines. */
function lineOf(given: Parameters, data: Reader, object: Row, lineType: string, vatBusPostingGroup: string): Draft {
  const vatProdPostingGroup = text(object, 'vatProdPostingGroup')
  const line: Draft = { lineType, objectId: object.id, vatBusPostingGroup, vatProdPostingGroup }
  const ownUnit = text(object, 'salesUnitOfMeasureCode') || text(object, 'baseUnitOfMeasureCode')
  takeUnit(line, given.code('unitOfMeasureCode') ?? ownUnit, data)
  takeVatSetup(line, data)
  return line
}

/** VAT is that of the bill-to customer, unless the setup says otherwise. */
const vatGroupOf = (data: Reader, customer: Row, billTo: Row): string =>
  text(text(setupRow(data), 'vatCalculationFrom').startsWith('Sell-to') ? customer : billTo, 'vatBusPostingGroup')

function currencyTerms(data: Reader, shown: string, date: string) {
  const currencyCode = shown === localCurrency(data) ? '' : shown
  if (currencyCode === '') return { currencyCode, currencyFactor: '1' }
  if (data.lookup(names.currency, ['code'], [currencyCode]) === undefined) {
    dialogError('The "currencyCode" does not match to a Currency.')
  }
  if (rateOn(data, currencyCode, date) === undefined) {
    refuse(404, 'Internal_DataNotFoundFilter', 'There is no Currency Exchange Rate within the filter.')
  }
  return { currencyCode, currencyFactor: currencyFactor(data, currencyCode, date) }
}

function variantOf(given: Parameters, data: Reader, object: Row, lineType: string): string {
  const variant = given.code('itemVariantCode') ?? ''
  const isKnown = lineType === 'Item' && data.lookup(names.itemVariant, ['itemId', 'code'], [object.id, variant])
  if (variant !== '' && !isKnown) dialogError('The "itemVariantCode" does not match to an Item Variant.')
  return variant
}

function quantityOf(given: Parameters): string {
  const quantity = given.decimal('quantity') ?? '1'
  if (big(quantity).lt(0)) fieldError(`The value must be greater than or equal to 0. Value: ${quantity}.`)
  return quantity
}
