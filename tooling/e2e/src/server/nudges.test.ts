/** Webhooks: handshakes, marks, and the look that a right one brings at once. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { waitUntil } from '../world/wait-until.ts'
import { accountOf, customerOf, editAccount, editCustomer } from './support/records.ts'
import { openServerWorld, serverUrl, type ServerWorld } from './support/server-world.ts'

let world: ServerWorld
let connection = ''

const ignored = () => world.metric('koble_nudges_ignored_total')
/** What a system calls, as it is registered there. */
async function addresses(): Promise<{ erp: { url: string; mark: string }; crm: string }> {
  const path = '/v2.0/sandbox/api/koble/connector/v1.0/subscriptions'
  const erp = await world.erpSite.call<{ value: { notificationUrl: string; clientState: string }[] }>('GET', path)
  const crm = await world.crm.call<{ value: { url: string }[] }>('GET', '/serviceendpoints')
  return {
    erp: { url: erp.value[0]!.notificationUrl.slice(serverUrl.length), mark: erp.value[0]!.clientState },
    crm: crm.value[0]!.url.slice(serverUrl.length),
  }
}

beforeAll(async () => {
  world = await openServerWorld()
  connection = await world.connect()
  await world.run(connection, { kind: 'full' })
  await waitUntil('webhooks are registered', async () => {
    const steps = await world.crm.call<{ value: unknown[] }>('GET', '/sdkmessageprocessingsteps')
    const path = '/v2.0/sandbox/api/koble/connector/v1.0/subscriptions'
    return steps.value.length >= 3 && (await world.erpSite.call<{ value: unknown[] }>('GET', path)).value.length >= 2
  })
  await world.control.erp.call('PUT', '/limits', { notificationDelayMs: 10 })
})
afterAll(() => world.close())

test('a handshake is answered with its token as plain text, for any address', async () => {
  for (const path of ['/api/webhooks/business-central/nobody', (await addresses()).erp.url])
    for (const method of ['GET', 'POST']) {
      const answer = await world.anyone.ask(method, `${path}?validationToken=a%3Cb%3E%20c`)
      expect(answer).toMatchObject({ status: 200, body: 'a<b> c' })
      expect(answer.headers.get('content-type')).toMatch(/^text\/plain/)
      expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
    }
})

test('a wrong secret or mark is answered like a right one, counted, and starts nothing', async () => {
  const { erp, crm } = await addresses()
  const body = { value: [{ clientState: 'wrong', resource: 'customers' }] }
  const before = await ignored()
  const answers = [
    await world.anyone.ask('POST', '/api/webhooks/business-central/nobody', body),
    await world.anyone.ask('POST', '/api/webhooks/dataverse/nobody', {}, { 'x-koble-key': 'x' }),
    await world.anyone.ask('POST', erp.url, body),
    await world.anyone.ask('POST', erp.url, { value: [] }),
    await world.anyone.ask('POST', crm, {}, { 'x-koble-key': 'wrong' }),
    await world.anyone.ask('POST', crm, {}),
    await world.anyone.ask('POST', crm, '{ not json', { 'x-koble-key': 'wrong' }),
    await world.anyone.ask('POST', crm.replace('dataverse', 'business-central'), body),
  ]
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([202]))
  expect(new Set(answers.map(({ body: text }) => text))).toEqual(new Set(['']))
  expect((await ignored()) - before).toBe(answers.length)
})

test('a body beyond all measure is answered 202 and dropped', async () => {
  const { crm } = await addresses()
  const answer = await world.anyone.ask('POST', crm, { x: 'x'.repeat(2 * 1024 * 1024) }, { 'x-koble-key': 'wrong' })
  expect(answer.status).toBe(202)
})

test('edits travel on nudges alone, while nothing is due by the clock', async () => {
  await world.idle()
  const goOn = world.clock.freeze()
  try {
    await world.idle()
    await editAccount(world, 'C-001', { telephone1: '100' })
    await waitUntil('the ERP has it', async () => (await customerOf(world, 'C-001')).phoneNumber === '100')
    await editCustomer(world, 'C-001', { phoneNumber: '200' })
    await waitUntil('the CRM has it', async () => (await accountOf(world, 'C-001')).telephone1 === '200')
  } finally {
    goOn()
  }
})

test('notifications that never come are made good by polling', async () => {
  for (const side of ['erp', 'crm'] as const)
    await world.control[side].call('PUT', '/faults', { seed: 1, rules: [{ kind: 'dropNotification', match: {} }] })
  await editAccount(world, 'C-002', { telephone1: '300' })
  await editCustomer(world, 'C-003', { phoneNumber: '400' })
  await waitUntil('both have arrived', async () => {
    const [customer, account] = [await customerOf(world, 'C-002'), await accountOf(world, 'C-003')]
    return customer.phoneNumber === '300' && account.telephone1 === '400'
  })
})
