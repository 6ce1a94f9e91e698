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
const told = (table: string, expected: boolean): Promise<void> =>
  waitUntil(`${table} is ${expected ? '' : 'not '}told`, async () => (await toldTables()).includes(table) === expected, 8_000)

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
  await told('account', true)
  await told('contact', true)
})
afterAll(() => world.close())

test('there is one registration for both', async () => {
  const { value } = await world.crm.call<{ value: unknown[] }>('GET', '/serviceendpoints')
  expect(value.length).toBe(1)
})

test('a table stays registered while either maps it, and goes when neither does', async () => {
  await setEnabled(second, 'contact', false)
  await setEnabled(first, 'salesperson', false)
  await told('systemuser', true)
  expect(await toldTables()).toContain('contact')
  await setEnabled(first, 'contact', false)
  await setEnabled(first, 'contact', false)
  await told('contact', false).catch(async (error: unknown) => {
    console.log(JSON.stringify((await world.api.call<{items: {name: string; enabled: boolean}[]}>('GET', `/connections/${first}/mappings`)).items.map((x) => [x.name, x.enabled])), JSON.stringify((await world.api.call<{items: {name: string; enabled: boolean}[]}>('GET', `/connections/${second}/mappings`)).items.map((x) => [x.name, x.enabled])))
    console.log('STEPS', JSON.stringify((await world.crm.call<{ value: { name: string }[] }>('GET', '/sdkmessageprocessingsteps')).value.map((x) => x.name)))
    const { value } = await world.control.crm.call<{ value: object[] }>('GET', '/log')
    console.log(value.map((x) => JSON.stringify(x)).filter((x) => !x.includes('Ida Admin') && (x.includes('serviceend') || x.includes('sdkm'))).slice(-14).join(' ## ').slice(0, 3000))
    throw error
  })
  await setEnabled(first, 'contact', true)
  await told('contact', true)
})

test('the first that goes leaves the registrations to the other, the last takes them along', async () => {
  await world.api.call('DELETE', `/connections/${first}`)
  expect(await toldTables()).toContain('account')
  await world.api.call('DELETE', `/connections/${second}`)
  expect(await toldTables()).toEqual([])
})
