/** What was acknowledged is there after a restart, and ids, versions, tags and registrations go on where they stood. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { CID, openErp, V2 } from './testing/test-erp.ts'

let dataDir: string

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'mock-erp-'))
})
afterEach(() => rm(dataDir, { recursive: true }))

const fetch = async (url: string): Promise<Response> => new Response(new URL(url).searchParams.get('validationToken'))

test('a restart keeps records, tags, deletions, versions, tokens and subscriptions', async () => {
  const first = await openErp({ dataDir, fetch })
  const token = await tokenOf(first)
  const created = await first.koble('POST', 'customers', { displayName: 'Durable' })
  const doomed = await first.koble('POST', 'shipmentMethods', { code: 'TMP' })
  await first.koble('DELETE', `shipmentMethods(${String(doomed.body['id'])})`, undefined, { 'If-Match': '*' })
  await first.call('POST', `${V2}/subscriptions`, {
    notificationUrl: 'https://koble.example/hook',
    resource: `/api/v2.0/companies(${CID})/customers`,
  })
  const feed = await first.koble('GET', 'feedState?$select=tableName,highestRowVersion,lastDeletionEntryNumber')
  await first.close()

  const second = await openErp({ dataDir, fetch })
  const path = `customers(${String(created.body['id'])})`
  expect((await second.koble('GET', path)).body).toEqual(created.body)
  expect(
    (await second.koble('GET', 'feedState?$select=tableName,highestRowVersion,lastDeletionEntryNumber')).rows,
  ).toEqual(feed.rows)
  expect((await second.call('GET', `${V2}/subscriptions`)).rows).toHaveLength(1)
  expect((await second.call('GET', 'customers?$top=1', undefined, { Authorization: `Bearer ${token}` })).status).toBe(
    200,
  )
  const next = await second.koble('PATCH', path, { city: 'Kiel' }, { 'If-Match': String(created.body['@odata.etag']) })
  expect(Number(next.body['systemRowVersion'])).toBeGreaterThan(Number(created.body['systemRowVersion']))
  expect((await second.koble('POST', 'customers', { displayName: 'Next' })).body['number']).toBe('C00002')
  await second.close()
})

test('a second process on the same data is refused in one sentence', async () => {
  const first = await openErp({ dataDir })
  await expect(openErp({ dataDir })).rejects.toThrow(/in use/)
  await first.close()
})

async function tokenOf(erp: Awaited<ReturnType<typeof openErp>>): Promise<string> {
  const answer = await erp.fetch(
    new Request('http://127.0.0.1:4010/tenant/oauth2/v2.0/token', {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        client_id: 'koble-demo',
        client_secret: 'koble-demo-secret',
        scope: 'x/.default',
      }),
    }),
  )
  return ((await answer.json()) as { access_token: string }).access_token
}
