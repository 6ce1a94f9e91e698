/** The wire examples of reference/wire-examples.md on sales documents: B7, B20, B21, B22, B26. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { errorOf, openClient, root, rowsOf, type Client } from '../testing/client.ts'
import { textOf } from '../text-of.ts'
import { closing, makeCatalogue, makeDocument, productLine, writeInLine, type Catalogue } from './testing/catalogue.ts'

let client: Client
let catalogue: Catalogue
beforeAll(async () => {
  client = await openClient()
  catalogue = await makeCatalogue(client)
})
afterAll(() => client.crm.close())

describe('B7: order with lines, polymorphic customer', () => {
  it('is created whole and priced', async () => {
    const created = await client.post('salesorders', {
      name: 'Desk order',
      ordernumber: 'S-ORD101021',
      'customerid_account@odata.bind': `/accounts(${catalogue.account})`,
      'pricelevelid@odata.bind': `/pricelevels(${catalogue.priceList})`,
      'transactioncurrencyid@odata.bind': `/transactioncurrencies(${catalogue.currency})`,
      order_details: [productLine(catalogue, catalogue.lamp, 5), writeInLine('Freight', 45)],
    })
    expect(created.status).toBe(204)
    const address = created.headers.get('OData-EntityId') ?? ''
    const select = 'ordernumber,totallineitemamount,totaltax,totalamount,statecode,statuscode,_customerid_value'
    const answer = await client.get(`${address}?$select=${select}`)
    expect(answer.status).toBe(200)
    expect(answer.json).toEqual({
      '@odata.context': `${root}/$metadata#salesorders(${select})/$entity`,
      '@odata.etag': expect.stringMatching(/^W\/"\d+"$/),
      ordernumber: 'S-ORD101021',
      totallineitemamount: 5049,
      totaltax: 0,
      totalamount: 5049,
      statecode: 0,
      statuscode: 1,
      _customerid_value: catalogue.account,
      _transactioncurrencyid_value: catalogue.currency,
      salesorderid: /\((.+)\)$/.exec(address)?.[1],
    })
    expect(answer.text).toContain('"totalamount":5049.0000')
  })
})

describe('B20: state changes and what they refuse', () => {
  it('an account is deactivated, an order submitted', async () => {
    const account = await client.create('accounts', { name: 'Closing down' })
    expect((await client.patch(`accounts(${account})`, { statecode: 1, statuscode: 2 })).status).toBe(204)
    const order = await makeDocument(client, catalogue, 'salesorders')
    expect((await client.patch(`salesorders(${order})`, { statecode: 1, statuscode: 3 })).status).toBe(204)
  })

  it('a status must belong to its state', async () => {
    const order = await makeDocument(client, catalogue, 'salesorders')
    const answer = await client.patch(`salesorders(${order})`, { statecode: 0, statuscode: 100001 })
    expect(answer.status).toBe(400)
    expect(errorOf(answer)).toEqual({
      code: '0x80048408',
      message: `100001 is not a valid status code for state code SalesOrderState.Active on salesorder with Id ${order}.`,
    })
  })

  it('an opportunity is not won by an update', async () => {
    const opportunity = await makeDocument(client, catalogue, 'opportunities')
    const answer = await client.patch(`opportunities(${opportunity})`, { statecode: 1, statuscode: 3 })
    expect(answer.status).toBe(400)
    expect(errorOf(answer)).toEqual({
      code: '0x80100005',
      message:
        'This message can not be used to set the state of opportunity to Won. In order to set state of opportunity to Won, use the Won message instead.',
    })
  })
})

describe('B21: win and close a quote', () => {
  it.each([
    ['WinQuote', 4, 2],
    ['CloseQuote', 6, 3],
  ])('%s', async (action, status, state) => {
    const quote = await makeDocument(client, catalogue, 'quotes')
    expect((await client.patch(`quotes(${quote})`, { statecode: 1, statuscode: 2 })).status).toBe(204)
    const body = { Status: status, QuoteClose: closing('quoteclose', 'quotes', quote, { subject: 'The end' }) }
    expect((await client.post(action, body)).status).toBe(204)
    const row = await client.get(`quotes(${quote})?$select=statecode,statuscode&$expand=Quote_QuoteClose`)
    expect(row.json).toMatchObject({
      statecode: state,
      statuscode: status,
      Quote_QuoteClose: [{ subject: 'The end', statecode: 1, statuscode: 2, _quoteid_value: quote }],
    })
  })
})

describe('B22: quote to order, order to invoice', () => {
  it('converts, fulfills, invoices and locks', async () => {
    const quote = await makeDocument(client, catalogue, 'quotes')
    await client.patch(`quotes(${quote})`, { statecode: 1, statuscode: 2 })
    const converted = await client.post('ConvertQuoteToSalesOrder', {
      QuoteId: quote,
      ColumnSet: { AllColumns: false, Columns: ['salesorderid', 'ordernumber'] },
      QuoteCloseStatus: 4,
      QuoteCloseSubject: 'Won by Koble',
    })
    expect(converted.status).toBe(200)
    expect(converted.json).toEqual({
      '@odata.context': `${root}/$metadata#salesorders/$entity`,
      '@odata.type': '#Microsoft.Dynamics.CRM.salesorder',
      '@odata.etag': expect.stringMatching(/^W\/"\d+"$/),
      salesorderid: expect.any(String),
      ordernumber: expect.stringMatching(/^ORD-\d{5}-[A-Z]\d[A-Z]\d[A-Z]\d$/),
    })
    const order = textOf(converted.json['salesorderid'])
    const fulfilled = await client.post('FulfillSalesOrder', {
      Status: 100001,
      OrderClose: closing('orderclose', 'salesorders', order, { subject: 'Shipped' }),
    })
    expect(fulfilled.status).toBe(204)
    const invoiced = await client.post('ConvertSalesOrderToInvoice', {
      SalesOrderId: order,
      ColumnSet: { AllColumns: true },
    })
    expect(invoiced.status).toBe(200)
    expect(invoiced.json).toMatchObject({
      '@odata.context': `${root}/$metadata#invoices/$entity`,
      '@odata.type': '#Microsoft.Dynamics.CRM.invoice',
      invoiceid: expect.any(String),
      invoicenumber: expect.stringMatching(/^INV-\d{5}-[A-Z]\d[A-Z]\d[A-Z]\d$/),
      _salesorderid_value: order,
      totalamount: 2026.6,
    })
    const locked = await client.post(`salesorders(${order})/Microsoft.Dynamics.CRM.LockSalesOrderPricing`, {})
    expect(locked.status).toBe(204)
    const row = await client.get(`salesorders(${order})?$select=statecode,statuscode,ispricelocked,_quoteid_value`)
    expect(row.json).toMatchObject({ statecode: 4, statuscode: 100003, ispricelocked: true, _quoteid_value: quote })
  })
})

describe('B26: aggregate', () => {
  it('sums the open orders by status', async () => {
    const query =
      'salesorders?$apply=filter(statecode eq 0)/groupby((statuscode),aggregate(totalamount with sum as total,$count as orders))'
    const before = rowsOf(await client.get(query))
    await makeDocument(client, catalogue, 'salesorders', {}, [productLine(catalogue, catalogue.shade, 4)])
    const after = rowsOf(await client.get(query))
    const of = (rows: typeof before): { total: number; orders: number } => {
      const found = rows.find((row) => row['statuscode'] === 1)
      return { total: Number(found?.['total'] ?? 0), orders: Number(found?.['orders'] ?? 0) }
    }
    expect(of(after).orders).toBe(of(before).orders + 1)
    expect(of(after).total).toBeCloseTo(of(before).total + 100, 4)
  })
})
