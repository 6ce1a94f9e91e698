/** Sales documents through a Web API client that this project did not write: deep insert, change sets with lines, actions bound and unbound. */
import { once } from 'node:events'
import { serve, type ServerType } from '@hono/node-server'
import { DynamicsWebApi } from 'dynamics-web-api'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openClient, type Client } from '../testing/client.ts'
import { closing, makeCatalogue, productLine, writeInLine, type Catalogue } from './testing/catalogue.ts'

let client: Client
let catalogue: Catalogue
let server: ServerType
let api: DynamicsWebApi

beforeAll(async () => {
  client = await openClient()
  catalogue = await makeCatalogue(client)
  server = serve({ fetch: (request) => client.crm.fetch(request), hostname: '127.0.0.1', port: 0 })
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  api = new DynamicsWebApi({
    serverUrl: `http://127.0.0.1:${port}`,
    dataApi: { version: '9.2' },
    onTokenRefresh: () => Promise.resolve('koble-dev-token'),
  })
})
afterAll(async () => {
  server.close()
  await client.crm.close()
})

interface Order {
  readonly salesorderid: string
  readonly statecode: number
  readonly totalamount: number
  readonly ispricelocked: boolean
}

const header = (name: string) => ({
  name,
  'customerid_account@odata.bind': `/accounts(${catalogue.account})`,
  'pricelevelid@odata.bind': `/pricelevels(${catalogue.priceList})`,
})

it('sells: quote, win, order, lock, fulfill, invoice', async () => {
  const quote = await api.create<object, string>({
    collection: 'quotes',
    data: {
      ...header('Foreign quote'),
      quote_details: [productLine(catalogue, catalogue.shade, 4), writeInLine('Packing', 12.5)],
    },
  })
  await api.update({ collection: 'quotes', key: quote, data: { statecode: 1, statuscode: 2 } })
  const order = await api.callAction<Order>({
    actionName: 'ConvertQuoteToSalesOrder',
    action: { QuoteId: quote, ColumnSet: { AllColumns: true } },
  })
  expect(order).toMatchObject({ totalamount: 112.5, statecode: 0 })
  await api.callAction({
    collection: 'salesorders',
    key: order.salesorderid,
    actionName: 'Microsoft.Dynamics.CRM.LockSalesOrderPricing',
  })
  await api.callAction({
    actionName: 'FulfillSalesOrder',
    action: { Status: -1, OrderClose: closing('orderclose', 'salesorders', order.salesorderid) },
  })
  const invoice = await api.callAction<{ invoiceid: string; totalamount: number }>({
    actionName: 'ConvertSalesOrderToInvoice',
    action: { SalesOrderId: order.salesorderid, ColumnSet: { AllColumns: true } },
  })
  expect(invoice.totalamount).toBe(112.5)
  const read = await api.retrieve<Order>({ collection: 'salesorders', key: order.salesorderid })
  expect(read).toMatchObject({ statecode: 4, ispricelocked: true })
})

it('sends an order and its lines in one change set', async () => {
  api.startBatch()
  void api.create({ collection: 'salesorders', data: header('Foreign order'), contentId: '1' })
  void api.create({
    collection: 'salesorderdetails',
    data: { ...productLine(catalogue, catalogue.shade, 2), 'salesorderid@odata.bind': '$1' },
    contentId: '2',
  })
  const [order]: unknown[] = await api.executeBatch()
  const read = await api.retrieve<Order>({ collection: 'salesorders', key: String(order), select: ['totalamount'] })
  expect(read.totalamount).toBe(50)
})

it('hears why an action is refused', async () => {
  const quote = await api.create<object, string>({ collection: 'quotes', data: header('Draft') })
  const won = api.callAction({
    actionName: 'WinQuote',
    action: { Status: 4, QuoteClose: closing('quoteclose', 'quotes', quote) },
  })
  await expect(won).rejects.toMatchObject({ status: 400, code: '0x80040233' })
})
