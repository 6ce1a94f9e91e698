/** Mappings over the API: data with versions; nothing invalid is stored, and a change holds from the next run. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { waitUntil } from '../world/wait-until.ts'
import type { Problem } from './support/problem.ts'
import { openServerWorld, type ServerWorld } from './support/server-world.ts'

let world: ServerWorld
let connection = ''

interface Field {
  readonly name: string
  readonly erp: string | null
  readonly crm: string | null
  readonly direction: string
}
interface Mapping {
  readonly name: string
  readonly version: number
  readonly fields: readonly Field[]
  readonly enabled: boolean
}
const path = (name: string) => `/connections/${connection}/mappings/${name}`
const read = async (name: string): Promise<Omit<Mapping, 'version'>> => {
  const { version, ...mapping } = await world.api.call<Mapping>('GET', path(name))
  expect(version).toBeGreaterThan(0)
  return mapping
}
const put = (name: string, mapping: unknown) => world.api.ask<Problem & Mapping>('PUT', path(name), mapping)

beforeAll(async () => {
  world = await openServerWorld()
  connection = await world.connect()
})
afterAll(() => world.close())

test('a mapping that was read can be written back, and each write is a version', async () => {
  const before = await world.api.call<Mapping>('GET', path('customer'))
  const answer = await put('customer', { ...(await read('customer')), onDeletion: 'uncouple' })
  expect(answer).toMatchObject({ status: 200, body: { version: before.version + 1, onDeletion: 'uncouple' } })
  expect(await world.api.call('GET', path('customer'))).toEqual(answer.body)
})

test('every standard mapping validates as it is', async () => {
  const { items } = await world.api.call<{ items: Mapping[] }>('GET', `/connections/${connection}/mappings`)
  for (const { version: _version, ...mapping } of items)
    expect(await world.api.call('POST', `${path(mapping.name)}/validate`, mapping)).toEqual({ ok: true, problems: [] })
})

test('an invalid mapping is refused with every problem, and nothing is stored', async () => {
  const mapping = await read('customer')
  const broken = {
    ...mapping,
    dependsOn: ['nothing'],
    fields: mapping.fields.map((field) =>
      field.name === 'website'
        ? { ...field, crm: 'webseite' }
        : field.name === 'city'
          ? { ...field, erp: 'town' }
          : field,
    ),
  }
  const { ok, problems } = await world.api.call<{ ok: boolean; problems: { field: string | null; message: string }[] }>(
    'POST',
    `${path('customer')}/validate`,
    broken,
  )
  expect(ok).toBe(false)
  const messages = problems.map(({ message }) => message).join(' ')
  for (const name of ['webseite', 'town', 'nothing']) expect(messages).toContain(name)
  const answer = await put('customer', broken)
  expect(answer).toMatchObject({ status: 422, body: { code: 'invalid-mapping' } })
  expect(answer.body.errors?.length).toBe(problems.length)
  expect(await read('customer')).toEqual(mapping)
})

test('a body that names another mapping than its address is refused', async () => {
  expect(await put('contact', await read('customer'))).toMatchObject({ status: 422, body: { code: 'mapping-name' } })
  expect(await world.api.ask('POST', `${path('contact')}/validate`, await read('customer'))).toMatchObject({
    status: 422,
    body: { code: 'mapping-name' },
  })
})

test('a mapping that others depend on is not deleted', async () => {
  const answer = await world.api.ask<Problem>('DELETE', path('currency'))
  expect(answer.status).toBe(422)
  expect(answer.body.detail).toContain('customer')
  expect((await world.api.ask('GET', path('currency'))).status).toBe(200)
})

test('a mapping that nobody needs is deleted, and can be put back', async () => {
  const contact = await read('contact')
  const customer = await read('customer')
  await world.api.call('PUT', path('customer'), {
    ...customer,
    fields: customer.fields.filter((field) => field.name !== 'primaryContactId'),
  })
  await world.api.call('DELETE', path('contact'))
  expect((await world.api.ask('GET', path('contact'))).status).toBe(404)
  expect((await put('contact', contact)).status).toBe(200)
  expect((await put('customer', customer)).status).toBe(200)
})

test('a direction that was changed while Koble runs holds from the next look', async () => {
  await world.run(connection, { kind: 'full' })
  const mapping = await read('customer')
  const toCrm = {
    ...mapping,
    fields: mapping.fields.map((field) => (field.name === 'phoneNumber' ? { ...field, direction: 'toCrm' } : field)),
  }
  expect((await put('customer', toCrm)).status).toBe(200)
  await world.run(connection, { kind: 'synchronize' })
  const [account] = (
    await world.crm.call<{ value: { accountid: string; telephone1: string | null; name: string }[] }>(
      'GET',
      "/accounts?$filter=accountnumber eq 'C-001'",
    )
  ).value
  await world.crm.call('PATCH', `/accounts(${account!.accountid})`, {
    telephone1: '999',
    websiteurl: 'https://new.example',
  })
  const customer = async () =>
    (
      await world.erp.call<{ value: { phoneNumber: string; website: string }[] }>(
        'GET',
        "/customers?$filter=number eq 'C-001'",
      )
    ).value[0]!
  await waitUntil('the website has travelled', async () => (await customer()).website === 'https://new.example')
  expect((await customer()).phoneNumber).toBe('')
})

test('a mapping that is switched off rests, and says so to who asks for one of its records', async () => {
  await world.api.call('PUT', path('customer'), { ...(await read('customer')), enabled: false })
  const { items } = await world.api.call<{ items: { id: string }[] }>(
    'GET',
    `/connections/${connection}/couplings?mapping=customer&limit=1`,
  )
  const answer = await world.api.ask<Problem>(
    'POST',
    `/connections/${connection}/couplings/${items[0]!.id}/synchronize`,
    { direction: 'both' },
  )
  expect(answer.status).toBe(422)
  expect(answer.body.detail).toMatch(/switched off/)
})
