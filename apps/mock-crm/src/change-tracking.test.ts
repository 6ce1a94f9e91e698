/** Change tracking (reference/wire-examples.md, B12; reference/dataverse-protocol.md, section 8). */
import { afterEach, beforeEach, expect, it } from 'vitest'
import { errorOf, linkOf, openClient, root, rowsOf, type Answer, type Client } from './testing/client.ts'

let client: Client
beforeEach(async () => {
  client = await openClient()
})
afterEach(() => client.crm.close())

const track = (query: string, more = ''): Promise<Answer> => client.get(query, { Prefer: `odata.track-changes${more}` })
const delta = '@odata.deltaLink'

it('the first read answers all rows and a delta link in the service’s form', async () => {
  const answer = await track('accounts?$select=name,telephone1')
  expect(answer.headers.get('Preference-Applied')).toContain('odata.track-changes')
  expect(rowsOf(answer)).toHaveLength(12)
  expect(linkOf(answer, delta)).toMatch(
    /accounts\?\$select=name,telephone1&\$deltatoken=\d+(?:!|%21)\d\d%2[fF]\d\d%2[fF]\d{4}(%20|\+)\d\d%3[aA]\d\d%3[aA]\d\d$/,
  )
})

it('the link answers changes in order of version, then deletions, and a new link', async () => {
  const first = await track('accounts?$select=name,telephone1')
  const [a, b, c] = rowsOf(first).map((row) => String(row['accountid']))
  await client.patch(`accounts(${b})`, { telephone1: '2' })
  await client.remove(`accounts(${c})`)
  await client.patch(`accounts(${a})`, { telephone1: '1' })
  const created = await client.create('accounts', { name: 'New' })
  const brief = await client.create('accounts', { name: 'Brief' })
  await client.remove(`accounts(${brief})`)
  const changes = await client.get(linkOf(first, delta))
  expect(changes.json['@odata.context']).toBe(`${root}/$metadata#accounts(name,telephone1)/$delta`)
  const rows = rowsOf(changes)
  expect(rows.slice(0, 3).map((row) => row['accountid'])).toEqual([b, a, created])
  expect(rows.slice(3).map((row) => [row['id'], row['reason']])).toEqual([
    [c, 'deleted'],
    [brief, 'deleted'],
  ])
  expect(rows[3]?.['@odata.context']).toBe(`${root}/$metadata#accounts/$deletedEntity`)
  expect(rowsOf(await client.get(linkOf(changes, delta)))).toEqual([])
})

it('pages first, and the delta link comes with the last page', async () => {
  let answer = await track('accounts?$select=name', ',odata.maxpagesize=5')
  const seen = [...rowsOf(answer)]
  while (answer.json['@odata.nextLink'] !== undefined) {
    expect(answer.json[delta]).toBeUndefined()
    answer = await track(linkOf(answer, '@odata.nextLink'), ',odata.maxpagesize=5')
    seen.push(...rowsOf(answer))
  }
  expect(seen).toHaveLength(12)
  expect(rowsOf(await client.get(linkOf(answer, delta)))).toEqual([])
})

it.each(["$filter=name eq 'x'", '$orderby=name', '$top=3', '$expand=primarycontactid'])(
  '%s is refused',
  async (option) => {
    const answer = await track(`accounts?${option}`)
    expect(answer.status).toBe(400)
    expect(errorOf(answer).message).toBe(
      `The "${option.split('=')[0]}" query parameter isn't supported when Change Tracking is enabled.`,
    )
  },
)

it('a table without change tracking is refused', async () => {
  const answer = await track('annotations?$select=subject')
  expect([answer.status, errorOf(answer).code]).toEqual([400, '0x80072491'])
})

it('a token expires after seven days', async () => {
  const link = linkOf(await track('accounts?$select=name'), delta)
  client.crm.clock.advance(6 * 86_400_000)
  expect((await client.get(link)).status).toBe(200)
  client.crm.clock.advance(86_400_000 + 60_000)
  const answer = await client.get(link)
  expect([answer.status, errorOf(answer).code]).toEqual([400, '0x80044352'])
})

it('a reset expires the tokens from before', async () => {
  const link = linkOf(await track('accounts?$select=name'), delta)
  const reset = await client.post('/emulator/reset', { seed: 'demo' })
  expect(reset.status).toBeLessThan(300)
  expect(errorOf(await client.get(link)).code).toBe('0x80044352')
})

it('a token that is none is refused', async () => {
  expect((await client.get('accounts?$select=name&$deltatoken=nonsense')).status).toBe(400)
})

it('own-rows rights are not enough', async () => {
  const trainee = await client.create('systemusers', { firstname: 'Tim', lastname: 'Trainee' })
  client.crm.database.transact({ id: trainee, name: 'test', person: false }, '', (data) => {
    const role = [...data.scan('role')].find((row) => row['name'] === 'Sales Trainee')
    data.insert('systemuserroles', { systemuserid: trainee, roleid: role?.id ?? '' })
  })
  const answer = await client.get('accounts?$select=name', { Prefer: 'odata.track-changes', MSCRMCallerID: trainee })
  expect(answer.status).toBe(403)
})
