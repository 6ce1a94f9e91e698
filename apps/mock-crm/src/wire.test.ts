/** The wire examples of reference/wire-examples.md, part B, as far as the emulator has the tables. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { errorOf, openClient, root, rowsOf, type Client } from './testing/client.ts'
import { textOf } from './text-of.ts'

let client: Client
beforeAll(async () => {
  client = await openClient()
})
afterAll(() => client.crm.close())

const missing = '00000000-0000-0000-0000-0000000000aa'

describe('B1: challenge, token, first call', () => {
  it('a request without a token is challenged with the tenant', async () => {
    const answer = await client.call('GET', 'WhoAmI', { token: null })
    expect(answer.status).toBe(401)
    expect(answer.headers.get('WWW-Authenticate')).toMatch(
      /^Bearer authorization_uri=.+, resource_id=http:\/\/127\.0\.0\.1:4020\/$/,
    )
  })

  it('a client-credentials token is the application user', async () => {
    const answer = await client.call('GET', 'WhoAmI', { token: await client.token() })
    expect(answer.status).toBe(200)
    expect(answer.headers.get('OData-Version')).toBe('4.0')
    expect(answer.json['@odata.context']).toBe(`${root}/$metadata#Microsoft.Dynamics.CRM.WhoAmIResponse`)
    const user = await client.get(`systemusers(${String(answer.json['UserId'])})?$select=isintegrationuser,accessmode`)
    expect(user.json).toMatchObject({ isintegrationuser: true, accessmode: 4 })
  })

  it('WhoAmI answers with parentheses too', async () => {
    expect((await client.get('WhoAmI()')).status).toBe(200)
  })

  it('an application without a user is refused', async () => {
    const token = await client.token('koble-stranger', 'koble-stranger-secret')
    const answer = await client.call('GET', 'WhoAmI', { token })
    expect(answer.status).toBe(403)
    expect(errorOf(answer).code).toBe('0x80072560')
  })
})

describe('B2 and B5: reading', () => {
  it('formatted values come with the annotation only', async () => {
    const query = "accounts?$select=name,statecode,_primarycontactid_value,creditlimit&$filter=startswith(name,'hav')"
    const plain = rowsOf(await client.get(query))[0] ?? {}
    expect(Object.keys(plain).filter((key) => key.includes('FormattedValue'))).toEqual([])
    const answer = await client.get(query, { Prefer: 'odata.include-annotations="*"' })
    expect(answer.headers.get('Preference-Applied')).toBe('odata.include-annotations="*"')
    expect(answer.json['@Microsoft.Dynamics.CRM.totalrecordcount']).toBe(-1)
    expect(rowsOf(answer)[0]).toMatchObject({
      name: 'Havørn Shipping AS',
      'statecode@OData.Community.Display.V1.FormattedValue': 'Active',
      '_primarycontactid_value@OData.Community.Display.V1.FormattedValue': 'Sigrid Havnes',
      '_primarycontactid_value@Microsoft.Dynamics.CRM.lookuplogicalname': 'contact',
      '_primarycontactid_value@Microsoft.Dynamics.CRM.associatednavigationproperty': 'primarycontactid',
      _transactioncurrencyid_value: expect.any(String),
    })
  })

  it('text compares without regard to case', async () => {
    expect(rowsOf(await client.get("accounts?$select=name&$filter=name eq 'HAVØRN SHIPPING AS'"))).toHaveLength(1)
  })

  it.each([
    ["contains(name,'br%kess')", ['Brüder Kessler GmbH']],
    ["startswith(name,'[bx]r_der')", ['Brüder Kessler GmbH']],
    [
      'Microsoft.Dynamics.CRM.In(PropertyName=\'name\',PropertyValues=["Pemberton & Day LLP","x"])',
      ['Pemberton & Day LLP'],
    ],
    ["contact_customer_accounts/any(c:c/lastname eq 'Kessler')", ['Brüder Kessler GmbH']],
    [
      "name ne 'x' and Microsoft.Dynamics.CRM.NotEqualUserId(PropertyName='ownerid') and startswith(name,'Hal')",
      ['Halvorsen Arkitekter'],
    ],
    ["Microsoft.Dynamics.CRM.EqualUserId(PropertyName='ownerid')", []],
    [
      'Microsoft.Dynamics.CRM.Between(PropertyName=\'customertypecode\',PropertyValues=["1","7"])',
      ['Halvorsen Arkitekter'],
    ],
    ["primarycontactid/fullname eq 'Urs Bänziger'", ['Zürcher Leuchtenhaus AG']],
    ["name eq 'O''Donnell Marine Ltd'", ["O'Donnell Marine Ltd"]],
  ])('filter %s', async (filter, names) => {
    const rows = rowsOf(await client.get(`accounts?$select=name&$filter=${encodeURIComponent(filter)}`))
    expect(rows.map((row) => row['name'])).toEqual(names)
  })

  it('expands one and many', async () => {
    const rows = rowsOf(
      await client.get(
        "accounts?$select=name&$filter=startswith(name,'Brüder')&$expand=primarycontactid($select=fullname),contact_customer_accounts($select=fullname;$filter=statecode eq 0;$top=2)",
      ),
    )
    expect(rows[0]).toMatchObject({
      primarycontactid: { fullname: 'Jürgen Kessler', contactid: expect.any(String) },
      contact_customer_accounts: [{ fullname: 'Jürgen Kessler' }],
    })
  })

  it('columns that are not set are null, lookups too', async () => {
    const row = rowsOf(await client.get('accounts?$top=1'))[0] ?? {}
    expect(row).toMatchObject({ accountnumber: null, _parentaccountid_value: null })
  })
})

describe('B3 and B4: paging', () => {
  it('follows the cookie through every row once', async () => {
    const seen: unknown[] = []
    let next = 'accounts?$select=name&$count=true'
    while (next !== '') {
      const answer = await client.get(next, { Prefer: 'odata.maxpagesize=5' })
      expect(answer.json['@odata.count']).toBe(12)
      seen.push(...rowsOf(answer).map((row) => row['accountid']))
      next = textOf(answer.json['@odata.nextLink'])
      if (next !== '') expect(next).toMatch(/\$skiptoken=%3Ccookie(%20|\+)pagenumber(=|%3D)%22\d%22/)
    }
    expect(new Set(seen).size).toBe(12)
    expect(seen).toHaveLength(12)
  })

  it('a malformed cookie is refused', async () => {
    const answer = await client.get('accounts?$select=name&$skiptoken=%3Ccookie%20nonsense')
    expect([answer.status, errorOf(answer).code]).toEqual([400, '0x8004112A'])
  })

  it.each(['$skip=1', '$search=x', '$format=json'])('%s is refused', async (option) => {
    expect((await client.get(`accounts?${option}`)).status).toBe(400)
  })
})

describe('B6 to B9: create and update', () => {
  it('a create answers 204 with the row’s address', async () => {
    const answer = await client.post('accounts', { name: 'Northwind Traders', customertypecode: 3, revenue: 250000 })
    expect(answer.status).toBe(204)
    expect(answer.headers.get('OData-EntityId')).toMatch(
      new RegExp(`^${root.replaceAll('.', '\\.')}/accounts\\([0-9a-f-]{36}\\)$`),
    )
  })

  it('a create with representation answers 201, the base currency and no address', async () => {
    const answer = await client.post(
      'accounts?$select=name,createdon,_transactioncurrencyid_value',
      { name: 'Fabrikam' },
      { Prefer: 'return=representation' },
    )
    expect(answer.status).toBe(201)
    expect(answer.headers.get('Preference-Applied')).toBe('return=representation')
    expect(answer.json).toMatchObject({
      name: 'Fabrikam',
      accountid: expect.any(String),
      _transactioncurrencyid_value: expect.any(String),
    })
    expect(answer.json['createdon']).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/)
  })

  it('money shows four decimals and has a base twin', async () => {
    const id = await client.create('accounts', { name: 'Money', creditlimit: 1234.5 })
    const answer = await client.get(`accounts(${id})?$select=creditlimit,creditlimit_base`)
    expect(answer.text).toContain('"creditlimit":1234.5000')
    expect(answer.text).toContain('"creditlimit_base":1234.5000')
  })

  it('a key in the body becomes the row’s id, and is taken once', async () => {
    const id = '11111111-2222-4333-8444-555555555555'
    expect((await client.post('accounts', { accountid: id, name: 'Given' })).status).toBe(204)
    const again = await client.post('accounts', { accountid: id, name: 'Given again' })
    expect([again.status, errorOf(again).code]).toEqual([412, '0x80040237'])
  })

  it.each([
    [
      'an undeclared navigation',
      'contacts',
      { lastname: 'Lee', 'parentcustomerid@odata.bind': `/accounts(${missing})` },
      '0x80048d19',
      'An undeclared property',
    ],
    [
      'a wrong case of a custom navigation',
      'accounts',
      { name: 'x', 'koble_company@odata.bind': `/koble_companies(${missing})` },
      '0x80048d19',
      'An undeclared property',
    ],
    [
      'an unknown column',
      'accounts',
      { nome: 'x' },
      '0x80048d19',
      "The property 'nome' does not exist on type 'Microsoft.Dynamics.CRM.account'",
    ],
    [
      'a wrong type',
      'accounts',
      { name: 'x', numberofemployees: 'abc' },
      '0x80048d19',
      "Cannot convert the literal 'abc'",
    ],
    [
      'a number as text',
      'accounts',
      { name: 'x', creditlimit: '12.5' },
      '0x80048d19',
      "Cannot convert the literal '12.5'",
    ],
    [
      'text that is too long',
      'accounts',
      { name: 'x'.repeat(161) },
      '0x80044331',
      "exceeded the maximum allowed length of '160'",
    ],
    [
      'an option that does not exist',
      'accounts',
      { name: 'x', customertypecode: 77 },
      '0x8004431A',
      'outside the valid range',
    ],
  ])('%s is refused', async (_, set, body, code, text) => {
    const answer = await client.post(set, body)
    expect(answer.status).toBe(400)
    expect(errorOf(answer).code).toBe(code)
    expect(errorOf(answer).message).toContain(text)
  })

  it('a bad column in $select and an unknown set have their texts', async () => {
    const column = await client.get('accounts?$select=nome')
    expect(errorOf(column)).toEqual({
      code: '0x80060888',
      message: "Could not find a property named 'nome' on type 'Microsoft.Dynamics.CRM.account'.",
    })
    const set = await client.get('ontacts')
    expect([set.status, errorOf(set)]).toEqual([
      404,
      { code: '0x8006088a', message: "Resource not found for the segment 'ontacts'." },
    ])
  })

  it('what the emulator leaves out is 501, not a plausible answer', async () => {
    const answer = await client.get('leads')
    expect([answer.status, errorOf(answer).code]).toEqual([501, '0x80040219'])
  })

  it('updates columns, binds and clears a lookup, puts one property', async () => {
    const account = await client.create('accounts', { name: 'Steps' })
    const contact = await client.create('contacts', {
      firstname: 'Amy',
      lastname: 'Kim',
      'parentcustomerid_account@odata.bind': `/accounts(${account})`,
    })
    const patched = await client.patch(`accounts(${account})`, {
      telephone1: '1',
      'primarycontactid@odata.bind': `/contacts(${contact})`,
    })
    expect([patched.status, patched.headers.get('OData-EntityId')]).toEqual([204, `${root}/accounts(${account})`])
    expect((await client.get(`accounts(${account})`)).json).toMatchObject({
      telephone1: '1',
      _primarycontactid_value: contact,
    })
    expect((await client.patch(`accounts(${account})`, { primarycontactid: null })).status).toBe(204)
    expect((await client.get(`accounts(${account})`)).json).toMatchObject({ _primarycontactid_value: null })
    expect((await client.call('PUT', `accounts(${account})/name`, { body: { value: 'Stepped' } })).status).toBe(204)
    expect((await client.get(`accounts(${account})?$select=name`)).json['name']).toBe('Stepped')
    expect((await client.get(`contacts(${contact})`)).json).toMatchObject({
      fullname: 'Amy Kim',
      _parentcustomerid_value: account,
    })
  })

  it('a deep insert creates the related row', async () => {
    const id = await client.create('accounts', {
      name: 'Deep',
      primarycontactid: { firstname: 'Inner', lastname: 'Person' },
    })
    const row = await client.get(`accounts(${id})?$select=name&$expand=primarycontactid($select=fullname)`)
    expect(row.json['primarycontactid']).toMatchObject({ fullname: 'Inner Person' })
  })

  it('read-only columns in a body are ignored', async () => {
    const id = await client.create('accounts', { name: 'Ignored', createdon: '2001-01-01T00:00:00Z', versionnumber: 1 })
    expect((await client.get(`accounts(${id})`)).json['createdon']).not.toBe('2001-01-01T00:00:00Z')
  })
})

describe('B10: conditions', () => {
  it('answers as the matrix says', async () => {
    const id = await client.create('accounts', { name: 'Conditions' })
    const before = (await client.get(`accounts(${id})?$select=name`)).json['@odata.etag']
    expect((await client.patch(`accounts(${id})`, { name: 'Changed' }, { 'If-Match': String(before) })).status).toBe(
      204,
    )
    const stale = await client.patch(`accounts(${id})`, { name: 'x' }, { 'If-Match': String(before) })
    expect([stale.status, errorOf(stale).code]).toEqual([412, '0x80060882'])
    const gone = await client.patch(`accounts(${missing})`, { name: 'x' }, { 'If-Match': '*' })
    expect([gone.status, errorOf(gone)]).toEqual([
      404,
      { code: '0x80040217', message: `account With Id = ${missing} Does Not Exist` },
    ])
    const exists = await client.patch(`accounts(${id})`, { name: 'x' }, { 'If-None-Match': '*' })
    expect([exists.status, errorOf(exists).code]).toEqual([412, '0x80040237'])
    const now = String((await client.get(`accounts(${id})?$select=name`)).json['@odata.etag'])
    expect((await client.get(`accounts(${id})?$select=name`, { 'If-None-Match': now })).status).toBe(304)
    expect((await client.remove(`accounts(${id})`, { 'If-Match': String(before) })).status).toBe(412)
  })

  it('a condition that cannot be read writes nothing', async () => {
    const id = await client.create('accounts', { name: 'Unread' })
    expect((await client.patch(`accounts(${id})`, { name: 'x' }, { 'If-Match': 'junk' })).status).toBe(400)
    expect((await client.get(`accounts(${id})?$select=name`)).json['name']).toBe('Unread')
  })

  it('an update with the same value moves the version', async () => {
    const id = await client.create('accounts', { name: 'Same' })
    const before = (await client.get(`accounts(${id})?$select=name`)).json['@odata.etag']
    await client.patch(`accounts(${id})`, { name: 'Same' })
    expect((await client.get(`accounts(${id})?$select=name`)).json['@odata.etag']).not.toBe(before)
  })

  it('an unconditional PATCH of a missing row creates it', async () => {
    const id = '99999999-2222-4333-8444-555555555555'
    expect((await client.patch(`accounts(${id})`, { name: 'Upserted' })).status).toBe(204)
    expect((await client.get(`accounts(${id})?$select=name`)).json['name']).toBe('Upserted')
    const answer = await client.patch(
      `accounts(${id})?$select=name`,
      { name: 'Again' },
      { Prefer: 'return=representation' },
    )
    expect([answer.status, answer.json['name']]).toEqual([200, 'Again'])
  })
})

describe('B20: states', () => {
  it('an inactive account refuses other columns until it is activated', async () => {
    const id = await client.create('accounts', { name: 'Stateful' })
    expect((await client.patch(`accounts(${id})`, { statecode: 1, statuscode: 2 })).status).toBe(204)
    const refused = await client.patch(`accounts(${id})`, { name: 'x' })
    expect([refused.status, errorOf(refused).code]).toEqual([400, '0x80040230'])
    expect((await client.patch(`accounts(${id})`, { statecode: 0 })).status).toBe(204)
    expect((await client.get(`accounts(${id})`)).json).toMatchObject({ statecode: 0, statuscode: 1 })
    const wrong = await client.patch(`accounts(${id})`, { statecode: 1, statuscode: 1 })
    expect([wrong.status, errorOf(wrong).code]).toEqual([400, '0x80048408'])
  })

  it('statecode is not taken on create', async () => {
    const id = await client.create('accounts', { name: 'Born active', statecode: 1 })
    expect((await client.get(`accounts(${id})`)).json['statecode']).toBe(0)
  })
})

describe('B26: aggregate', () => {
  it('groups and adds, and names the set alone in the context', async () => {
    const rows = rowsOf(await client.get('accounts?$select=statuscode,creditlimit&$filter=statecode eq 0'))
    const limits = rows.map((row) => Number(row['creditlimit'] ?? 0))
    const apply =
      'filter(statecode eq 0)/groupby((statuscode),aggregate(creditlimit with sum as total,$count as accounts))'
    const answer = await client.get(`accounts?$apply=${apply}`)
    expect(answer.status).toBe(200)
    expect(answer.json['@odata.context']).toBe(`${root}/$metadata#accounts`)
    const total = limits.reduce((sum, limit) => sum + limit, 0)
    expect(rowsOf(answer)).toEqual([{ statuscode: 1, total: total === 0 ? null : total, accounts: rows.length }])
  })
})

describe('B27: delete', () => {
  it('a deleted row is gone, with its notes', async () => {
    const id = await client.create('accounts', { name: 'Doomed' })
    const note = await client.create('annotations', { subject: 'x', 'objectid_account@odata.bind': `/accounts(${id})` })
    expect((await client.remove(`accounts(${id})`)).status).toBe(204)
    const again = await client.remove(`accounts(${id})`)
    expect([again.status, errorOf(again).message]).toEqual([404, `account With Id = ${id} Does Not Exist`])
    expect((await client.get(`annotations(${note})`)).status).toBe(404)
  })

  it('a currency in use stays', async () => {
    const currency = await client.create('transactioncurrencies', {
      currencyname: 'Danish Krone',
      isocurrencycode: 'DKK',
      currencysymbol: 'kr.',
      currencyprecision: 2,
      exchangerate: 7.46,
    })
    const id = await client.create('accounts', {
      name: 'Danish',
      creditlimit: 746,
      'transactioncurrencyid@odata.bind': `/transactioncurrencies(${currency})`,
    })
    expect((await client.get(`accounts(${id})`)).json).toMatchObject({
      creditlimit: 746,
      creditlimit_base: 100,
      exchangerate: 7.46,
    })
    const refused = await client.remove(`transactioncurrencies(${currency})`)
    expect([refused.status, errorOf(refused).code]).toEqual([405, '0x80040227'])
  })
})
