/** Connections over the API: what is given is tried before it is stored; what goes takes its registrations along. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { waitUntil } from '../world/wait-until.ts'
import type { Problem } from './support/problem.ts'
import { crmUrl, erpUrl, openServerWorld, type ServerWorld } from './support/server-world.ts'

let world: ServerWorld

beforeAll(async () => {
  world = await openServerWorld()
})
afterAll(() => world.close())

interface Shown {
  readonly id: string
  readonly name: string
  readonly enabled: boolean
  readonly erp: { readonly company: string; readonly clientId: string }
}
const wrong = { tenant: 'common', clientId: 'koble-demo', clientSecret: 'wrong' }
const create = (change?: Parameters<ServerWorld['connectionInput']>[0]) =>
  world.api.ask<Problem & Shown>('POST', '/connections', world.connectionInput(change))
const all = async () => (await world.api.call<{ items: Shown[] }>('GET', '/connections')).items
const registrations = async (side: 'erp' | 'crm'): Promise<number> => {
  const client = side === 'erp' ? world.erpSite : world.crm
  const path = side === 'erp' ? '/v2.0/sandbox/api/koble/connector/v1.0/subscriptions' : '/sdkmessageprocessingsteps'
  return (await client.call<{ value: unknown[] }>('GET', path)).value.length
}

describe('creating a connection', () => {
  afterEach(() => {
    world.network.answerAt(erpUrl, world.answers.erp)
    world.network.answerAt(crmUrl, world.answers.crm)
  })

  test.each([
    ['by its name', () => world.company.name],
    ['by its name in another case', () => world.company.name.toUpperCase()],
    ['by its id', () => world.company.id],
  ])('takes the company %s, with all standard mappings and without telling the secret', async (_name, company) => {
    const answer = await create({ erp: { company: company() } })
    expect(answer).toMatchObject({ status: 201, body: { enabled: true, erp: { company: world.company.name } } })
    expect(JSON.stringify(answer.body)).not.toContain('koble-demo-secret')
    const { items } = await world.api.call<{ items: { name: string }[] }>(
      'GET',
      `/connections/${answer.body.id}/mappings`,
    )
    expect(items.map(({ name }) => name)).toEqual(expect.arrayContaining(['currency', 'customer', 'contact']))
    await world.api.call('DELETE', `/connections/${answer.body.id}`)
  })

  test('with an unknown company lists those that are there', async () => {
    const answer = await create({ erp: { company: 'Nobody Ltd.' } })
    expect(answer).toMatchObject({ status: 422, body: { code: 'company-not-found' } })
    expect(answer.body.detail).toContain(`"${world.company.name}"`)
  })

  test.each([
    ['ERP', erpUrl],
    ['CRM', crmUrl],
  ])('with the %s unreachable is a bad gateway that names the system', async (side, url) => {
    world.network.answerAt(url, null)
    const answer = await create()
    expect(answer.status).toBe(502)
    expect(answer.body.detail).toContain(`The ${side} at ${new URL(url).host}`)
  })

  test.each([
    ['ERP', { erp: { credentials: wrong } }, 'erp-sign-in-failed'],
    ['CRM', { crm: { credentials: wrong } }, 'crm-sign-in-failed'],
  ])('with a secret that the %s refuses says which credentials to check', async (side, change, code) => {
    const answer = await create(change)
    expect(answer).toMatchObject({ status: 502, body: { code } })
    expect(answer.body.detail).toContain(`The ${side} at`)
    expect(answer.body.detail).toMatch(/client id, secret and tenant/i)
    expect(answer.body.detail).not.toContain('wrong')
  })

  test('that failed leaves nothing behind', async () => {
    expect(await all()).toEqual([])
  })

  test('of a company and CRM that are connected already is refused with its name', async () => {
    const id = await world.connect('First')
    const answer = await create({ name: 'Second' })
    expect(answer).toMatchObject({ status: 409, body: { code: 'connection-exists' } })
    expect(answer.body.detail).toContain('"First"')
    await world.api.call('DELETE', `/connections/${id}`)
  })
})

describe('a connection', () => {
  let id = ''
  const patch = (body: unknown) => world.api.ask<Problem & Shown>('PATCH', `/connections/${id}`, body)
  beforeAll(async () => {
    id = await world.connect('Patched')
  })

  test('is renamed and switched off and on', async () => {
    expect(await patch({ name: ' Renamed ', enabled: false })).toMatchObject({
      status: 200,
      body: { name: 'Renamed', enabled: false },
    })
    const refused = await world.api.ask<Problem>('POST', `/connections/${id}/jobs`, { kind: 'full' })
    expect(refused).toMatchObject({ status: 422, body: { code: 'connection-disabled' } })
    expect(await patch({ enabled: true })).toMatchObject({ status: 200, body: { name: 'Renamed', enabled: true } })
  })

  test('keeps its credentials when new ones are refused', async () => {
    for (const side of ['erp', 'crm'] as const)
      expect((await patch({ [side]: { credentials: wrong } })).status).toBe(502)
    expect(await world.api.call(`POST`, `/connections/${id}/test`)).toMatchObject({ ok: true })
  })

  test('keeps its company and address when the new company is not there', async () => {
    const answer = await patch({ erp: { company: 'Nobody Ltd.', baseUrl: `${erpUrl}/v2.0/sandbox/` } })
    expect(answer).toMatchObject({ status: 422, body: { code: 'company-not-found' } })
    expect(await world.api.call('GET', `/connections/${id}`)).toMatchObject({
      erp: { company: world.company.name, baseUrl: `${erpUrl}/v2.0/sandbox` },
    })
  })

  test('is tested check by check, on both sides', async () => {
    const result = await world.api.call<{ ok: boolean; checks: { side: string; name: string; ok: boolean }[] }>(
      'POST',
      `/connections/${id}/test`,
    )
    expect(result.ok).toBe(true)
    expect(new Set(result.checks.map(({ side }) => side))).toEqual(new Set(['erp', 'crm']))
  })

  test('whose CRM lacks Koble’s solution fails that check with what to do, and no other', async () => {
    world.network.answerAt(crmUrl, (request) =>
      /\/koble_/.test(new URL(request.url).pathname) ? unknownSegment(request) : world.answers.crm(request),
    )
    const result = await world.api.call<{ ok: boolean; checks: { name: string; ok: boolean; message: string }[] }>(
      'POST',
      `/connections/${id}/test`,
    )
    world.network.answerAt(crmUrl, world.answers.crm)
    expect(result.ok).toBe(false)
    const failed = result.checks.filter(({ ok }) => !ok)
    expect(failed.map(({ name }) => name)).toEqual(['koble-solution'])
    expect(failed[0]?.message).toContain('solution')
  })

  test('whose ERP cannot be reached fails the sign-in check only, with the CRM’s checks beside it', async () => {
    world.network.answerAt(erpUrl, null)
    const result = await world.api.call<{ checks: { side: string; name: string; ok: boolean }[] }>(
      'POST',
      `/connections/${id}/test`,
    )
    world.network.answerAt(erpUrl, world.answers.erp)
    expect(result.checks.filter(({ ok }) => !ok)).toMatchObject([{ side: 'erp', name: 'sign-in' }])
    expect(result.checks.filter(({ side }) => side === 'crm').length).toBeGreaterThan(1)
  })

  test('shows its tables in dependency order, with counts and a recommended direction', async () => {
    const { tables } = await world.api.call<{ tables: { mapping: string; dependsOn: string[]; erpCount: number }[] }>(
      'GET',
      `/connections/${id}/full-synchronization`,
    )
    const names = tables.map(({ mapping }) => mapping)
    expect(names.indexOf('currency')).toBeLessThan(names.indexOf('customer'))
    expect(tables.find(({ mapping }) => mapping === 'customer')).toMatchObject({
      state: 'new',
      erpCount: 6,
      crmCount: 0,
      recommendedDirection: 'toCrm',
    })
  })

  test('registers its webhooks in both systems, and takes them away when it is deleted, with all of its rows', async () => {
    await waitUntil(
      'webhooks are registered',
      async () => (await registrations('erp')) > 0 && (await registrations('crm')) > 0,
    )
    const job = await world.run(id, { kind: 'full' })
    expect(job.status).toBe('succeeded')
    await world.api.call('DELETE', `/connections/${id}`)
    expect([await registrations('erp'), await registrations('crm')]).toEqual([0, 0])
    expect((await world.api.ask('GET', `/jobs/${job.id}`)).status).toBe(404)
    expect(await all()).toEqual([])
  })

  test('with couplings keeps its company', async () => {
    id = await world.connect('Coupled')
    await world.run(id, { kind: 'full' })
    const other = await world.erpSite.call<{ value: { id: string; name: string }[] }>(
      'GET',
      '/v2.0/sandbox/api/v2.0/companies',
    )
    expect(other.value.length).toBe(1)
    expect((await patch({ erp: { company: world.company.id } })).status).toBe(200)
  })
})

const unknownSegment = (request: Request): Response =>
  Response.json(
    {
      error: {
        code: '0x8006088a',
        message: `Resource not found for the segment '${new URL(request.url).pathname.split('/').at(-1)}'.`,
      },
    },
    { status: 404 },
  )
