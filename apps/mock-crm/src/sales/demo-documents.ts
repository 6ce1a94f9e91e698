/**
 * Documents of the demo organization that salespeople are still working on: products on opportunities, draft quotes, a new order. Prices and totals
 * are the pricing engine's, numbers the organization's.
 */
import type { Draft, Transaction } from '@koble/odata-server'
import { fixedGuid } from '../fixed-guid.ts'
import { fillMoney } from '../rules/system-columns.ts'
import { tableOf } from '../schema/tables.ts'
import { currencyId } from '../seeds/fill-organization.ts'
import { insertSeeded } from '../seeds/insert-seeded.ts'
import { owned } from '../seeds/owned.ts'
import { prospects } from '../seeds/prospects.ts'
import { automaticNumber } from './automatic-number.ts'
import { documents, type SalesDocument } from './documents.ts'
import { pricedLine } from './pricing-context.ts'
import { totalsOf } from './totals.ts'

interface DemoLine {
  readonly product: string
  readonly unit: string
  readonly quantity: string
  readonly discount?: string
}

interface DemoDocument {
  readonly document: SalesDocument
  readonly account: string
  readonly name: string
  readonly lines: readonly DemoLine[]
  /** The header's own columns: what a document of its kind says besides. */
  readonly columns: Draft
}

const { opportunity, quote, salesorder } = documents

const line = (product: string, unit: string, quantity: string, discount?: string): DemoLine => ({
  product,
  unit,
  quantity,
  ...(discount === undefined ? {} : { discount }),
})

const demoDocuments: readonly DemoDocument[] = [
  {
    document: quote,
    account: 'Brüder Kessler GmbH',
    name: 'Showroom, new ceiling',
    lines: [line('1004', 'Piece', '6'), line('1403', 'Box of 20', '12', '60'), line('PLAN', 'Hour', '16')],
    columns: { discountpercentage: '5', effectivefrom: '2026-11-16', effectiveto: '2026-12-31', revisionnumber: 0 },
  },
  {
    document: quote,
    account: 'Zürcher Leuchtenhaus AG',
    name: 'Spring assortment',
    lines: [line('1000', 'Piece', '40'), line('1001', 'Piece', '24'), line('1100', 'Piece', '18', '150')],
    columns: { freightamount: '180', effectivefrom: '2026-11-20', effectiveto: '2027-01-31', revisionnumber: 0 },
  },
  {
    document: salesorder,
    account: 'Vestkystens Kontormøbler',
    name: 'Desk lamps, first call-off',
    lines: [line('1202', 'Piece', '48'), line('1404', 'Piece', '48')],
    columns: { requestdeliveryby: '2026-12-14', ispricelocked: false },
  },
]

const demoProducts: readonly { readonly account: string; readonly lines: readonly DemoLine[] }[] = [
  { account: 'Havørn Shipping AS', lines: [line('1300', 'Piece', '220'), line('1302', 'Piece', '60')] },
  { account: 'Nordlys Hotel Group', lines: [line('1004', 'Piece', '8'), line('1202', 'Piece', '64')] },
]

export function fillDocuments(data: Transaction, baseCurrency: string): void {
  for (const demo of demoDocuments) addDocument(data, demo, baseCurrency)
  for (const { account, lines } of demoProducts) addProducts(data, account, lines)
}

function addDocument(data: Transaction, demo: DemoDocument, baseCurrency: string): void {
  const { document, account, name, columns } = demo
  const { table } = document
  const id = fixedGuid(`${table}/${account}`)
  const newId = (): string => fixedGuid(`number/${table}/${account}`)
  const header: Draft = {
    id,
    name,
    ...(document.number ? { [document.number.column]: automaticNumber(document.number, { data, newId }) } : {}),
    customerid: fixedGuid(`account/${account}`),
    customeridtype: 'account',
    opportunityid: fixedGuid(`opportunity/${account}`),
    pricelevelid: fixedGuid(`pricelevel/${baseCurrency}`),
    transactioncurrencyid: currencyId(baseCurrency),
    ...ownerOf(account),
    ...columns,
    statecode: 0,
    statuscode: 1,
  }
  const lines = pricedLines(data, document, header, demo.lines)
  insertSeeded(data, table, { ...header, ...totalsOf(header, lines, data) })
  for (const priced of lines) insertSeeded(data, document.line.table, priced)
}

function addProducts(data: Transaction, account: string, lines: readonly DemoLine[]): void {
  const id = fixedGuid(`opportunity/${account}`)
  const header: Draft = { ...data.get(opportunity.table, id) }
  const priced = pricedLines(data, opportunity, header, lines)
  for (const draft of priced) insertSeeded(data, opportunity.line.table, draft)
  const totalled: Draft = { ...header, ...totalsOf(header, priced, data) }
  fillMoney(tableOf(opportunity.table), totalled, { data })
  data.update(opportunity.table, id, totalled)
}

const pricedLines = (
  data: Transaction,
  document: SalesDocument,
  header: Draft,
  lines: readonly DemoLine[],
): readonly Draft[] =>
  lines.map(({ product, unit, quantity, discount }, at) => {
    const draft: Draft = {
      id: fixedGuid(`${document.line.table}/${String(header['id'])}/${product}`),
      [document.line.header]: header['id'] ?? null,
      productid: fixedGuid(`product/${product}`),
      uomid: fixedGuid(`uom/${unit}`),
      quantity,
      manualdiscountamount: discount ?? null,
      isproductoverridden: false,
      ispriceoverridden: false,
      sequencenumber: at + 1,
      transactioncurrencyid: header['transactioncurrencyid'] ?? null,
      ownerid: header['ownerid'] ?? null,
      owneridtype: header['owneridtype'] ?? null,
      owninguser: header['owninguser'] ?? null,
      owningbusinessunit: header['owningbusinessunit'] ?? null,
    }
    return { ...draft, ...pricedLine(header, draft, undefined, data) }
  })

const ownerOf = (account: string) =>
  owned(fixedGuid(`user/${prospects.find((prospect) => prospect.name === account)?.owner ?? ''}`))
