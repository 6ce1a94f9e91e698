/** The prices of a product by quantity: one row for each quantity from which another price or discount holds (docs/koble-api-pages.md, salesPrices). */
import type { Reader, ReadContext, Row, Scalar } from '@koble/odata-server'
import { emptyGuid } from '@koble/odata-server'
import { amount, text } from '../rules/setup.ts'
import { lineAmounts } from '../sales/amounts/line-amounts.ts'
import { precisionOf } from '../sales/document-context.ts'
import { computedRow } from '../sets/computed-row.ts'
import { idOf } from '../sets/properties.ts'
import { names } from '../tables/names.ts'
import { big, canonical, roundTo, roundUpTo } from '../values/decimal.ts'
import { candidates } from './candidates.ts'
import { convertPrice } from './convert-price.ts'
import { NO_DATE, sourceType } from './members.ts'
import { cardPrice, priceOf } from './price-of.ts'
import { priceQuestions, type PriceQuestion } from './price-question.ts'
import type { PriceAnswer, PriceRequest } from './price-request.ts'
import { priceSource } from './price-source.ts'
import { numberOf } from './typed-reference.ts'

interface Break {
  readonly fromQuantity: string
  readonly answer: PriceAnswer
}

export function salesPriceRows(context: ReadContext): Row[] {
  const rows = priceQuestions(context).flatMap((question) => rowsOf(context, question))
  return rows.map((row, at) => computedRow(String(at + 1), { ...row, sequence: at + 1 }))
}

function rowsOf(context: ReadContext, question: PriceQuestion): Readonly<Record<string, Scalar>>[] {
  const breaks = breaksOf(context.data, question.request)
  const applied = breaks.findLastIndex(({ fromQuantity }) => big(fromQuantity).lte(question.request.quantity))
  return breaks.map((step, at) => ({
    ...parametersOf(question),
    ...figuresOf(context.data, question.request, step, at === applied),
    ...originOf(context.data, step.answer),
    asOf: context.now,
  }))
}

/** Smallest first, from 0. Neighbours that nothing tells apart are one. */
function breaksOf(data: Reader, request: PriceRequest): Break[] {
  const lines = [...candidates(data, request, 'Price'), ...candidates(data, request, 'Discount')]
  const quantities = new Set(['0', ...lines.map((line) => minimumInUnits(line, request))])
  const breaks: Break[] = []
  for (const fromQuantity of [...quantities].toSorted((one, other) => big(one).cmp(other))) {
    const answer = priceOf(data, { ...request, quantity: fromQuantity })
    const last = breaks.at(-1)
    if (last === undefined || !isSame(last.answer, answer)) breaks.push({ fromQuantity, answer })
  }
  return breaks
}

function minimumInUnits(line: Row, { quantityPerUnit }: PriceRequest): string {
  const minimum = amount(line, 'minimumQuantity')
  if (text(line, 'unitOfMeasureCode') !== '') return minimum
  return canonical(roundUpTo(big(minimum).div(quantityPerUnit), QUANTITY_PRECISION))
}

const QUANTITY_PRECISION = '0.00001'

const isSame = (one: PriceAnswer, other: PriceAnswer): boolean =>
  one.unitPrice === other.unitPrice &&
  one.discountPercent === other.discountPercent &&
  one.priceLine?.id === other.priceLine?.id &&
  one.discountLine?.id === other.discountLine?.id

const parametersOf = ({ customer, currencyCode, request }: PriceQuestion) => {
  const isItem = request.lineType === 'Item'
  const number = text(request.object, 'number')
  return {
    customerId: customer.id,
    customerNumber: text(customer, 'number'),
    itemId: isItem ? request.object.id : emptyGuid,
    itemNumber: isItem ? number : '',
    resourceId: isItem ? emptyGuid : request.object.id,
    resourceNumber: isItem ? '' : number,
    quantity: request.quantity,
    unitOfMeasureCode: request.unitOfMeasureCode,
    itemVariantCode: request.variantCode,
    workTypeCode: request.workTypeCode,
    date: request.date,
    currencyCode,
  }
}

function figuresOf(data: Reader, request: PriceRequest, { fromQuantity, answer }: Break, applies: boolean) {
  const { unitPrice, discountPercent } = answer
  const precision = precisionOf(data, request.currencyCode)
  const net = big(unitPrice).times(big(100).minus(discountPercent)).div(100)
  const quantity = applies ? request.quantity : fromQuantity
  return {
    fromQuantity,
    applies,
    quantityPerUnitOfMeasure: request.quantityPerUnit,
    unitPrice,
    lineDiscountPercent: discountPercent,
    netUnitPrice: canonical(roundTo(net, precision.unitAmount)),
    lineAmount: lineAmounts({ quantity, unitPrice, discountPercent, precision: precision.amount }).lineAmount,
    pricesIncludeTax: request.pricesIncludeTax,
    taxPercent: request.taxPercent,
    allowLineDiscount: answer.allowLineDiscount,
    allowInvoiceDiscount: answer.allowInvoiceDiscount,
    cardUnitPrice: convertPrice(data, cardPrice(request), request),
  }
}

/** The lines that decided. The card's price is everybody's. */
function originOf(data: Reader, { priceLine, discountLine }: PriceAnswer) {
  const line = priceLine ?? {}
  const list = priceLine === undefined ? undefined : data.get(names.priceList, text(priceLine, 'priceListId'))
  return {
    priceSource: priceLine === undefined ? 'Card' : 'Price_x0020_List',
    priceListCode: text(line, 'priceListCode'),
    priceListId: idOf(list),
    priceListLineId: idOf(priceLine),
    priceListDescription: text(list ?? {}, 'description'),
    sourceType: text(line, 'sourceType') || sourceType.allCustomers,
    sourceNumber: numberOf(priceSource, line, data),
    minimumQuantity: amount(line, 'minimumQuantity'),
    startingDate: text(line, 'startingDate') || NO_DATE,
    endingDate: text(line, 'endingDate') || NO_DATE,
    discountPriceListCode: text(discountLine ?? {}, 'priceListCode'),
    discountPriceListLineId: idOf(discountLine),
    discountStartingDate: text(discountLine ?? {}, 'startingDate') || NO_DATE,
    discountEndingDate: text(discountLine ?? {}, 'endingDate') || NO_DATE,
  }
}
