/**
 * One invoice or credit memo of the demo company's past: a lamp or two and work that together come to the wanted net amount, through the rules of sales documents and
 * real posting, so that every posted document has lines, shipments leave the stock, and every ledger has its entries.
 */
import type { Row } from '@koble/odata-server'
import { postSales } from '../posting/post-sales.ts'
import type { PostingContext } from '../posting/posting-context.ts'
import { amount, text } from '../rules/setup.ts'
import { documentWriter, type LineFields } from '../sales/document-writer.ts'
import { names } from '../tables/names.ts'
import { big, canonical } from '../values/decimal.ts'
import { demoItems } from './demo-items.ts'
import { itemByNumber } from './demo-masters.ts'

export interface DemoPosting {
  readonly kind: 'Invoice' | 'Credit_x0020_Memo'
  readonly customer: Row
  readonly date: string
  /** Net of VAT, in the customer's currency. */
  readonly net: string
  /** Chooses the items. */
  readonly turn: number
  /** Number of the invoice that a credit memo is applied to. */
  readonly appliesToNumber?: string
}

const stocked = demoItems.filter(
  ({ type, blocked, variants }) => type === undefined && blocked !== true && variants === undefined,
)

/** Answers the posted document. */
export function postDemoDocument(context: PostingContext, posting: DemoPosting): Row {
  const { data } = context
  const write = documentWriter(context)
  const { kind, customer, date, appliesToNumber = '' } = posting
  const header = write.insert(kind, {
    customerId: customer.id,
    orderDate: date,
    postingDate: date,
    documentDate: date,
    appliesToNumber,
  })
  for (const line of goodsOf(posting, header, context)) write.addLine(header, line)
  const posted = postSales(data.get(names.salesHeader, header.id) ?? header, { ship: true, invoice: true }, context)
  const document = posted.invoice ?? posted.creditMemo
  if (document === undefined) throw new Error(`${text(header, 'number')} of the demo company was not posted.`)
  return document
}

/** About two thirds of the amount in lamps at round quantities, the rest as an assembly job. */
function goodsOf({ net, turn, kind }: DemoPosting, header: Row, { data }: PostingContext): LineFields[] {
  const lines: LineFields[] = []
  let rest = big(net)
  const factor = amount(header, 'currencyFactor')
  for (const share of ['0.6', '0.3']) {
    const number = stocked[(turn * 7 + lines.length * 11) % stocked.length]?.number ?? '1000'
    const item = itemByNumber(data, number)
    const price = big(amount(item, 'unitPrice'))
      .times(big(factor).eq(0) ? '1' : factor)
      .round(2)
    const quantity = big(net).times(share).div(price).round(0, 0)
    if (quantity.eq(0)) continue
    rest = rest.minus(quantity.times(price))
    lines.push({
      lineType: 'Item',
      objectId: item.id,
      locationCode: 'MAIN',
      quantity: canonical(quantity),
      unitPrice: canonical(price),
      discountPercent: '0',
    })
  }
  if (rest.eq(0)) return lines
  const service = itemByNumber(data, '1501')
  const description = kind === 'Invoice' ? 'Assembly, as agreed' : 'Allowance, as agreed'
  const work = {
    lineType: 'Item',
    objectId: service.id,
    quantity: '1',
    unitPrice: canonical(rest),
    discountPercent: '0',
  }
  return [...lines, { ...work, description }]
}
