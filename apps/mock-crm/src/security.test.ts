/** Who may do what, and for whom (reference/dataverse-protocol.md, sections 2, 3 and 15; reference/wire-examples.md, B17 and B28). */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { applicationUser, people } from './seeds/people.ts'
import { errorOf, openClient, rowsOf, type Call, type Client } from './testing/client.ts'

let client: Client
let token: string
let account: string
let trainee: string

const person = (lastname: string) => people.find((candidate) => candidate.lastname === lastname) ?? people[0]
const as = (lastname: string): Call => ({ token, headers: { CallerObjectId: person(lastname)?.objectId ?? '' } })
const asUser = (id: string): Call => ({ token, headers: { MSCRMCallerID: id } })

beforeAll(async () => {
  client = await openClient()
  token = await client.token()
  account = await client.create('accounts', { name: 'Guarded' })
  trainee = await client.create('systemusers', { firstname: 'Tim', lastname: 'Trainee' })
  client.crm.database.transact({ id: trainee, name: 'test', person: false }, '', (data) => {
    const role = [...data.scan('role')].find((row) => row['name'] === 'Sales Trainee')
    data.insert('systemuserroles', { systemuserid: trainee, roleid: role?.id ?? '' })
  })
})
afterAll(() => client.crm.close())

describe('the matrix of roles', () => {
  it.each([
    ['Krog', 'GET', 'accounts?$top=1', undefined, 200],
    ['Krog', 'POST', 'accounts', { name: 'By a seller' }, 204],
    ['Krog', 'POST', 'contacts', { lastname: 'By a seller' }, 204],
    ['Krog', 'GET', 'koble_accountstatisticses?$top=1', undefined, 200],
    ['Krog', 'POST', 'koble_companies', { koble_name: 'x' }, 403],
    ['Krog', 'POST', 'serviceendpoints', { name: 'x', contract: 8 }, 403],
    ['Krog', 'GET', 'serviceendpoints', undefined, 403],
    ['Krog', 'POST', 'transactioncurrencies', { currencyname: 'x' }, 403],
    ['Krog', 'POST', 'koble_challenges', { koble_nonce: 'n' }, 204],
    ['Back', 'GET', 'accounts?$top=1', undefined, 403],
    ['Back', 'POST', 'accounts', { name: 'x' }, 403],
    ['Back', 'GET', 'systemusers?$top=1', undefined, 200],
    ['Back', 'POST', 'koble_challenges', { koble_nonce: 'n' }, 204],
    ['Admin', 'POST', 'koble_companies', { koble_name: 'x' }, 204],
    ['Admin', 'GET', 'serviceendpoints', undefined, 200],
  ] as const)('%s: %s %s', async (lastname, method, path, body, status) => {
    expect((await client.call(method, path, { ...as(lastname), body })).status).toBe(status)
  })

  it('a missing privilege is named with user, table and caller', async () => {
    const answer = await client.call('GET', `accounts(${account})`, as('Back'))
    expect(answer.status).toBe(403)
    expect(errorOf(answer).code).toBe('0x80040220')
    expect(errorOf(answer).message).toMatch(
      /^Principal user \(Id=.+, type=8, roleCount=1, privilegeCount=\d+, accessMode='0 Read-Write', AADObjectId=.+\) is missing prvReadAccount privilege \(Id=.+\) on OTC=1 for entity 'account' \(LocalizedName='Account'\)\. context\.Caller=.+$/,
    )
  })

  it('own-rows rights show and change own rows only', async () => {
    expect(rowsOf(await client.call('GET', 'accounts', asUser(trainee)))).toEqual([])
    expect((await client.call('GET', `accounts(${account})`, asUser(trainee))).status).toBe(404)
    await client.call('POST', 'accounts', { ...asUser(trainee), body: { name: 'Mine' } })
    const mine = rowsOf(await client.call('GET', 'accounts', asUser(trainee)))
    expect(mine.map((row) => row['name'])).toEqual(['Mine'])
    const contact = await client.call('POST', 'contacts', {
      ...asUser(trainee),
      body: { lastname: 'x', 'parentcustomerid_account@odata.bind': `/accounts(${account})` },
    })
    expect(contact.status).toBe(404)
  })
})

describe('owners', () => {
  it('a row goes to who may read it, and to nobody else', async () => {
    const id = await client.create('accounts', { name: 'Handed over' })
    const give = (lastname: string) =>
      client.patch(`accounts(${id})`, { 'ownerid@odata.bind': `/systemusers(${person(lastname)?.id})` })
    expect((await give('Lund')).status).toBe(204)
    expect((await client.get(`accounts(${id})`)).json).toMatchObject({
      _ownerid_value: person('Lund')?.id,
      _owninguser_value: person('Lund')?.id,
    })
    const refused = await give('Back')
    expect([refused.status, errorOf(refused).code]).toEqual([403, '0x80040231'])
  })

  it('a user who owns rows is disabled, not deleted', async () => {
    const refused = await client.remove(`systemusers(${person('Lund')?.id})`)
    expect(errorOf(refused).code).toBe('0x80048610')
  })

  it('the roles of a user are a collection of his', async () => {
    const roles = rowsOf(
      await client.get(`systemusers(${person('Krog')?.id})/systemuserroles_association?$select=name`),
    )
    expect(roles.map((role) => role['name'])).toEqual(['Salesperson'])
  })
})

describe('impersonation', () => {
  it('the row is created by the impersonated user, on behalf by the caller', async () => {
    const created = await client.call('POST', 'accounts', { ...as('Krog'), body: { name: 'On behalf' } })
    const row = (await client.get(String(created.headers.get('OData-EntityId')))).json
    expect(row).toMatchObject({
      _createdby_value: person('Krog')?.id,
      _createdonbehalfby_value: applicationUser.id,
      _modifiedonbehalfby_value: applicationUser.id,
      _ownerid_value: person('Krog')?.id,
    })
  })

  it('a row that a user writes himself names nobody behind him', async () => {
    const row = (await client.get(`accounts(${account})`)).json
    expect(row).toMatchObject({ _createdby_value: person('Admin')?.id, _createdonbehalfby_value: null })
  })

  it('rights are the intersection of both', async () => {
    const answer = await client.call('GET', 'accounts?$top=1', { headers: { MSCRMCallerID: person('Back')?.id ?? '' } })
    expect(answer.status).toBe(403)
  })

  it('WhoAmI names the impersonated user', async () => {
    expect((await client.call('GET', 'WhoAmI', as('Lund'))).json['UserId']).toBe(person('Lund')?.id)
  })

  it.each([
    ['an unknown object id', { CallerObjectId: '00000000-0000-0000-0000-0000000000aa' }, 403, '0x80072560'],
    ['an unknown user id', { MSCRMCallerID: '00000000-0000-0000-0000-0000000000aa' }, 403, '0x80072560'],
    ['text that is no id', { MSCRMCallerID: 'me' }, 400, '0x80048d1A'],
  ])('%s is refused', async (_, headers, status, code) => {
    const answer = await client.call('GET', 'WhoAmI', { token, headers })
    expect([answer.status, errorOf(answer).code]).toEqual([status, code])
  })

  it('a disabled user may do nothing, by himself or through another', async () => {
    const id = await client.create('systemusers', { firstname: 'Dora', lastname: 'Gone' })
    await client.patch(`systemusers(${id})`, { isdisabled: true })
    const answer = await client.call('GET', 'WhoAmI', asUser(id))
    expect([answer.status, errorOf(answer).code]).toEqual([403, '0x80040225'])
  })
})

describe('the challenge row', () => {
  it('shows the integration who wrote it, and is deleted by it', async () => {
    const created = await client.call('POST', 'koble_challenges', {
      ...as('Krog'),
      body: { koble_nonce: 'abc', koble_origin: 'http://127.0.0.1:4020' },
    })
    const url = String(created.headers.get('OData-EntityId'))
    const row = (await client.call('GET', url, { token })).json
    expect(row).toMatchObject({
      koble_nonce: 'abc',
      _createdby_value: person('Krog')?.id,
      createdon: expect.any(String),
    })
    expect((await client.call('DELETE', url, { token })).status).toBe(204)
  })

  it('one user does not see another one’s', async () => {
    const created = await client.call('POST', 'koble_challenges', { ...as('Krog'), body: { koble_nonce: 'abc' } })
    const answer = await client.call('GET', String(created.headers.get('OData-EntityId')), as('Lund'))
    expect(answer.status).toBe(404)
  })
})
