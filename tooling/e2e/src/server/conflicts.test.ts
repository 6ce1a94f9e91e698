/** Conflicts over the API: shown field by field, resolved by a side, by field or by a third value, under the version that was seen. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { waitUntil } from '../world/wait-until.ts'
import type { Problem } from './support/problem.ts'
import { accountOf, customerOf, editAccount, editCustomer, whileResting } from './support/records.ts'
import { openServerWorld, type ServerWorld } from './support/server-world.ts'

let world: ServerWorld
let connection = ''

interface Conflict {
  readonly id: string
  readonly version: number
  readonly kind: string
  readonly coupling: string
  readonly fields: { readonly field: string; readonly base: unknown; readonly erp: unknown; readonly crm: unknown }[]
}
const base = () => `/connections/${connection}/conflicts`
const open = async () => (await world.api.call<{ items: Conflict[] }>('GET', base())).items
const resolve = (conflict: Conflict, choose: unknown, version = conflict.version) =>
  world.api.ask<Problem & { conflict?: Conflict }>('POST', `${base()}/${conflict.id}/resolve`, { version, choose })

/** The ERP takes no letters in a phone number. */
const phone = (number: string, side: 'erp' | 'crm'): string => `${number.slice(2)} ${side === 'erp' ? '11' : '22'}`

/** Phone and website moved on both sides, to different values. */
async function contest(number: string): Promise<Conflict> {
  await whileResting(world, connection, async () => {
    await editCustomer(world, number, { phoneNumber: phone(number, 'erp'), website: 'https://erp.example' })
    await editAccount(world, number, { telephone1: phone(number, 'crm'), websiteurl: 'https://crm.example' })
  })
  const found = (await open()).find(({ fields }) => fields.some(({ erp }) => erp === phone(number, 'erp')))
  if (found === undefined) throw new Error(`no conflict for ${number}`)
  return found
}

beforeAll(async () => {
  world = await openServerWorld()
  connection = await world.connect()
  await world.run(connection, { kind: 'full' })
  // The first run creates; the second sees what is blank on both sides and takes it as agreed.
  await world.run(connection, { kind: 'full' })
})
afterAll(() => world.close())

test('a conflict shows each contested field with both values and both bases, and its coupling says so', async () => {
  const conflict = await contest('C-001')
  expect(conflict).toMatchObject({
    kind: 'update',
    mapping: 'customer',
    erpName: 'Ålund & Søn A/S',
    fields: [
      { field: 'website', base: { erp: null, crm: null }, erp: 'https://erp.example', crm: 'https://crm.example' },
      { field: 'phoneNumber', base: { erp: null, crm: null }, erp: phone('C-001', 'erp'), crm: phone('C-001', 'crm') },
    ],
  })
  expect(await world.api.call('GET', `${base()}/${conflict.id}`)).toEqual(conflict)
  expect(await world.api.call('GET', `/connections/${connection}/couplings/${conflict.coupling}`)).toMatchObject({
    state: 'conflict',
  })
})

test('a choice that decides nothing, or a field that is not contested, is refused by name', async () => {
  const [conflict] = await open()
  expect(await resolve(conflict!, {})).toMatchObject({ status: 422, body: { code: 'choice-foreign' } })
  const foreign = await resolve(conflict!, { city: 'erp' })
  expect(foreign).toMatchObject({ status: 422, body: { code: 'choice-foreign' } })
  expect(foreign.body.detail).toMatch(/city.*website, phoneNumber/)
  expect((await resolve(conflict!, 'both')).status).toBe(400)
  expect((await resolve(conflict!, { website: { value: { nested: 1 } } })).status).toBe(400)
})

test('each field goes to its own winner, and the rest stays contested', async () => {
  const [conflict] = await open()
  expect((await resolve(conflict!, { website: 'crm' })).status).toBe(204)
  const [rest] = await open()
  expect(rest?.fields.map(({ field }) => field)).toEqual(['phoneNumber'])
  expect((await customerOf(world, 'C-001')).website).toBe('https://crm.example')
  expect((await customerOf(world, 'C-001')).phoneNumber).toBe(phone('C-001', 'erp'))
  expect((await resolve(rest!, { phoneNumber: 'erp' })).status).toBe(204)
  expect((await accountOf(world, 'C-001')).telephone1).toBe(phone('C-001', 'erp'))
  expect(await open()).toEqual([])
})

test('a third value is written to both sides', async () => {
  const conflict = await contest('C-002')
  expect((await resolve(conflict, { website: 'erp', phoneNumber: { value: '0800 1' } })).status).toBe(204)
  expect(await customerOf(world, 'C-002')).toMatchObject({ phoneNumber: '0800 1', website: 'https://erp.example' })
  expect(await accountOf(world, 'C-002')).toMatchObject({ telephone1: '0800 1', websiteurl: 'https://erp.example' })
  expect(await open()).toEqual([])
})

test.each(['erp', 'crm'] as const)('a whole conflict goes to the %s', async (winner) => {
  const number = winner === 'erp' ? 'C-003' : 'C-004'
  const conflict = await contest(number)
  expect((await resolve(conflict, winner)).status).toBe(204)
  expect((await customerOf(world, number)).phoneNumber).toBe(phone(number, winner))
  expect((await accountOf(world, number)).telephone1).toBe(phone(number, winner))
})

test('a conflict that moved since it was seen is answered as it is now, and nothing is written', async () => {
  const conflict = await contest('C-005')
  await editCustomer(world, 'C-005', { phoneNumber: '999' })
  await waitUntil('the conflict has moved', async () =>
    (await open()).some(({ version }) => version > conflict.version),
  )
  const answer = await resolve(conflict, 'crm')
  expect(answer).toMatchObject({ status: 409, body: { code: 'conflict-moved' } })
  expect(answer.body.conflict?.fields.map(({ erp }) => erp)).toContain('999')
  expect((await customerOf(world, 'C-005')).phoneNumber).toBe('999')
})

test('a side that moves at the very moment of the choice is not overwritten', async () => {
  const [conflict] = await open()
  await world.api.call('PATCH', `/connections/${connection}`, { enabled: false })
  await world.idle()
  await editAccount(world, 'C-005', { telephone1: '888' })
  await world.api.call('PATCH', `/connections/${connection}`, { enabled: true })
  const answer = await resolve(conflict!, 'erp')
  expect(answer).toMatchObject({ status: 409, body: { code: 'conflict-moved' } })
  expect((await accountOf(world, 'C-005')).telephone1).toBe('888')
  const [now] = await open()
  expect((await resolve(now!, 'crm')).status).toBe(204)
  expect((await customerOf(world, 'C-005')).phoneNumber).toBe('888')
})

test('a resolved conflict cannot be resolved again', async () => {
  const conflict = await contest('C-006')
  expect((await resolve(conflict, 'erp')).status).toBe(204)
  expect((await resolve(conflict, 'crm')).status).toBe(404)
  expect((await accountOf(world, 'C-006')).telephone1).toBe(phone('C-006', 'erp'))
})

test('a deletion is a conflict in which one side wins as a whole', async () => {
  await world.crm.call('DELETE', `/accounts(${(await accountOf(world, 'C-006')).accountid})`)
  await waitUntil('it is a conflict', async () => (await open()).some(({ kind }) => kind === 'deletion'))
  const [conflict] = await open()
  expect(conflict).toMatchObject({ kind: 'deletion', goneOn: 'crm' })
  expect(await resolve(conflict!, { phoneNumber: 'erp' })).toMatchObject({
    status: 422,
    body: { code: 'choice-foreign' },
  })
  expect((await resolve(conflict!, 'erp')).status).toBe(204)
  expect((await accountOf(world, 'C-006')).name).toBe('100% Wool / Tweed + Co')
})
