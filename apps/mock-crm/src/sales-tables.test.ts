/** The tables of sales as the Web API shows and guards them: lines and their headers, columns that are set once, deletes, rights, definitions (reference/dataverse-protocol.md, sections 4, 6, 15 and 16). */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { people } from './seeds/people.ts'
import { errorOf, openClient, root, rowsOf, type Call, type Client } from './testing/client.ts'

let client: Client
let token: string
let account: string
let contact: string

beforeAll(async () => {
  client = await openClient()
  token = await client.token()
  account = await client.create('accounts', { name: 'Buyer' })
  contact = await client.create('contacts', {
    lastname: 'Buys',
    'parentcustomerid_account@odata.bind': `/accounts(${account})`,
  })
})
afterAll(() => client.crm.close())

const userId = (lastname: string): string => people.find((person) => person.lastname === lastname)?.id ?? ''
const as = (id: string): Call => ({ token, headers: { MSCRMCallerID: id } })
const byAccount = () => ({ 'customerid_account@odata.bind': `/accounts(${account})` })
const writeIn = { isproductoverridden: true, productdescription: 'Lamp', priceperunit: 10, quantity: 2 }
const linesOf = async (order: string) =>
  rowsOf(await client.get(`salesorders(${order})/order_details?$orderby=createdon`))

describe('a document', () => {
  it('belongs to an account or to a contact, each by its own name', async () => {
    const ofAccount = await client.create('quotes', { name: 'A', ...byAccount() })
    const ofContact = await client.create('quotes', { 'customerid_contact@odata.bind': `/contacts(${contact})` })
    const prefer = { Prefer: 'odata.include-annotations="*"' }
    expect((await client.get(`quotes(${ofAccount})`, prefer)).json).toMatchObject({
      _customerid_value: account,
      '_customerid_value@Microsoft.Dynamics.CRM.lookuplogicalname': 'account',
      '_customerid_value@Microsoft.Dynamics.CRM.associatednavigationproperty': 'customerid_account',
      '_customerid_value@OData.Community.Display.V1.FormattedValue': 'Buyer',
      _accountid_value: account,
      _contactid_value: null,
      'statecode@OData.Community.Display.V1.FormattedValue': 'Draft',
    })
    expect((await client.get(`quotes(${ofContact})`, prefer)).json).toMatchObject({
      '_customerid_value@Microsoft.Dynamics.CRM.lookuplogicalname': 'contact',
      _accountid_value: null,
      _contactid_value: contact,
    })
    const found = await client.get(`accounts(${account})?$select=name&$expand=quote_customer_accounts($select=name)`)
    expect(found.json['quote_customer_accounts']).toMatchObject([{ name: 'A' }])
  })

  it('an opportunity has its customer as account or contact too, whichever was given', async () => {
    const given = async (body: object) =>
      (await client.get(`opportunities(${await client.create('opportunities', body)})`)).json
    expect(await given(byAccount())).toMatchObject({ _parentaccountid_value: account, _accountid_value: account })
    const ofContact = { 'parentcontactid@odata.bind': `/contacts(${contact})` }
    expect(await given(ofContact)).toMatchObject({ _customerid_value: contact, _contactid_value: contact })
    const both = { ...ofContact, 'parentaccountid@odata.bind': `/accounts(${account})` }
    expect(await given(both)).toMatchObject({ _customerid_value: account, _parentcontactid_value: contact })
  })

  it('shows an amount in its own currency, and its twin in that of the organization', async () => {
    const yen = await client.create('transactioncurrencies', {
      currencyname: 'Yen',
      isocurrencycode: 'JPY',
      currencysymbol: '¥',
      currencyprecision: 0,
      exchangerate: 162,
    })
    const id = await client.create('opportunities', {
      ...byAccount(),
      estimatedvalue: 16_200,
      'transactioncurrencyid@odata.bind': `/transactioncurrencies(${yen})`,
    })
    const shown = await client.get(`opportunities(${id})?$select=estimatedvalue,estimatedvalue_base`, {
      Prefer: 'odata.include-annotations="OData.Community.Display.V1.FormattedValue"',
    })
    expect(shown.json).toMatchObject({
      'estimatedvalue@OData.Community.Display.V1.FormattedValue': '¥16,200',
      estimatedvalue_base: 100,
      'estimatedvalue_base@OData.Community.Display.V1.FormattedValue': '€100.00',
    })
  })

  it('a further address of an account is shown in one piece, and goes with the account', async () => {
    const owner = await client.create('accounts', { name: 'Two places' })
    const id = await client.create('customeraddresses', {
      'parentid_account@odata.bind': `/accounts(${owner})`,
      name: 'Store',
      line1: 'Kaj 5',
      city: 'Kiel',
    })
    expect((await client.get(`customeraddresses(${id})`)).json).toMatchObject({ composite: 'Kaj 5\r\nKiel' })
    await client.remove(`accounts(${owner})`)
    expect((await client.get(`customeraddresses(${id})`)).status).toBe(404)
  })

  it.each([
    ['customerid@odata.bind', 'customerid'],
    ['customerid_Account@odata.bind', 'customerid_Account'],
    ['koble_company@odata.bind', 'koble_company'],
  ])('is not bound by %s', async (name, property) => {
    const answer = await client.post('salesorders', { [name]: `/accounts(${account})` })
    expect([answer.status, errorOf(answer).code]).toEqual([400, '0x80048d19'])
    expect(errorOf(answer).message).toContain(`An undeclared property '${property}' which only has`)
  })

  it('its address is shown in one piece', async () => {
    const id = await client.create('salesorders', {
      ...byAccount(),
      shipto_line1: 'Kaj 4',
      shipto_city: 'Aarhus',
      shipto_postalcode: '8000',
    })
    const shown = (await client.get(`salesorders(${id})`)).json
    expect([shown['shipto_composite'], shown['billto_composite']]).toEqual(['Kaj 4\r\nAarhus, 8000', null])
  })

  it('columns of one moment are ignored at the other: number and currency later, totals and locks at first', async () => {
    const [usd] = rowsOf(await client.get("transactioncurrencies?$filter=isocurrencycode eq 'USD'"))
    const dollars = `/transactioncurrencies(${String(usd?.['transactioncurrencyid'])})`
    const id = await client.create('salesorders', {
      ...byAccount(),
      ordernumber: 'S-1',
      ispricelocked: true,
      totalamount: 5,
      'transactioncurrencyid@odata.bind': dollars,
    })
    const [eur] = rowsOf(await client.get("transactioncurrencies?$filter=isocurrencycode eq 'EUR'"))
    const euros = `/transactioncurrencies(${String(eur?.['transactioncurrencyid'])})`
    const changed = await client.patch(`salesorders(${id})`, {
      ordernumber: 'S-2',
      'transactioncurrencyid@odata.bind': euros,
    })
    expect(changed.status).toBe(204)
    const order = (await client.get(`salesorders(${id})`)).json
    expect(order).toMatchObject({
      ordernumber: 'S-1',
      _transactioncurrencyid_value: usd?.['transactioncurrencyid'],
    })
    expect(order['totalamount']).not.toBe(5)
    expect(order['ispricelocked']).not.toBe(true)
  })

  it.each([
    ['a percentage above 100', { discountpercentage: 101 }, '0x80044330'],
    ['an option that is none', { freighttermscode: 9 }, '0x8004431A'],
    ['a text for a number', { freightamount: '5' }, '0x80048d19'],
    ['a column of another table', { quotenumber: 'x' }, '0x80048d19'],
    ['a name that is too long', { name: 'x'.repeat(2049) }, '0x80044331'],
  ])('%s is refused', async (_what, body, code) => {
    const answer = await client.post('salesorders', { ...byAccount(), ...body })
    expect([answer.status, errorOf(answer).code]).toEqual([400, code])
  })
})

describe('lines', () => {
  it('come with their header and have its owner and currency, also when it is assigned', async () => {
    const order = await client.create('salesorders', { ...byAccount(), order_details: [writeIn, writeIn] })
    const before = await linesOf(order)
    expect(before).toHaveLength(2)
    for (const line of before) {
      expect(line).toMatchObject({ _ownerid_value: userId('Admin'), _salesorderid_value: order })
      expect(line['_transactioncurrencyid_value']).toBe(
        (await client.get(`salesorders(${order})`)).json['_transactioncurrencyid_value'],
      )
    }
    await client.patch(`salesorders(${order})`, { 'ownerid@odata.bind': `/systemusers(${userId('Krog')})` })
    for (const line of await linesOf(order)) {
      expect(line).toMatchObject({ _ownerid_value: userId('Krog'), _owninguser_value: userId('Krog') })
    }
  })

  it('that move to another document have its owner', async () => {
    const [from, to] = [await client.create('quotes', byAccount()), await client.create('quotes', byAccount())]
    await client.patch(`quotes(${to})`, { 'ownerid@odata.bind': `/systemusers(${userId('Lund')})` })
    const line = await client.create(`quotes(${from})/quote_details`, writeIn)
    expect((await client.patch(`quotedetails(${line})`, { 'quoteid@odata.bind': `/quotes(${to})` })).status).toBe(204)
    expect((await client.get(`quotedetails(${line})`)).json['_ownerid_value']).toBe(userId('Lund'))
  })

  it('need a header', async () => {
    const answer = await client.post('quotedetails', writeIn)
    expect([answer.status, errorOf(answer).code]).toEqual([400, '0x80040203'])
  })

  it('are added by a reference from their collection, and go with their header', async () => {
    const quote = await client.create('quotes', byAccount())
    const line = await client.create(`quotes(${quote})/quote_details`, writeIn)
    expect((await client.get(`quotedetails(${line})`)).json['_quoteid_value']).toBe(quote)
    expect((await client.remove(`quotes(${quote})`)).status).toBe(204)
    expect((await client.get(`quotedetails(${line})`)).status).toBe(404)
  })
})

describe('deletes', () => {
  const quoteOfOpportunity = async () => {
    const opportunity = await client.create('opportunities', { name: 'O', ...byAccount() })
    const quote = await client.create('quotes', {
      ...byAccount(),
      'opportunityid@odata.bind': `/opportunities(${opportunity})`,
    })
    return { opportunity, quote }
  }

  it('an opportunity takes its quotes along, an account both', async () => {
    const { opportunity, quote } = await quoteOfOpportunity()
    expect((await client.remove(`opportunities(${opportunity})`)).status).toBe(204)
    expect((await client.get(`quotes(${quote})`)).status).toBe(404)
    const buyer = await client.create('accounts', { name: 'Gone' })
    const bound = { 'customerid_account@odata.bind': `/accounts(${buyer})` }
    const lost = await client.create('opportunities', bound)
    const lostQuote = await client.create('quotes', { ...bound, 'opportunityid@odata.bind': `/opportunities(${lost})` })
    expect((await client.remove(`accounts(${buyer})`)).status).toBe(204)
    expect((await client.get(`quotes(${lostQuote})`)).status).toBe(404)
  })

  it('what an order came from stays, and so does its customer', async () => {
    const { opportunity, quote } = await quoteOfOpportunity()
    await client.create('salesorders', { ...byAccount(), 'quoteid@odata.bind': `/quotes(${quote})` })
    for (const path of [`quotes(${quote})`, `opportunities(${opportunity})`, `accounts(${account})`]) {
      const answer = await client.remove(path)
      expect([path, answer.status, errorOf(answer).code]).toEqual([path, 405, '0x80040227'])
    }
  })

  it.each(['salesorders', 'invoices'])('a customer with %s stays', async (set) => {
    const buyer = await client.create('accounts', { name: 'Stays' })
    await client.create(set, { 'customerid_account@odata.bind': `/accounts(${buyer})` })
    const answer = await client.remove(`accounts(${buyer})`)
    expect([answer.status, errorOf(answer).code]).toEqual([405, '0x80040227'])
  })

  it('a price list leaves an opportunity and stays for a quote', async () => {
    const list = await client.create('pricelevels', { name: 'Short-lived' })
    const bound = { ...byAccount(), 'pricelevelid@odata.bind': `/pricelevels(${list})` }
    const quote = await client.create('quotes', bound)
    const opportunity = await client.create('opportunities', bound)
    expect((await client.remove(`pricelevels(${list})`)).status).toBe(405)
    await client.remove(`quotes(${quote})`)
    expect((await client.remove(`pricelevels(${list})`)).status).toBe(204)
    expect((await client.get(`opportunities(${opportunity})`)).json['_pricelevelid_value']).toBeNull()
  })

  it('notes, tasks and posts go with their document', async () => {
    const order = await client.create('salesorders', byAccount())
    const bound = `/salesorders(${order})`
    const rows = [
      `annotations(${await client.create('annotations', { subject: 'x', 'objectid_salesorder@odata.bind': bound })})`,
      `tasks(${await client.create('tasks', { subject: 'x', 'regardingobjectid_salesorder_task@odata.bind': bound })})`,
      `posts(${await client.create('posts', { text: 'x', 'regardingobjectid_salesorder@odata.bind': bound })})`,
    ]
    const shown = await client.get(
      `salesorders(${order})?$select=name&$expand=SalesOrder_Annotation($select=subject),SalesOrder_Tasks($select=subject),salesorder_Posts($select=text)`,
    )
    expect(shown.json).toMatchObject({
      SalesOrder_Annotation: [{ subject: 'x' }],
      SalesOrder_Tasks: [{ subject: 'x' }],
      salesorder_Posts: [{ text: 'x' }],
    })
    await client.remove(`salesorders(${order})`)
    for (const path of rows) expect((await client.get(path)).status).toBe(404)
  })
})

describe('rights', () => {
  let member: string
  let team: string

  const give = async (user: string, role: string) => {
    const [found] = rowsOf(await client.get(`roles?$select=name&$filter=name eq '${role}'`))
    return client.post(`systemusers(${user})/systemuserroles_association/$ref`, {
      '@odata.id': `${root}/roles(${String(found?.['roleid'])})`,
    })
  }

  beforeAll(async () => {
    member = await client.create('systemusers', { firstname: 'Mia', lastname: 'Member' })
    expect((await give(member, 'Sales Team Member')).status).toBe(204)
    team = await client.create('teams', { name: 'North' })
  })

  it.each([
    ['Krog', 'GET', 'products?$top=1', undefined, 200],
    ['Krog', 'POST', 'products', { name: 'x' }, 403],
    ['Krog', 'GET', 'salesorders?$top=1', undefined, 200],
    ['Krog', 'GET', 'salesorderdetails?$top=1', undefined, 200],
    ['Krog', 'POST', 'opportunities', { name: 'x' }, 204],
    ['Back', 'POST', 'uomschedules', { name: 'x', baseuomname: 'y' }, 204],
    ['Back', 'GET', 'salesorders?$top=1', undefined, 403],
    ['Back', 'GET', 'quotedetails?$top=1', undefined, 403],
    ['Krog', 'POST', 'quotecloses', { subject: 'x' }, 405],
  ] as const)('%s: %s %s', async (lastname, method, path, body, status) => {
    const answer = await client.call(method, path, { ...as(userId(lastname)), body })
    expect(answer.status).toBe(status)
  })

  it('the missing privilege on a line is named after its document', async () => {
    const answer = await client.call('GET', 'salesorderdetails', as(userId('Back')))
    expect(errorOf(answer).message).toContain('missing prvReadSalesOrder privilege')
    expect(errorOf(answer).message).toContain("on OTC=1088 for entity 'salesorder' (LocalizedName='Order')")
  })

  it('a role with rights on the team reaches what a team of the user owns, and no more', async () => {
    const order = await client.create('salesorders', {
      ...byAccount(),
      'ownerid@odata.bind': `/teams(${team})`,
      order_details: [writeIn],
    })
    const mine = async (path: string) => rowsOf(await client.call('GET', path, as(member)))
    const address = { '@odata.id': `${root}/systemusers(${member})` }
    expect([await mine('salesorders'), await mine('salesorderdetails')]).toEqual([[], []])
    expect((await client.post(`teams(${team})/teammembership_association/$ref`, address)).status).toBe(204)
    expect((await mine('salesorders')).map((row) => row['salesorderid'])).toEqual([order])
    expect(await mine('salesorderdetails')).toHaveLength(1)
    expect((await client.call('PATCH', `salesorders(${order})`, { ...as(member), body: { name: 'x' } })).status).toBe(
      204,
    )
    const kept = await client.remove(`teams(${team})`)
    expect([kept.status, errorOf(kept).code]).toEqual([405, '0x80040227'])
    expect((await client.remove(`teams(${team})/teammembership_association(${member})/$ref`)).status).toBe(204)
    expect(await mine('salesorders')).toEqual([])
  })

  it("who may read another's document may not add to it", async () => {
    const opportunity = await client.create('opportunities', byAccount())
    const call = { ...as(member), body: writeIn }
    expect((await client.call('GET', `opportunities(${opportunity})`, as(member))).status).toBe(200)
    const answer = await client.call('POST', `opportunities(${opportunity})/product_opportunities`, call)
    expect([answer.status, errorOf(answer).code]).toEqual([403, '0x80048405'])
  })

  it('a line cannot be put under a document that its writer does not see', async () => {
    const order = await client.create('salesorders', byAccount())
    const body = { ...writeIn, 'salesorderid@odata.bind': `/salesorders(${order})` }
    expect((await client.call('POST', 'salesorderdetails', { ...as(member), body })).status).toBe(404)
    expect(
      (await client.call('POST', `salesorders(${order})/order_details`, { ...as(member), body: writeIn })).status,
    ).toBe(404)
  })

  it('a role is given once, by an administrator, and taken away again', async () => {
    expect((await give(member, 'Sales Team Member')).status).toBe(412)
    const [role] = rowsOf(await client.get("roles?$select=name&$filter=name eq 'System Administrator'"))
    const path = `systemusers(${member})/systemuserroles_association/$ref`
    const body = { '@odata.id': `${root}/roles(${String(role?.['roleid'])})` }
    expect((await client.call('POST', path, { ...as(userId('Krog')), body })).status).toBe(403)
    expect((await client.post(path, body)).status).toBe(204)
    const holders = await client.get(`roles(${String(role?.['roleid'])})/systemuserroles_association?$select=lastname`)
    expect(rowsOf(holders).map((row) => row['lastname'])).toContain('Member')
    expect((await client.remove(`${path}?$id=${body['@odata.id']}`)).status).toBe(204)
    expect((await client.remove(`${path}?$id=${body['@odata.id']}`)).status).toBe(404)
  })
})

describe('definitions', () => {
  it('B23: an order tells its names', async () => {
    const names = 'LogicalName,EntitySetName,PrimaryIdAttribute,PrimaryNameAttribute,ChangeTrackingEnabled'
    const answer = await client.get(`EntityDefinitions(LogicalName='salesorder')?$select=${names},OwnershipType`)
    expect(answer.json).toMatchObject({
      LogicalName: 'salesorder',
      EntitySetName: 'salesorders',
      PrimaryIdAttribute: 'salesorderid',
      PrimaryNameAttribute: 'name',
      ChangeTrackingEnabled: true,
      OwnershipType: 'UserOwned',
    })
  })

  it.each([
    ['product', 'name', { RequiredLevel: { Value: 'SystemRequired' } }],
    ['salesorder', 'name', { RequiredLevel: { Value: 'ApplicationRequired' } }],
    ['salesorder', 'description', { RequiredLevel: { Value: 'None' } }],
    ['product', 'quantitydecimal', { MinValue: 0, MaxValue: 5 }],
    ['salesorder', 'ordernumber', { IsValidForCreate: true, IsValidForUpdate: false }],
    ['salesorder', 'totalamount', { IsValidForCreate: false, IsValidForUpdate: true }],
    ['salesorder', 'customerid', { AttributeType: 'Customer', Targets: ['account', 'contact'] }],
  ])('%s.%s: %j', async (table, column, expected) => {
    const path = `EntityDefinitions(LogicalName='${table}')/Attributes(LogicalName='${column}')`
    expect((await client.get(path)).json).toMatchObject(expected)
  })

  it('relationships tell what a delete does, and which tables meet in a third', async () => {
    const answer = await client.get(
      "EntityDefinitions(LogicalName='quote')?$select=LogicalName&$expand=OneToManyRelationships($select=ReferencingEntity,ReferencingAttribute,CascadeConfiguration)",
    )
    const relations = [...Object(answer.json['OneToManyRelationships'])].map(Object)
    const ofQuote = (table: string) => relations.find((relation) => relation.ReferencingEntity === table)
    expect(ofQuote('quotedetail').CascadeConfiguration).toEqual({ Delete: 'Cascade' })
    expect(ofQuote('salesorder').CascadeConfiguration).toEqual({ Delete: 'Restrict' })
    const team = await client.get("EntityDefinitions(LogicalName='team')/ManyToManyRelationships")
    expect(rowsOf(team)).toMatchObject([
      { SchemaName: 'teammembership_association', IntersectEntityName: 'teammembership' },
    ])
  })

  it('status options carry their state', async () => {
    const answer = await client.get(
      "EntityDefinitions(LogicalName='salesorder')/Attributes(LogicalName='statuscode')/Microsoft.Dynamics.CRM.StatusAttributeMetadata?$select=LogicalName&$expand=OptionSet",
    )
    const options = [...Object(Object(answer.json['OptionSet']).Options)].map(Object)
    expect(options.map((option) => [option.State, option.Value])).toEqual([
      [0, 1],
      [0, 2],
      [1, 3],
      [2, 4],
      [3, 100_001],
      [3, 100_002],
      [4, 100_003],
    ])
  })
})

describe('the demo organization', () => {
  it('has a family of lamps on a price list in each currency', async () => {
    const demo = await openClient()
    const lamps = rowsOf(
      await demo.get("products?$select=productnumber,statecode&$filter=parentproductid/productnumber eq 'LAMPS'"),
    )
    expect(lamps.length).toBeGreaterThan(8)
    expect([0, 1, 2].every((state) => lamps.some((lamp) => lamp['statecode'] === state))).toBe(true)
    const prices = await demo.get(
      "productpricelevels?$select=amount,amount_base,exchangerate&$filter=productnumber eq '1000'&$expand=pricelevelid($select=name),uomid($select=name)&$orderby=amount",
    )
    expect(rowsOf(prices)).toMatchObject([
      {
        amount: 129,
        amount_base: 129,
        exchangerate: 1,
        pricelevelid: { name: 'Standard prices, EUR' },
        uomid: { name: 'Piece' },
      },
      { amount: 140.61, amount_base: 129, exchangerate: 1.09, pricelevelid: { name: 'Standard prices, USD' } },
    ])
    const hopes = rowsOf(await demo.get('opportunities?$select=name,estimatedvalue,_customerid_value,_ownerid_value'))
    expect(hopes).toHaveLength(6)
    for (const hope of hopes)
      expect((await demo.get(`accounts(${String(hope['_customerid_value'])})`)).status).toBe(200)
    await demo.crm.close()
  })

  it('in dollars, its other currency is the euro at the same rate', async () => {
    const demo = await openClient()
    await demo.post('/emulator/reset', { seed: 'demo', localCurrency: 'USD' })
    const rates = rowsOf(await demo.get('transactioncurrencies?$select=isocurrencycode,exchangerate'))
    expect(Object.fromEntries(rates.map((row) => [row['isocurrencycode'], row['exchangerate']]))).toEqual({
      USD: 1,
      EUR: 0.9174311927,
    })
    const [lamp] = rowsOf(await demo.get("products?$select=price&$filter=productnumber eq '1000'"))
    expect(lamp?.['price']).toBe(140.61)
    await demo.crm.close()
  })

  it('every seeded row would be accepted as it is', async () => {
    const demo = await openClient()
    for (const set of ['uoms', 'products', 'pricelevels', 'productpricelevels', 'opportunities'] as const) {
      for (const row of rowsOf(await demo.get(set))) {
        const key = String(
          row[
            `${{ uoms: 'uom', products: 'product', pricelevels: 'pricelevel', productpricelevels: 'productpricelevel', opportunities: 'opportunity' }[set]}id`
          ],
        )
        if (set === 'products' && (row['productstructure'] === 2 || row['statecode'] === 1)) continue
        const answer = await demo.patch(`${set}(${key})`, { importsequencenumber: 1 })
        expect([set, key, answer.status, answer.text]).toEqual([set, key, 204, ''])
      }
    }
    await demo.crm.close()
  })
})
