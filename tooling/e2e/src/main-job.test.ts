/** The main job, over three real processes: a full synchronization, edits, conflicts, deletes, refusals. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import {
  accountOf,
  accounts,
  customerOf,
  customers,
  editAccount,
  editCustomer,
  hasAnswered,
  writes,
} from './support/rows.ts'
import { smallCompany } from './support/small-company.ts'
import { loadSmallCompany } from './support/two-empty-systems.ts'
import { openWorld, waitUntil, type World } from './world/world.ts'

let world: World
let connection = ''

beforeAll(async () => {
  world = await openWorld()
  await loadSmallCompany(world)
  connection = await world.connect()
})
afterAll(() => world.close())

const pauseConnection = (enabled: boolean) => world.api.call('PATCH', `/connections/${connection}`, { enabled })
const conflicts = async () =>
  (await world.api.call<{ items: Conflict[] }>('GET', `/connections/${connection}/conflicts`)).items
const phoneOf = { erp: '0221 4960 01', crm: '0221 4960 02' }
const erpPhone = (winner: 'erp' | 'crm'): string => (winner === 'erp' ? '01225 496 001' : '01225 496 003')
const crmPhone = (winner: 'erp' | 'crm'): string => (winner === 'erp' ? '01225 496 002' : '01225 496 004')
interface Conflict {
  id: string
  version: number
  kind: string
  fields: { field: string; erp: unknown; crm: unknown; base: unknown }[]
}

/** Edits are made while the connection rests, so that both sides move before a synchronization. */
async function whileResting(edits: () => Promise<void>): Promise<void> {
  await pauseConnection(false)
  try {
    await edits()
  } finally {
    await pauseConnection(true)
  }
  await world.run(connection, { kind: 'synchronize' })
}

describe('a full synchronization', () => {
  test('creates each account once, with name, address, country and currency right, in batches', async () => {
    await world.control.erp.call('DELETE', '/requests')
    await world.control.crm.call('DELETE', '/requests')
    const job = await world.run(connection, { kind: 'full' })
    expect(job).toMatchObject({ status: 'succeeded', counts: { failed: 0 } })
    const made = await accounts(world)
    expect(made.map((account) => account.name)).toEqual(smallCompany.customers.map((customer) => customer.displayName))
    const currencies = (
      await world.crmApi.call<{ value: { transactioncurrencyid: string; isocurrencycode: string }[] }>(
        'GET',
        '/transactioncurrencies',
      )
    ).value
    const codeOf = (id: string | null) =>
      currencies.find((currency) => currency.transactioncurrencyid === id)?.isocurrencycode
    for (const customer of smallCompany.customers) {
      const account = made.find(({ accountnumber }) => accountnumber === customer.number)
      expect(account).toMatchObject({
        name: customer.displayName,
        address1_line1: customer.addressLine1,
        address1_city: customer.city,
        address1_country: customer.country,
        address1_postalcode: customer.postalCode,
      })
      expect(codeOf(account?._transactioncurrencyid_value ?? null)).toBe(
        'currencyCode' in customer ? customer.currencyCode : 'GBP',
      )
    }
    const { bySet } = await world.control.crm.call<{ bySet: Record<string, Record<string, number>> }>(
      'GET',
      '/requests',
    )
    expect(bySet['accounts']?.['POST'] ?? 0).toBeLessThan(smallCompany.customers.length)
  })

  test('writes nothing the second time', async () => {
    const before = await writes(world)
    const job = await world.run(connection, { kind: 'full' })
    expect(job).toMatchObject({ status: 'succeeded', counts: { inserted: 0, modified: 0, deleted: 0, failed: 0 } })
    expect(await writes(world)).toBe(before)
  })
})

describe('edits of one pair on both sides', () => {
  test('to different fields both survive on both sides', async () => {
    await whileResting(async () => {
      await editCustomer(world, 'C-001', { phoneNumber: '0113 496 0001' })
      await editAccount(world, 'C-001', { websiteurl: 'https://alund.example' })
    })
    expect(await customerOf(world, 'C-001')).toMatchObject({
      phoneNumber: '0113 496 0001',
      website: 'https://alund.example',
    })
    expect(await accountOf(world, 'C-001')).toMatchObject({
      telephone1: '0113 496 0001',
      websiteurl: 'https://alund.example',
    })
  })

  test.each(['erp', 'crm'] as const)('survive also when the write to the %s fails the first time', async (side) => {
    const path = side === 'erp' ? '/customers' : '/accounts'
    await whileResting(async () => {
      await editCustomer(world, 'C-002', { phoneNumber: phoneOf[side] })
      await editAccount(world, 'C-002', { websiteurl: `https://${side}.gruen.example` })
      await world.control[side].call('PUT', '/faults', {
        seed: 1,
        rules: [{ match: { method: 'PATCH', path }, kind: 'status', status: 503, times: 1 }],
      })
    })
    await waitUntil('both edits are on both sides', async () => {
      const [customer, account] = [await customerOf(world, 'C-002'), await accountOf(world, 'C-002')]
      return (
        customer.website === `https://${side}.gruen.example` &&
        account.telephone1 === phoneOf[side] &&
        customer.phoneNumber === phoneOf[side]
      )
    })
    await world.control[side].call('PUT', '/faults', { seed: 1, rules: [] })
    expect(await hasAnswered(world, side, 'PATCH', 503)).toBe(true)
  })

  test.each(['erp', 'crm'] as const)('to the same field give one conflict, resolved for the %s', async (winner) => {
    await whileResting(async () => {
      await editCustomer(world, 'C-003', { phoneNumber: erpPhone(winner) })
      await editAccount(world, 'C-003', { telephone1: crmPhone(winner) })
    })
    const [conflict, ...others] = await conflicts()
    expect(others).toEqual([])
    expect(conflict).toMatchObject({ kind: 'update', fields: [{ erp: erpPhone(winner), crm: crmPhone(winner) }] })
    expect(await customerOf(world, 'C-003')).toMatchObject({ phoneNumber: erpPhone(winner) })
    expect(await accountOf(world, 'C-003')).toMatchObject({ telephone1: crmPhone(winner) })
    await world.api.call('POST', `/connections/${connection}/conflicts/${conflict!.id}/resolve`, {
      version: conflict!.version,
      choose: winner,
    })
    const won = winner === 'erp' ? erpPhone(winner) : crmPhone(winner)
    expect(await customerOf(world, 'C-003')).toMatchObject({ phoneNumber: won })
    expect(await accountOf(world, 'C-003')).toMatchObject({ telephone1: won })
    expect(await conflicts()).toEqual([])
  })

  test('a resolution for a conflict that moved since is refused with the conflict as it is', async () => {
    await whileResting(async () => {
      await editCustomer(world, 'C-004', { phoneNumber: '101' })
      await editAccount(world, 'C-004', { telephone1: '202' })
    })
    const [conflict] = await conflicts()
    await whileResting(() => editCustomer(world, 'C-004', { phoneNumber: '303' }))
    const answer = await world.api.ask<{ code: string; conflict: Conflict }>(
      'POST',
      `/connections/${connection}/conflicts/${conflict!.id}/resolve`,
      { version: conflict!.version, choose: 'crm' },
    )
    expect(answer).toMatchObject({
      status: 409,
      body: { code: 'conflict-moved', conflict: { fields: [{ erp: '303', crm: '202' }] } },
    })
    await world.api.call('POST', `/connections/${connection}/conflicts/${conflict!.id}/resolve`, {
      version: answer.body.conflict.version,
      choose: 'erp',
    })
    expect(await accountOf(world, 'C-004')).toMatchObject({ telephone1: '303' })
  })
})

describe('an ERP that answers nothing', () => {
  afterEach(() => world.control.erp.call('PUT', '/faults', { seed: 1, rules: [] }))

  test.each([
    ['empty pages', { kind: 'emptyPage', match: {} }, 200],
    ['403', { kind: 'status', status: 403, match: { path: '/api/' } }, 403],
  ])('(%s) deletes and uncouples nothing', async (_name, rule, status) => {
    const before = (await accounts(world)).length
    await world.control.erp.call('PUT', '/faults', { seed: 1, rules: [rule] })
    await world.api.call('POST', `/connections/${connection}/jobs`, { kind: 'full' })
    await waitUntil('the ERP has answered so', () => hasAnswered(world, 'erp', 'GET', status))
    await world.api.call('POST', `/connections/${connection}/jobs`, { kind: 'synchronize' })
    await world.control.erp.call('PUT', '/faults', { seed: 1, rules: [] })
    const job = await world.run(connection, { kind: 'full' })
    expect(job).toMatchObject({ status: 'succeeded', counts: { deleted: 0, uncoupled: 0, inserted: 0 } })
    expect((await accounts(world)).length).toBe(before)
    expect((await customers(world)).length).toBe(smallCompany.customers.length)
  })
})

describe('deleting one side', () => {
  const setPolicy = async (onDeletion: string) => {
    const { version: _version, ...mapping } = await world.api.call<{ version: number }>(
      'GET',
      `/connections/${connection}/mappings/customer`,
    )
    await world.api.call('PUT', `/connections/${connection}/mappings/customer`, { ...mapping, onDeletion })
  }
  const deleteAccount = async (number: string) =>
    world.crmApi.call('DELETE', `/accounts(${(await accountOf(world, number)).accountid})`)

  test('with "ask" is a conflict and deletes nothing', async () => {
    await setPolicy('ask')
    await deleteAccount('C-004')
    await waitUntil('the deletion is a conflict', async () =>
      (await conflicts()).some(({ kind }) => kind === 'deletion'),
    )
    expect(await customerOf(world, 'C-004')).toBeDefined()
  })

  test('with "delete" deletes the other side', async () => {
    await setPolicy('delete')
    await deleteAccount('C-005')
    await waitUntil(
      'the customer is gone',
      async () => !(await customers(world)).some(({ number }) => number === 'C-005'),
    )
  })

  test('with "restore" makes it again from the other side', async () => {
    await setPolicy('restore')
    await deleteAccount('C-006')
    await waitUntil('the account is back', async () =>
      (await accounts(world)).some(({ accountnumber }) => accountnumber === 'C-006'),
    )
  })

  test('with "uncouple" leaves the other side and forgets the pair', async () => {
    await setPolicy('uncouple')
    const { accountid } = await accountOf(world, 'C-003')
    await deleteAccount('C-003')
    await waitUntil('the pair is forgotten', async () => {
      const { items } = await world.api.call<{ items: unknown[] }>(
        'GET',
        `/connections/${connection}/couplings?crmId=${accountid}`,
      )
      return items.length === 0
    })
    expect(await customerOf(world, 'C-003')).toBeDefined()
  })

  test('with "deactivate" makes the other side inactive', async () => {
    await setPolicy('deactivate')
    const { id, '@odata.etag': tag } = await customerOf(world, 'C-002')
    await (await world.erpApi()).call('DELETE', `/customers(${id})`, undefined, { 'if-match': tag })
    await waitUntil('the account is inactive', async () => (await accountOf(world, 'C-002')).statecode === 1)
  })
})
