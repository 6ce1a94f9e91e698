/** The documents that the demo organization starts with: as if a person had typed them. */
import { describe, expect, it } from 'vitest'
import { openClient, rowsOf } from '../testing/client.ts'
import { textOf } from '../text-of.ts'

describe('the demo organization', () => {
  it('has draft quotes and a new order, priced and numbered', async () => {
    const client = await openClient()
    const select =
      'name,totallineitemamount,totaldiscountamount,totalamount,totalamount_base,statecode,pricingerrorcode'
    const quotes = rowsOf(await client.get(`quotes?$select=quotenumber,revisionnumber,${select}&$orderby=quotenumber`))
    // 6 x 1,190 + 12 x 150 - 60 + 16 x 120 = 10,800; 5 % = 540. 40 x 129 + 24 x 249 + 18 x 279 - 150 = 16,008; freight 180
    expect(quotes).toMatchObject([
      {
        totallineitemamount: 10800,
        totaldiscountamount: 540,
        totalamount: 10260,
        totalamount_base: 10260,
        statecode: 0,
      },
      { totallineitemamount: 16008, totaldiscountamount: 0, totalamount: 16188, pricingerrorcode: 0, statecode: 0 },
    ])
    expect(quotes.map((row) => textOf(row['quotenumber']).slice(0, 9))).toEqual(['QUO-01000', 'QUO-01001'])
    // 48 x 159 + 48 x 34.50 = 9,288
    const orders = rowsOf(await client.get(`salesorders?$select=ordernumber,${select}`))
    expect(orders).toMatchObject([
      { ordernumber: expect.stringMatching(/^ORD-01000-/), totalamount: 9288, statecode: 0 },
    ])
    const next = await client.create('quotes', { name: 'Next' })
    expect((await client.get(`quotes(${next})?$select=quotenumber`)).json['quotenumber']).toMatch(/^QUO-01002-/)
    await client.crm.close()
  })

  it('stays as it is when a person saves it again', async () => {
    const client = await openClient()
    const columns = [
      'totallineitemamount',
      'totaldiscountamount',
      'totalamount',
      'totalamount_base',
      'pricingerrorcode',
    ]
    const lines = { quotes: 'quotedetails', salesorders: 'salesorderdetails', opportunities: 'opportunityproducts' }
    const totals = async (set: string) =>
      rowsOf(await client.get(`${set}?$select=${columns.join(',')}`)).map((row) => columns.map((name) => row[name]))
    for (const [set, lineSet] of Object.entries(lines)) {
      const before = await totals(set)
      for (const row of rowsOf(await client.get(`${lineSet}?$select=quantity`))) {
        const id = textOf(row[`${lineSet.replace(/s$/, '')}id`])
        expect((await client.patch(`${lineSet}(${id})`, { quantity: row['quantity'] })).status).toBe(204)
      }
      expect(await totals(set)).toEqual(before)
    }
    await client.crm.close()
  })
})
