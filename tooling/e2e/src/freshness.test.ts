/** Edits travel with nobody pressing anything, and the echo of Koble's own writes causes no further write. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { accountOf, customerOf, editAccount, editCustomer, writes } from './support/rows.ts'
import { loadSmallCompany } from './support/two-empty-systems.ts'
import { openWorld, waitUntil, type World } from './world/world.ts'

let world: World

beforeAll(async () => {
  world = await openWorld()
  await loadSmallCompany(world)
  const connection = await world.connect()
  await world.run(connection, { kind: 'full' })
})
afterAll(() => world.close())

/** Looks of the poller that have ended, as the server counts them. */
async function looks(): Promise<number> {
  const text = await (await fetch(`${world.server.url}/metrics`)).text()
  return Number(/koble_work_duration_seconds_count\{[^}]*kind="look"[^}]*\} (\d+)/.exec(text)?.[1] ?? 0)
}

async function settled(): Promise<void> {
  const from = await looks()
  await waitUntil('three more looks are over', async () => (await looks()) >= from + 3)
}

test('an edit in the CRM reaches the ERP by itself', async () => {
  await editAccount(world, 'C-001', { telephone1: '0113 496 0100' })
  await waitUntil('the customer has it', async () => (await customerOf(world, 'C-001')).phoneNumber === '0113 496 0100')
})

test('an edit in the ERP reaches the CRM by itself, although notifications wait 30 s', async () => {
  await editCustomer(world, 'C-001', { phoneNumber: '0113 496 0200' })
  await waitUntil(
    'the account has it',
    async () => (await accountOf(world, 'C-001')).telephone1 === '0113 496 0200',
    20_000,
  )
})

test('then both systems are left alone: the echo causes no write', async () => {
  await settled()
  const before = await writes(world)
  await settled()
  expect(await writes(world)).toBe(before)
})

test('a customer made in the ERP becomes an account, and an account made in the CRM a customer, once each', async () => {
  await (await world.erpApi()).call('POST', '/customers', { number: 'C-100', displayName: 'Made in the ERP Ltd.' })
  await world.crmApi.call('POST', '/accounts', { name: 'Made in the CRM Ltd.', customertypecode: 3 })
  await waitUntil('both have both', async () => {
    const names = (
      await world.crmApi.call<{ value: { name: string; accountnumber: string | null }[] }>(
        'GET',
        '/accounts?$select=name,accountnumber',
      )
    ).value
    const made = names.filter(({ name }) => name.startsWith('Made in'))
    return made.length === 2 && made.every(({ accountnumber }) => accountnumber !== null)
  })
  const { value } = await (await world.erpApi()).call<{ value: { displayName: string }[] }>('GET', '/customers')
  expect(value.filter(({ displayName }) => displayName.startsWith('Made in')).length).toBe(2)
})
