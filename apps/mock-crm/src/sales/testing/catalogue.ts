/** A small catalogue and documents on it, made over the Web API as any client makes them. */
import { rowsOf, type Client } from '../../testing/client.ts'
import { textOf } from '../../text-of.ts'

export interface Catalogue {
  readonly account: string
  readonly group: string
  /** The base unit of the group, and a box of twelve. */
  readonly piece: string
  readonly box: string
  readonly priceList: string
  readonly currency: string
  /** Active, 1,000.80 a piece on the list. */
  readonly lamp: string
  /** Active, 25 a piece on the list. */
  readonly shade: string
  /** Active, in no price list. */
  readonly unlisted: string
  /** Never published. */
  readonly draft: string
}

export async function makeCatalogue(client: Client): Promise<Catalogue> {
  const currency = textOf(
    rowsOf(await client.get("transactioncurrencies?$filter=isocurrencycode eq 'EUR'"))[0]?.['transactioncurrencyid'],
  )
  const account = await client.create('accounts', { name: 'Lysverket AS', customertypecode: 3 })
  const group = await client.create('uomschedules', { name: 'Lamps by the piece', baseuomname: 'Piece' })
  const pieces = await client.get(`uoms?$filter=_uomscheduleid_value eq ${group}`)
  const piece = textOf(rowsOf(pieces)[0]?.['uomid'])
  const box = await client.create('uoms', {
    name: 'Box of twelve',
    quantity: 12,
    'uomscheduleid@odata.bind': `/uomschedules(${group})`,
    'baseuom@odata.bind': `/uoms(${piece})`,
  })
  const priceList = await client.create('pricelevels', {
    name: 'Lamps 2026',
    'transactioncurrencyid@odata.bind': `/transactioncurrencies(${currency})`,
  })
  const product = async (number: string, publish = true): Promise<string> => {
    const id = await client.create('products', {
      name: `Product ${number}`,
      productnumber: number,
      quantitydecimal: 2,
      'defaultuomscheduleid@odata.bind': `/uomschedules(${group})`,
      'defaultuomid@odata.bind': `/uoms(${piece})`,
    })
    if (publish) await client.patch(`products(${id})`, { statecode: 0, statuscode: 1 })
    return id
  }
  const [lamp, shade, unlisted, draft] = [
    await product('LAMP-1'),
    await product('SHADE-1'),
    await product('UNLISTED-1'),
    await product('DRAFT-1', false),
  ]
  await listPrice(client, { priceList, piece }, lamp, 1000.8)
  await listPrice(client, { priceList, piece }, shade, 25)
  return { account, group, piece, box, priceList, currency, lamp, shade, unlisted, draft }
}

export const listPrice = (
  client: Client,
  { priceList, piece }: Pick<Catalogue, 'priceList' | 'piece'>,
  product: string,
  amount: number,
): Promise<string> =>
  client.create('productpricelevels', {
    amount,
    pricingmethodcode: 1,
    quantitysellingcode: 1,
    'pricelevelid@odata.bind': `/pricelevels(${priceList})`,
    'productid@odata.bind': `/products(${product})`,
    'uomid@odata.bind': `/uoms(${piece})`,
  })

/** A line's body: a product in pieces. */
export const productLine = ({ piece }: Catalogue, product: string, quantity: number, more: object = {}) => ({
  'productid@odata.bind': `/products(${product})`,
  'uomid@odata.bind': `/uoms(${piece})`,
  quantity,
  ...more,
})

export const writeInLine = (productdescription: string, priceperunit: number, quantity = 1) => ({
  isproductoverridden: true,
  ispriceoverridden: true,
  productdescription,
  priceperunit,
  quantity,
})

const collections = {
  opportunities: 'product_opportunities',
  quotes: 'quote_details',
  salesorders: 'order_details',
  invoices: 'invoice_details',
} as const

export type DocumentSet = keyof typeof collections

/** A document in its first state for the account; without lines one of two lamps and a shade. */
export function makeDocument(
  client: Client,
  catalogue: Catalogue,
  set: DocumentSet,
  header: object = {},
  lines: readonly object[] = [productLine(catalogue, catalogue.lamp, 2), productLine(catalogue, catalogue.shade, 1)],
): Promise<string> {
  return client.create(set, {
    name: `Document of ${set}`,
    'customerid_account@odata.bind': `/accounts(${catalogue.account})`,
    'pricelevelid@odata.bind': `/pricelevels(${catalogue.priceList})`,
    ...header,
    ...(lines.length > 0 ? { [collections[set]]: lines } : {}),
  })
}

/** The parameter of a closing action. */
export const closing = (name: string, set: DocumentSet, id: string, more: object = {}) => ({
  '@odata.type': `Microsoft.Dynamics.CRM.${name}`,
  subject: 'Done',
  [`${idNames[set]}@odata.bind`]: `/${set}(${id})`,
  ...more,
})

const idNames: Readonly<Record<DocumentSet, string>> = {
  opportunities: 'opportunityid',
  quotes: 'quoteid',
  salesorders: 'salesorderid',
  invoices: 'invoiceid',
}
