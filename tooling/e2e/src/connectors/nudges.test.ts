/** Webhook registrations of both connectors on both emulators, up to the notification that arrives. */
import { erpEntities } from '@koble/business-central'
import { crmEntities } from '@koble/dataverse'
import { expect, test, vi } from 'vitest'
import { openCrm, openErp, write } from './open-systems.ts'

const { customers, customerStatistics } = erpEntities
const { account, contact } = crmEntities

interface Received {
  readonly url: string
  readonly key: string | null
  readonly body: unknown
}

const receiver = () => {
  const received: Received[] = []
  const receive = async (url: string, init: RequestInit): Promise<Response> => {
    const token = new URL(url).searchParams.get('validationToken')
    if (token !== null) return new Response(token, { headers: { 'content-type': 'text/plain' } })
    const body = typeof init.body === 'string' ? init.body : await new Response(init.body ?? null).text()
    received.push({ url, key: new Headers(init.headers).get('x-koble-key'), body: JSON.parse(body) })
    return new Response(null, { status: 202 })
  }
  return { received, receive }
}

test('an edit in the ERP is notified, with the secret, after registrations were ensured twice', async () => {
  const { received, receive } = receiver()
  const erp = await openErp({ receive })
  try {
    const wanted = { entities: [customers, customerStatistics], url: 'http://koble.test/hooks/bc/1', secret: 's3' }
    const first = await erp.connector.ensure(wanted)
    expect(await erp.connector.ensure(wanted)).toEqual(first)
    expect(first.renewBefore).toBeGreaterThan(Date.now())
    const page = await erp.person.readPage({ entity: customers, fields: [], where: [], cursor: null, pageSize: 1 })
    const [record] = page.records
    if (record === undefined) throw new Error('no customer')
    await erp.control('limits', { notificationDelayMs: 10 })
    await erp.person.write([write(customers, 'update', record.id, { city: 'Ystad' }, record.tag)])
    await vi.waitFor(() => expect(received.length).toBeGreaterThan(0), { timeout: 10_000 })
    expect(received[0]).toMatchObject({
      url: wanted.url,
      body: { value: [{ clientState: 's3', changeType: 'updated' }] },
    })
    await erp.connector.removeAll()
  } finally {
    await erp.close()
  }
})

test('an edit in the CRM is notified once, with the secret, after registrations were ensured twice', async () => {
  const { received, receive } = receiver()
  const crm = await openCrm(receive)
  try {
    const wanted = { entities: [account, contact], url: 'http://koble.test/hooks/dv/1', secret: 's3' }
    await crm.connector.ensure(wanted)
    await crm.connector.ensure(wanted)
    const page = await crm.person.readPage({ entity: account, fields: [], where: [], cursor: null, pageSize: 1 })
    const [record] = page.records
    if (record === undefined) throw new Error('no account')
    await crm.control('limits', { notificationDelayMs: 10 })
    await crm.person.write([write(account, 'update', record.id, { address1_city: 'Ystad' }, record.tag)])
    await vi.waitFor(() => expect(received.length).toBeGreaterThan(0), { timeout: 10_000 })
    expect(received).toMatchObject([
      {
        url: wanted.url,
        key: 's3',
        body: { MessageName: 'Update', PrimaryEntityName: 'account', PrimaryEntityId: record.id },
      },
    ])
    await crm.connector.removeAll()
  } finally {
    await crm.close()
  }
})
