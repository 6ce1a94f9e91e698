/** Sales documents over the Web API: prices and totals after every write, what is refused, what a document made of another has. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { errorOf, linkOf, openClient, rowsOf, type Client, type Json } from '../testing/client.ts'
import { textOf } from '../text-of.ts'
import {
  closing,
  listPrice,
  makeCatalogue,
  makeDocument,
  productLine,
  writeInLine,
  type Catalogue,
} from './testing/catalogue.ts'

let client: Client
let catalogue: Catalogue
beforeAll(async () => {
  client = await openClient()
  catalogue = await makeCatalogue(client)
})
afterAll(() => client.crm.close())

const totals =
  'totallineitemamount,totallineitemdiscountamount,totaldiscountamount,totalamountlessfreight,totaltax,totalamount,pricingerrorcode'

const read = async (address: string, select: string): Promise<Json> =>
  (await client.get(`${address}?$select=${select}`)).json

const quoteLines = async (quote: string): Promise<readonly Json[]> =>
  rowsOf(await client.get(`quotedetails?$filter=_quoteid_value eq ${quote}&$orderby=sequencenumber`))

const orderLines = async (order: string): Promise<readonly Json[]> =>
  rowsOf(await client.get(`salesorderdetails?$filter=_salesorderid_value eq ${order}&$orderby=sequencenumber`))

const code = async (answer: ReturnType<Client['post']>): Promise<string> => errorOf(await answer).code

describe('totals follow every write', () => {
  it('a line is added, changed and removed', async () => {
    const order = await makeDocument(client, catalogue, 'salesorders', {}, [])
    expect(await read(`salesorders(${order})`, totals)).toMatchObject({ totalamount: 0, pricingerrorcode: 0 })
    const line = await client.create('salesorderdetails', {
      'salesorderid@odata.bind': `/salesorders(${order})`,
      ...productLine(catalogue, catalogue.shade, 3, { tax: 18.75 }),
    })
    // 3 x 25 = 75; tax 18.75
    expect(await read(`salesorders(${order})`, totals)).toMatchObject({
      totalamountlessfreight: 75,
      totalamount: 93.75,
    })
    await client.patch(`salesorderdetails(${line})`, { quantity: 4, manualdiscountamount: 10 })
    // 4 x 25 = 100; less 10 = 90; 90 + 18.75
    expect(await read(`salesorders(${order})`, totals)).toMatchObject({
      totallineitemamount: 90,
      totallineitemdiscountamount: 10,
      totalamount: 108.75,
    })
    await client.remove(`salesorderdetails(${line})`)
    expect(await read(`salesorders(${order})`, totals)).toMatchObject({ totallineitemamount: 0, totalamount: 0 })
  })

  it('the header has a discount and freight', async () => {
    const quote = await makeDocument(client, catalogue, 'quotes')
    await client.patch(`quotes(${quote})`, { discountpercentage: 10, discountamount: 6.6, freightamount: 50 })
    // 2 x 1,000.80 + 25 = 2,026.60; 6.60 + 202.66 = 209.26; 1,817.34; + 50
    expect(await read(`quotes(${quote})`, totals)).toMatchObject({
      totallineitemamount: 2026.6,
      totaldiscountamount: 209.26,
      totalamountlessfreight: 1817.34,
      totalamount: 1867.34,
    })
  })

  it('a written total is replaced by the calculated one', async () => {
    const quote = await makeDocument(client, catalogue, 'quotes')
    await client.patch(`quotes(${quote})`, { totalamount: 1, totaltax: 7 })
    expect(await read(`quotes(${quote})`, totals)).toMatchObject({ totaltax: 0, totalamount: 2026.6 })
  })

  it('the document changes for readers of its change feed', async () => {
    const order = await makeDocument(client, catalogue, 'salesorders')
    const first = await client.get('salesorders?$select=totalamount', { Prefer: 'odata.track-changes' })
    const [line] = await orderLines(order)
    await client.patch(`salesorderdetails(${textOf(line?.['salesorderdetailid'])})`, { quantity: 1 })
    const changes = rowsOf(await client.get(linkOf(first, '@odata.deltaLink')))
    expect(changes.map((row) => [row['salesorderid'], row['totalamount']])).toEqual([[order, 1025.8]])
  })

  it('many lines come at once', async () => {
    const quote = await makeDocument(client, catalogue, 'quotes', {}, [])
    const target = (quantity: number) => ({
      '@odata.type': 'Microsoft.Dynamics.CRM.quotedetail',
      'quoteid@odata.bind': `/quotes(${quote})`,
      ...productLine(catalogue, catalogue.shade, quantity),
    })
    const answer = await client.post('quotedetails/Microsoft.Dynamics.CRM.CreateMultiple', {
      Targets: [1, 2, 3].map(target),
    })
    expect(answer.status).toBe(200)
    // 6 x 25
    expect(await read(`quotes(${quote})`, totals)).toMatchObject({ totalamount: 150 })
    expect((await quoteLines(quote)).map((line) => line['sequencenumber'])).toEqual([1, 2, 3])
  })

  it('a line that moves to another document leaves the totals of the first', async () => {
    const [from, to] = [
      await makeDocument(client, catalogue, 'quotes'),
      await makeDocument(client, catalogue, 'quotes', {}, []),
    ]
    const [lamp] = await quoteLines(from)
    await client.patch(`quotedetails(${textOf(lamp?.['quotedetailid'])})`, { 'quoteid@odata.bind': `/quotes(${to})` })
    expect(await read(`quotes(${from})`, totals)).toMatchObject({ totalamount: 25 })
    expect(await read(`quotes(${to})`, totals)).toMatchObject({ totalamount: 2001.6 })
  })

  it("an opportunity's revenue is its total where the system calculates it", async () => {
    const opportunity = await makeDocument(client, catalogue, 'opportunities', { estimatedvalue: 5 })
    expect(await read(`opportunities(${opportunity})`, 'estimatedvalue')).toMatchObject({ estimatedvalue: 5 })
    await client.patch(`opportunities(${opportunity})`, { isrevenuesystemcalculated: true })
    expect(await read(`opportunities(${opportunity})`, 'estimatedvalue')).toMatchObject({ estimatedvalue: 2026.6 })
  })
})

describe('prices', () => {
  it('come from the price list of the document; another one prices every line anew', async () => {
    const other = await client.create('pricelevels', {
      name: 'Lamps, cheaper',
      'transactioncurrencyid@odata.bind': `/transactioncurrencies(${catalogue.currency})`,
    })
    await listPrice(client, { ...catalogue, priceList: other }, catalogue.lamp, 900)
    const quote = await makeDocument(client, catalogue, 'quotes')
    await client.patch(`quotes(${quote})`, { 'pricelevelid@odata.bind': `/pricelevels(${other})` })
    const lines = await quoteLines(quote)
    // The shade is not on the other list: an error, and its amounts stay.
    expect(lines.map((line) => [line['priceperunit'], line['extendedamount'], line['pricingerrorcode']])).toEqual([
      [900, 1800, 0],
      [25, 25, 11],
    ])
    expect(await read(`quotes(${quote})`, totals)).toMatchObject({ totalamount: 1825, pricingerrorcode: 1 })
  })

  it('a product without a price is an error until it has one', async () => {
    const quote = await makeDocument(client, catalogue, 'quotes', {}, [productLine(catalogue, catalogue.unlisted, 2)])
    const [line] = await quoteLines(quote)
    expect(line).toMatchObject({ pricingerrorcode: 11, priceperunit: null, extendedamount: null })
    expect(await read(`quotes(${quote})`, totals)).toMatchObject({ totalamount: 0, pricingerrorcode: 1 })
    await listPrice(client, catalogue, catalogue.unlisted, 12.5)
    await client.patch(`quotedetails(${textOf(line?.['quotedetailid'])})`, { quantity: 4 })
    expect(await read(`quotes(${quote})`, totals)).toMatchObject({ totalamount: 50, pricingerrorcode: 0 })
  })

  it('a document without a price list has errors, but for overridden prices', async () => {
    const quote = await client.create('quotes', {
      name: 'No list',
      quote_details: [
        productLine(catalogue, catalogue.lamp, 1),
        productLine(catalogue, catalogue.lamp, 1, { ispriceoverridden: true, priceperunit: 990 }),
      ],
    })
    expect((await quoteLines(quote)).map((line) => [line['priceperunit'], line['pricingerrorcode']])).toEqual([
      [null, 2],
      [990, 0],
    ])
  })

  it('volume discounts come from the discount list of the price list item', async () => {
    const discounts = await client.create('discounttypes', { name: 'By the dozen', isamounttype: false })
    await client.create('discounts', {
      lowquantity: 12,
      highquantity: 1000,
      percentage: 20,
      'discounttypeid@odata.bind': `/discounttypes(${discounts})`,
    })
    const list = await client.create('pricelevels', {
      name: 'Lamps by the dozen',
      'transactioncurrencyid@odata.bind': `/transactioncurrencies(${catalogue.currency})`,
    })
    const item = await listPrice(client, { ...catalogue, priceList: list }, catalogue.shade, 25)
    await client.patch(`productpricelevels(${item})`, { 'discounttypeid@odata.bind': `/discounttypes(${discounts})` })
    const quote = await makeDocument(client, { ...catalogue, priceList: list }, 'quotes', {}, [
      productLine(catalogue, catalogue.shade, 11),
      productLine(catalogue, catalogue.shade, 12),
    ])
    // 11 x 25 = 275; 12 x (25 - 5) = 240
    expect((await quoteLines(quote)).map((line) => [line['volumediscountamount'], line['baseamount']])).toEqual([
      [0, 275],
      [5, 240],
    ])
  })

  it('locked prices stay when the list changes', async () => {
    const list = await client.create('pricelevels', {
      name: 'Lamps, moving',
      'transactioncurrencyid@odata.bind': `/transactioncurrencies(${catalogue.currency})`,
    })
    const item = await listPrice(client, { ...catalogue, priceList: list }, catalogue.lamp, 100)
    const order = await makeDocument(client, { ...catalogue, priceList: list }, 'salesorders', {}, [
      productLine(catalogue, catalogue.lamp, 1),
    ])
    const lock = (name: string) => client.post(`salesorders(${order})/Microsoft.Dynamics.CRM.${name}`, {})
    expect((await lock('LockSalesOrderPricing')).status).toBe(204)
    expect(await code(lock('LockSalesOrderPricing'))).toBe('0x80043b1d')
    await client.patch(`productpricelevels(${item})`, { amount: 120 })
    const [line] = await orderLines(order)
    const address = `salesorderdetails(${textOf(line?.['salesorderdetailid'])})`
    await client.patch(address, { quantity: 2 })
    expect(await read(address, 'priceperunit,baseamount')).toMatchObject({ priceperunit: 100, baseamount: 200 })
    await lock('UnlockSalesOrderPricing')
    await client.patch(address, { quantity: 3 })
    expect(await read(address, 'priceperunit,baseamount')).toMatchObject({ priceperunit: 120, baseamount: 360 })
  })

  it('amounts have twins in the base currency at the rate of the document', async () => {
    const currency = await client.create('transactioncurrencies', {
      currencyname: 'Test crown',
      isocurrencycode: 'XTC',
      currencysymbol: 'T',
      currencyprecision: 0,
      exchangerate: 8,
    })
    const list = await client.create('pricelevels', {
      name: 'Lamps abroad',
      'transactioncurrencyid@odata.bind': `/transactioncurrencies(${currency})`,
    })
    const item = await listPrice(client, { ...catalogue, priceList: list }, catalogue.lamp, 8005)
    expect(await read(`productpricelevels(${item})`, 'amount')).toMatchObject({ amount: 8005 })
    const quote = await makeDocument(client, { ...catalogue, priceList: list }, 'quotes', { discountpercentage: 1 }, [
      productLine(catalogue, catalogue.lamp, 1),
    ])
    // 8,005 / 8 = 1,000.625; 1 % = 80.05 -> 80 (no decimals); 7,925 / 8 = 990.625
    expect(await read(`quotes(${quote})`, `${totals},totalamount_base,exchangerate`)).toMatchObject({
      _transactioncurrencyid_value: currency,
      totaldiscountamount: 80,
      totalamount: 7925,
      totalamount_base: 990.625,
      exchangerate: 8,
    })
    expect((await quoteLines(quote))[0]).toMatchObject({
      _transactioncurrencyid_value: currency,
      priceperunit_base: 1000.625,
      extendedamount_base: 1000.625,
    })
  })
})

describe('order processing integration', () => {
  const organization = async (): Promise<string> =>
    `organizations(${textOf(rowsOf(await client.get('organizations?$select=name'))[0]?.['organizationid'])})`
  const integration = async () => ({ Authorization: `Bearer ${await client.token()}` })

  it('leaves the amounts that the integration user writes', async () => {
    await client.patch(await organization(), { issopintegrationenabled: true })
    const headers = await integration()
    const order = await makeDocument(client, catalogue, 'salesorders')
    const [line] = await orderLines(order)
    const address = `salesorderdetails(${textOf(line?.['salesorderdetailid'])})`
    await client.patch(address, { baseamount: 1500, extendedamount: 1800, tax: 300 }, headers)
    await client.patch(`salesorders(${order})`, { totalamount: 1830, totaltax: 305 }, headers)
    expect(await read(address, 'baseamount,extendedamount')).toMatchObject({ baseamount: 1500, extendedamount: 1800 })
    expect(await read(`salesorders(${order})`, totals)).toMatchObject({ totalamount: 1830, totaltax: 305 })
    // A person's write of a line prices the open order again: 3 x 25 = 75; 1,500 + 75 + 300
    const [, shade] = await orderLines(order)
    await client.patch(`salesorderdetails(${textOf(shade?.['salesorderdetailid'])})`, { quantity: 3 })
    expect(await read(`salesorders(${order})`, totals)).toMatchObject({ totalamount: 1875 })
    await client.patch(await organization(), { issopintegrationenabled: false })
  })

  it('what the integration user converts keeps the totals that were agreed', async () => {
    await client.patch(await organization(), { issopintegrationenabled: true })
    const quote = await makeDocument(client, catalogue, 'quotes', { discountpercentage: 10 })
    await client.patch(`quotes(${quote})`, { statecode: 1, statuscode: 2 })
    const body = { QuoteId: quote, ColumnSet: { AllColumns: true } }
    const order = await client.post('ConvertQuoteToSalesOrder', body, await integration())
    // 2,026.60 - 202.66
    expect(order.json).toMatchObject({ totallineitemamount: 2026.6, totaldiscountamount: 202.66, totalamount: 1823.94 })
    await client.patch(await organization(), { issopintegrationenabled: false })
  })

  it('quotes are always priced', async () => {
    await client.patch(await organization(), { issopintegrationenabled: true })
    const quote = await makeDocument(client, catalogue, 'quotes')
    await client.patch(`quotes(${quote})`, { totalamount: 1 }, await integration())
    expect(await read(`quotes(${quote})`, totals)).toMatchObject({ totalamount: 2026.6 })
    await client.patch(await organization(), { issopintegrationenabled: false })
  })

  it('an organization that prices by itself is left alone', async () => {
    await client.patch(await organization(), { oobpricecalculationenabled: false })
    const quote = await makeDocument(client, catalogue, 'quotes')
    expect((await quoteLines(quote))[0]).toMatchObject({ priceperunit: null, pricingerrorcode: null })
    await client.patch(await organization(), { oobpricecalculationenabled: true })
  })
})

describe('refusals', () => {
  const line = (more: object): Promise<string> =>
    code(
      client.post('quotes', {
        name: 'x',
        'pricelevelid@odata.bind': `/pricelevels(${catalogue.priceList})`,
        quote_details: [more],
      }),
    )

  it('lines say what is missing or does not fit', async () => {
    const foreign = await client.create('uomschedules', { name: 'Metres', baseuomname: 'Metre' })
    const metre = textOf(rowsOf(await client.get(`uoms?$filter=_uomscheduleid_value eq ${foreign}`))[0]?.['uomid'])
    expect(await line({ quantity: 1 })).toBe('0x80043b11')
    expect(await line({ 'productid@odata.bind': `/products(${catalogue.lamp})`, quantity: 1 })).toBe('0x80043b0d')
    expect(await line(productLine(catalogue, catalogue.draft, 1))).toBe('0x8004F908')
    expect(await line(productLine({ ...catalogue, piece: metre }, catalogue.lamp, 1))).toBe('0x80043b14')
    expect(await line(productLine(catalogue, catalogue.lamp, 0.125))).toBe('0x80043b07')
    expect(await code(client.post('quotedetails', productLine(catalogue, catalogue.lamp, 1)))).toBe('0x80040203')
  })

  it('a document has the currency of its price list and of its source', async () => {
    const currency = await client.create('transactioncurrencies', {
      currencyname: 'Other crown',
      isocurrencycode: 'XOC',
      currencysymbol: 'O',
      currencyprecision: 2,
      exchangerate: 2,
    })
    const other = { 'transactioncurrencyid@odata.bind': `/transactioncurrencies(${currency})` }
    const list = { 'pricelevelid@odata.bind': `/pricelevels(${catalogue.priceList})` }
    const quote = await makeDocument(client, catalogue, 'quotes')
    const opportunity = await makeDocument(client, catalogue, 'opportunities')
    const order = await makeDocument(client, catalogue, 'salesorders')
    expect(await code(client.post('quotes', { name: 'x', ...list, ...other }))).toBe('0x80048cf6')
    const cases: readonly (readonly [string, object, string])[] = [
      ['quotes', { 'opportunityid@odata.bind': `/opportunities(${opportunity})` }, '0x80048cef'],
      ['salesorders', { 'quoteid@odata.bind': `/quotes(${quote})` }, '0x80048cee'],
      ['invoices', { 'salesorderid@odata.bind': `/salesorders(${order})` }, '0x80048ced'],
    ]
    for (const [set, source, expected] of cases) {
      expect(await code(client.post(set, { name: 'x', ...source, ...other }))).toBe(expected)
    }
    expect(await code(client.patch(`quotes(${quote})`, { pricelevelid: null, ...other }))).toBe('0x8004480e')
    expect(await code(client.patch(`opportunities(${opportunity})`, { pricelevelid: null, ...other }))).toBe(
      '0x80048479',
    )
  })
})

describe('numbers', () => {
  it('count up, and a given one is kept', async () => {
    const numbers: string[] = []
    for (let n = 0; n < 3; n++) {
      const order = await makeDocument(client, catalogue, 'salesorders', {}, [])
      numbers.push(textOf((await read(`salesorders(${order})`, 'ordernumber'))['ordernumber']))
    }
    const counters = numbers.map((number) => Number(/^ORD-(\d{5})-[A-Z]\d[A-Z]\d[A-Z]\d$/.exec(number)?.[1]))
    expect(counters).toEqual([counters[0], (counters[0] ?? 0) + 1, (counters[0] ?? 0) + 2])
    const named = await makeDocument(client, catalogue, 'invoices', { invoicenumber: '103027' }, [])
    expect(await read(`invoices(${named})`, 'invoicenumber')).toMatchObject({ invoicenumber: '103027' })
  })
})

describe('documents made of others', () => {
  const activeQuote = async (header: object = {}, lines?: readonly object[]): Promise<string> => {
    const quote = await makeDocument(client, catalogue, 'quotes', header, lines)
    await client.patch(`quotes(${quote})`, { statecode: 1, statuscode: 2 })
    return quote
  }

  it('a revised quote keeps its number, its lines and their prices, and is a draft again', async () => {
    const list = await client.create('pricelevels', {
      name: 'Lamps, to be revised',
      'transactioncurrencyid@odata.bind': `/transactioncurrencies(${catalogue.currency})`,
    })
    const item = await listPrice(client, { ...catalogue, priceList: list }, catalogue.lamp, 100)
    const quote = await makeDocument(client, { ...catalogue, priceList: list }, 'quotes', { discountamount: 5 }, [
      productLine(catalogue, catalogue.lamp, 3),
      writeInLine('Delivery', 40),
    ])
    await client.patch(`quotes(${quote})`, { statecode: 1, statuscode: 2 })
    await client.patch(`productpricelevels(${item})`, { amount: 130 })
    const revised = await client.post('ReviseQuote', { QuoteId: quote, ColumnSet: { AllColumns: true } })
    const old = await read(`quotes(${quote})`, 'quotenumber,revisionnumber,statecode,statuscode')
    expect(old).toMatchObject({ revisionnumber: 0, statecode: 3, statuscode: 7 })
    // 3 x 100 + 40 - 5
    expect(revised.json).toMatchObject({
      quotenumber: old['quotenumber'],
      revisionnumber: 1,
      statecode: 0,
      statuscode: 1,
      totalamount: 335,
      discountamount: 5,
    })
    const draft = textOf(revised.json['quoteid'])
    expect(draft).not.toBe(quote)
    expect((await quoteLines(draft)).map((line) => [line['priceperunit'], line['extendedamount']])).toEqual([
      [100, 300],
      [40, 40],
    ])
    expect(await code(client.post('ReviseQuote', { QuoteId: quote, ColumnSet: { AllColumns: true } }))).toBe(
      '0x80048d00',
    )
  })

  it('an order of a quote has all that both have', async () => {
    const quote = await activeQuote(
      { discountpercentage: 10, freightamount: 30, description: 'Hall', shipto_city: 'Odense' },
      [
        productLine(catalogue, catalogue.lamp, 2, { manualdiscountamount: 1.6, tax: 500, description: 'Black' }),
        writeInLine('Mounting', 300),
      ],
    )
    const before = await read(`quotes(${quote})`, totals)
    const converted = await client.post('ConvertQuoteToSalesOrder', { QuoteId: quote, ColumnSet: { AllColumns: true } })
    const { '@odata.context': _context, '@odata.etag': _tag, quoteid: _id, ...expected } = before
    expect(converted.json).toMatchObject({
      ...expected,
      _quoteid_value: quote,
      _customerid_value: catalogue.account,
      _pricelevelid_value: catalogue.priceList,
      discountpercentage: 10,
      freightamount: 30,
      description: 'Hall',
      shipto_city: 'Odense',
      statecode: 0,
      statuscode: 1,
    })
    expect(await orderLines(textOf(converted.json['salesorderid']))).toMatchObject([
      { priceperunit: 1000.8, manualdiscountamount: 1.6, tax: 500, description: 'Black', iscopied: true },
      { productdescription: 'Mounting', isproductoverridden: true, extendedamount: 300, iscopied: true },
    ])
    expect(await read(`quotes(${quote})`, 'statecode,statuscode')).toMatchObject({ statecode: 2, statuscode: 4 })
  })

  it('what was quoted can be ordered when the product has been retired since', async () => {
    const product = await client.create('products', {
      name: 'Last lamp',
      productnumber: 'LAST-1',
      quantitydecimal: 0,
      'defaultuomscheduleid@odata.bind': `/uomschedules(${catalogue.group})`,
      'defaultuomid@odata.bind': `/uoms(${catalogue.piece})`,
    })
    await client.patch(`products(${product})`, { statecode: 0, statuscode: 1 })
    await listPrice(client, catalogue, product, 60)
    const quote = await activeQuote({}, [productLine(catalogue, product, 2)])
    await client.patch(`products(${product})`, { statecode: 1, statuscode: 2 })
    const converted = await client.post('ConvertQuoteToSalesOrder', { QuoteId: quote, ColumnSet: { AllColumns: true } })
    expect(converted.json).toMatchObject({ totalamount: 120 })
  })

  it.each([
    ['GenerateQuoteFromOpportunity', 'quoteid', 'quotes'],
    ['GenerateSalesOrderFromOpportunity', 'salesorderid', 'salesorders'],
    ['GenerateInvoiceFromOpportunity', 'invoiceid', 'invoices'],
  ])('%s takes the products along', async (action, key, set) => {
    const opportunity = await makeDocument(client, catalogue, 'opportunities')
    const answer = await client.post(action, {
      OpportunityId: opportunity,
      ColumnSet: { AllColumns: false, Columns: [key] },
    })
    expect(answer.status).toBe(200)
    const id = textOf(answer.json[key])
    expect(await read(`${set}(${id})`, `${totals},_opportunityid_value,_customerid_value`)).toMatchObject({
      totalamount: 2026.6,
      _opportunityid_value: opportunity,
      _customerid_value: catalogue.account,
    })
  })

  it("an opportunity's products are added to a quote", async () => {
    const opportunity = await makeDocument(client, catalogue, 'opportunities')
    const quote = await makeDocument(client, catalogue, 'quotes', {}, [productLine(catalogue, catalogue.shade, 2)])
    const answer = await client.post(`quotes(${quote})/Microsoft.Dynamics.CRM.GetQuoteProductsFromOpportunity`, {
      OpportunityId: opportunity,
    })
    expect(answer.status).toBe(204)
    // 50 + 2,026.60
    expect(await read(`quotes(${quote})`, totals)).toMatchObject({ totalamount: 2076.6 })
  })

  it('a won opportunity is worth what was said, or what was expected', async () => {
    const won = async (more: object): Promise<Json> => {
      const id = await makeDocument(client, catalogue, 'opportunities', { estimatedvalue: 700 })
      const body = { Status: 3, OpportunityClose: closing('opportunityclose', 'opportunities', id, more) }
      await client.post('WinOpportunity', body)
      return read(`opportunities(${id})`, 'statecode,actualvalue,actualclosedate')
    }
    expect(await won({ actualrevenue: 650.5, actualend: '2026-03-31T10:00:00Z' })).toMatchObject({
      statecode: 1,
      actualvalue: 650.5,
      actualclosedate: '2026-03-31',
    })
    expect(await won({})).toMatchObject({ statecode: 1, actualvalue: 700 })
  })

  it('an unknown column of the column set is refused', async () => {
    const quote = await activeQuote()
    const answer = client.post('ConvertQuoteToSalesOrder', {
      QuoteId: quote,
      ColumnSet: { AllColumns: false, Columns: ['ordernummer'] },
    })
    expect(await code(answer)).toBe('0x80060888')
    expect(await read(`quotes(${quote})`, 'statecode')).toMatchObject({ statecode: 1 })
  })

  it('lines go with their document', async () => {
    const quote = await makeDocument(client, catalogue, 'quotes')
    expect((await client.remove(`quotes(${quote})`)).status).toBe(204)
    expect(await quoteLines(quote)).toEqual([])
  })
})
