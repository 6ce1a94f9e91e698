/** Two connections of one CRM organization: they share its registrations, and neither takes away what the other needs. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { waitUntil } from '../world/wait-until.ts'
import { erpUrl, openServerWorld, type ServerWorld } from './support/server-world.ts'

let world: ServerWorld
let first = ''
let second = ''

/** Tables whose changes the CRM tells Koble. */
async function toldTables(): Promise<string[]> {
  const { value } = await world.crm.call<{ value: { name: string }[] }>(
    'GET',
    '/sdkmessageprocessingsteps?$select=name',
  )
  return [...new Set(value.map(({ name }) => name.split(' of ')[1] ?? ''))].toSorted((a, b) => a.localeCompare(b))
}
const told = (table: string): Promise<void> =>
  waitUntil(`changes of ${table} are told`, async () => (await toldTables()).includes(table))

async function setEnabled(connection: string, name: string, enabled: boolean): Promise<void> {
  const path = `/connections/${connection}/mappings/${name}`
  const { version: _version, ...mapping } = await world.api.call<{ version: number }>('GET', path)
  await world.api.call('PUT', path, { ...mapping, enabled })
}

beforeAll(async () => {
  world = await openServerWorld()
  first = await world.connect('First')
  // The same company through the environment's other address is another system to Koble.
  const erp = { baseUrl: `${erpUrl}/v2.0/common/sandbox` }
  second = (
    await world.api.call<{ id: string }>('POST', '/connections', world.connectionInput({ name: 'Second', erp }))
  ).id
  await told('account')
  await told('contact')
})
afterAll(() => world.close())

test('there is one registration for both', async () => {
  const { value } = await world.crm.call<{ value: unknown[] }>('GET', '/serviceendpoints')
  expect(value.length).toBe(1)
})

test('a table stays registered when one of the two no longer maps it', async () => {
  await setEnabled(second, 'contact', false)
  await setEnabled(first, 'salesperson', false)
  await world.run(first, { kind: 'synchronize' })
  expect(await toldTables()).toEqual(expect.arrayContaining(['account', 'contact', 'systemuser']))
})

test('the first that goes leaves the registrations to the other, the last takes them along', async () => {
  await world.api.call('DELETE', `/connections/${first}`)
  expect(await toldTables()).toContain('account')
  await world.api.call('DELETE', `/connections/${second}`)
  expect(await toldTables()).toEqual([])
})
