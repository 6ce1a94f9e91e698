/** Bulk messages (reference/wire-examples.md, B15; reference/dataverse-protocol.md, section 10). */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { errorOf, openClient, root, rowsOf, type Client } from './testing/client.ts'

let client: Client
beforeAll(async () => {
  client = await openClient()
})
afterAll(() => client.crm.close())

describe('B15: bulk messages', () => {
  const type = 'Microsoft.Dynamics.CRM.account'

  it('CreateMultiple answers the ids in order', async () => {
    const answer = await client.post('accounts/Microsoft.Dynamics.CRM.CreateMultiple', {
      Targets: [
        { '@odata.type': type, name: 'One', creditlimit: 10.25 },
        { '@odata.type': type, name: 'Two' },
      ],
    })
    expect(answer.status).toBe(200)
    expect(answer.json['@odata.context']).toBe(`${root}/$metadata#Microsoft.Dynamics.CRM.CreateMultipleResponse`)
    const ids = [...Object(answer.json['Ids'])].map(String)
    const names = await Promise.all(
      ids.map(async (id) => (await client.get(`accounts(${id})?$select=name`)).json['name']),
    )
    expect(names).toEqual(['One', 'Two'])
  })

  it('one bad row fails all', async () => {
    const answer = await client.post('accounts/Microsoft.Dynamics.CRM.CreateMultiple', {
      Targets: [
        { '@odata.type': type, name: 'Half One' },
        { '@odata.type': type, name: 'x'.repeat(200) },
      ],
    })
    expect([answer.status, errorOf(answer).code]).toEqual([400, '0x80044331'])
    expect(rowsOf(await client.get("accounts?$select=name&$filter=name eq 'Half One'"))).toEqual([])
  })

  it('UpdateMultiple and UpsertMultiple answer 204', async () => {
    const id = await client.create('accounts', { name: 'Bulk' })
    const added = '77777777-2222-4333-8444-555555555555'
    const updated = await client.post('accounts/Microsoft.Dynamics.CRM.UpdateMultiple', {
      Targets: [{ '@odata.type': type, accountid: id, telephone1: '7' }],
    })
    expect(updated.status).toBe(204)
    const upserted = await client.post('accounts/Microsoft.Dynamics.CRM.UpsertMultiple', {
      Targets: [
        { '@odata.type': type, accountid: id, fax: '8' },
        { '@odata.type': type, '@odata.id': `accounts(${added})`, name: 'Added' },
      ],
    })
    expect(upserted.status).toBe(204)
    expect((await client.get(`accounts(${id})`)).json).toMatchObject({ telephone1: '7', fax: '8' })
    expect((await client.get(`accounts(${added})`)).json['name']).toBe('Added')
  })

  it('a target without a type and a row that stands twice are refused', async () => {
    expect(
      (await client.post('accounts/Microsoft.Dynamics.CRM.CreateMultiple', { Targets: [{ name: 'x' }] })).status,
    ).toBe(400)
    const id = await client.create('accounts', { name: 'Twice' })
    const target = { '@odata.type': type, accountid: id, fax: '1' }
    expect(
      (await client.post('accounts/Microsoft.Dynamics.CRM.UpdateMultiple', { Targets: [target, target] })).status,
    ).toBe(400)
  })

  it('DeleteMultiple is refused in the service’s words', async () => {
    const answer = await client.post('accounts/Microsoft.Dynamics.CRM.DeleteMultiple', { Targets: [] })
    expect(errorOf(answer).message).toBe('DeleteMultiple has not yet been implemented.')
  })
})
