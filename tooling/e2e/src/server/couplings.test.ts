/** Couplings over the API: found, made and taken apart by hand, synchronized now; records set aside and records that wait. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { waitUntil } from '../world/wait-until.ts'
import type { Problem } from './support/problem.ts'
import { accountOf, customerOf, editAccount, editCustomer, whileResting } from './support/records.ts'
import { openServerWorld, type ServerWorld } from './support/server-world.ts'

let world: ServerWorld
let connection = ''

interface Coupling {
  readonly id: string
  readonly erpId: string
  readonly crmId: string
  readonly erpName: string
  readonly crmName: string
  readonly state: string
  readonly problem: string | null
  readonly erpUrl: string | null
}
interface Page<T> {
  readonly items: T[]
  readonly next: string | null
}
const base = () => `/connections/${connection}/couplings`
const list = (query: string) => world.api.call<Page<Coupling>>('GET', `${base()}?${query}`)
const couplingOf = async (number: string): Promise<Coupling> =>
  (await list(`mapping=customer&erpId=${(await customerOf(world, number)).id}`)).items[0]!
const newCustomer = async (number: string, more: object = {}): Promise<string> =>
  (await world.erp.call<{ id: string }>('POST', '/customers', { number, displayName: `Customer ${number}`, ...more }))
    .id
const newAccount = async (name: string, more: object = {}): Promise<string> => {
  const answer = await world.crm.ask('POST', '/accounts', { name, customertypecode: 3, ...more })
  return /\(([0-9a-f-]{36})\)/.exec(answer.headers.get('odata-entityid') ?? '')![1]!
}

beforeAll(async () => {
  world = await openServerWorld()
  connection = await world.connect()
  await world.run(connection, { kind: 'full' })
})
afterAll(() => world.close())

describe('couplings are found', () => {
  test('by mapping and state, with names and links of both sides', async () => {
    const { items } = await list('mapping=customer&state=coupled')
    expect(items.length).toBe(6)
    expect(items[0]).toMatchObject({ erpName: 'Ålund & Søn A/S', crmName: 'Ålund & Søn A/S', problem: null })
    expect(items[0]?.erpUrl).toContain(items[0]?.erpId)
    expect((await list('mapping=customer&state=conflict')).items).toEqual([])
  })

  test.each([
    ['a part of a name in any case', 'search=M%C3%96BEL', 1],
    ['a character that means something to SQL', 'search=%25', 1],
    ['what is nowhere', 'search=nowhere', 0],
    ['an underscore, which stands for itself', 'search=_', 0],
  ])('by %s', async (_name, query, count) => {
    expect((await list(`mapping=customer&${query}`)).items.length).toBe(count)
  })

  test('by the id of either side', async () => {
    const { id, erpId, crmId } = await couplingOf('C-003')
    for (const query of [`erpId=${erpId}`, `crmId=${crmId}`, `search=${crmId}`])
      expect((await list(query)).items.map((item) => item.id)).toEqual([id])
  })

  test('page by page, each once', async () => {
    const seen: string[] = []
    let next: string | null = ''
    while (next !== null) {
      const page: Page<Coupling> = await list(`limit=2&mapping=customer${next === '' ? '' : `&cursor=${next}`}`)
      seen.push(...page.items.map(({ id }) => id))
      next = page.next
    }
    expect(new Set(seen).size).toBe(6)
    expect(seen.length).toBe(6)
  })
})

describe('two records coupled by hand', () => {
  test.each([
    ['toCrm', '111'],
    ['toErp', '222'],
  ])('agree as the winner (%s) says', async (synchronize, phone) => {
    const number = `W-${synchronize}`
    const [erpId, crmId] = await stranger(number)
    const made = await world.api.ask<Coupling>('POST', base(), {
      mapping: 'customer',
      erpId,
      crmId: crmId.toUpperCase(),
      synchronize,
    })
    expect(made).toMatchObject({ status: 201, body: { erpId, crmId, state: 'coupled' } })
    expect((await customerOf(world, number)).phoneNumber).toBe(phone)
    expect((await accountOf(world, number)).telephone1).toBe(phone)
  })

  test('that are coupled already are refused by name', async () => {
    const { erpId, crmId } = await couplingOf('C-001')
    const answer = await world.api.ask<Problem>('POST', base(), { mapping: 'customer', erpId, crmId })
    expect(answer).toMatchObject({ status: 409, body: { code: 'already-coupled' } })
    expect(answer.body.detail).toContain('Ålund & Søn A/S')
  })

  test.each([
    [
      'an ERP id that is not there',
      { erpId: '00000000-0000-0000-0000-00000000aaaa', crmId: '00000000-0000-0000-0000-00000000bbbb' },
      404,
    ],
    ['an id that is no id', { erpId: "x')", crmId: '???' }, 422],
    ['one record and nothing else', { erpId: '00000000-0000-0000-0000-00000000aaaa' }, 400],
    ['no record', {}, 400],
    ['a partner on its own side', { erpId: '00000000-0000-0000-0000-00000000aaaa', create: 'erp' }, 400],
  ])('need both: %s is refused', async (_name, body, status) => {
    const answer = await world.api.ask<Problem>('POST', base(), { mapping: 'customer', ...body })
    expect(answer.status).toBe(status)
  })

  test('are strangers again when uncoupled, and both stay', async () => {
    const { id } = await couplingOf('W-toCrm')
    await whileResting(world, connection, async () => undefined)
    await setOnlyCoupled(true)
    expect((await world.api.ask('DELETE', `${base()}/${id}`)).status).toBe(204)
    expect((await world.api.ask('GET', `${base()}/${id}`)).status).toBe(404)
    expect(await customerOf(world, 'W-toCrm')).toBeDefined()
    expect(await accountOf(world, 'W-toCrm')).toBeDefined()
    await setOnlyCoupled(false)
  })
})

/** A customer and an account of one number that Koble does not know of as a pair: two phones, made while nothing is created by itself. */
async function stranger(number: string): Promise<[string, string]> {
  await setOnlyCoupled(true)
  const erpId = await newCustomer(number, { phoneNumber: '111' })
  const crmId = await newAccount(`Customer ${number}`, { accountnumber: number, telephone1: '222' })
  return [erpId, crmId]
}

let match: unknown

/** With only coupled records nothing is matched either: a feed would couple what a test leaves strangers. */
async function setOnlyCoupled(onlyCoupled: boolean): Promise<void> {
  const { version: _version, ...mapping } = await world.api.call<{ version: number; match: unknown }>(
    'GET',
    `/connections/${connection}/mappings/customer`,
  )
  match ??= mapping.match
  const change = { onlyCoupled, match: onlyCoupled ? [] : match }
  await world.api.call('PUT', `/connections/${connection}/mappings/customer`, { ...mapping, ...change })
  // A look that began before still has the old one.
  await world.run(connection, { kind: 'synchronize' })
}

describe('a partner', () => {
  beforeAll(() => setOnlyCoupled(true))
  afterAll(() => setOnlyCoupled(false))

  test('is made in the CRM for a customer that a person names', async () => {
    const erpId = await newCustomer('P-1')
    const made = await world.api.ask<Coupling>('POST', base(), { mapping: 'customer', erpId, create: 'crm' })
    expect(made).toMatchObject({ status: 201, body: { erpId, state: 'coupled', crmName: 'Customer P-1' } })
    expect((await accountOf(world, 'P-1')).accountid).toBe(made.body.crmId)
  })

  test('is made in the ERP for an account that a person names', async () => {
    const crmId = await newAccount('Partner wanted Ltd.')
    const made = await world.api.ask<Coupling>('POST', base(), { mapping: 'customer', crmId, create: 'erp' })
    expect(made).toMatchObject({ status: 201, body: { crmId, erpName: 'Partner wanted Ltd.' } })
  })
})

describe('a coupling synchronized now', () => {
  test.each([
    ['toCrm', '1'],
    ['toErp', '2'],
  ])('(%s) makes both sides as the winner has it', async (direction, wins) => {
    const { id } = await couplingOf('C-002')
    await whileResting(world, connection, async () => {
      await editCustomer(world, 'C-002', { phoneNumber: `${wins} 11` })
      await editAccount(world, 'C-002', { telephone1: `${wins} 22` })
    })
    const answer = await world.api.ask<Coupling>('POST', `${base()}/${id}/synchronize`, { direction })
    expect(answer).toMatchObject({ status: 200, body: { state: 'coupled' } })
    const won = direction === 'toCrm' ? '1 11' : '2 22'
    expect((await customerOf(world, 'C-002')).phoneNumber).toBe(won)
    expect((await accountOf(world, 'C-002')).telephone1).toBe(won)
  })

  test('has a history that says which side was written, from what to what', async () => {
    const { id } = await couplingOf('C-002')
    const { items } = await world.api.call<
      Page<{ side: string; fields: { field: string; from: unknown; to: unknown }[] }>
    >('GET', `${base()}/${id}/history`)
    const changes = items.flatMap((entry) => entry.fields.map((field) => ({ side: entry.side, ...field })))
    expect(changes).toContainEqual({ side: 'erp', field: 'phoneNumber', from: '2 11', to: '2 22' })
    const [first] = (await world.api.call<Page<object>>('GET', `${base()}/${id}/history?limit=1`)).items
    expect(first).toEqual(items[0])
  })
})

describe('a record that a system refuses', () => {
  const skipped = async () => (await world.api.call<Page<Coupling>>('GET', `/connections/${connection}/skipped`)).items

  test('is set aside after the same refusal twice, with its reason', async () => {
    const { id } = await couplingOf('C-004')
    await editAccount(world, 'C-004', { address1_country: 'Atlantis' })
    await waitUntil('it failed', async () => (await couplingOf('C-004')).problem !== null)
    await world.api.call('POST', `${base()}/${id}/synchronize`, { direction: 'both' })
    expect(await skipped()).toMatchObject([{ id, state: 'skipped', problem: expect.stringContaining('ATLANTIS') }])
    expect((await list('state=skipped')).items.map((item) => item.id)).toEqual([id])
  })

  test('is taken up again by a retry, once it is mended', async () => {
    const retry = (body: object) => world.api.call('POST', `/connections/${connection}/skipped/retry`, body)
    expect(await retry({})).toEqual({ retried: 1 })
    expect((await skipped()).length).toBe(1)
    await editAccount(world, 'C-004', { address1_country: 'IS' })
    const { id } = await couplingOf('C-004')
    expect(await retry({ ids: [id] })).toEqual({ retried: 1 })
    expect(await skipped()).toEqual([])
    expect(await retry({})).toEqual({ retried: 0 })
  })
})

test('an account whose currency is not coupled waits for it by name, and is not created', async () => {
  const answer = await world.crm.ask('POST', '/transactioncurrencies', {
    isocurrencycode: 'USD',
    currencyname: 'Dollar',
    currencysymbol: '$',
    exchangerate: 1.3,
    currencyprecision: 2,
  })
  expect(answer.status).toBe(204)
  const usd = /\(([0-9a-f-]{36})\)/.exec(answer.headers.get('odata-entityid') ?? '')![1]!
  await newAccount('Waits Inc.', { 'transactioncurrencyid@odata.bind': `/transactioncurrencies(${usd})` })
  const waiting = async () => (await world.api.call<Page<object>>('GET', `/connections/${connection}/waiting`)).items
  await waitUntil('it waits', async () => (await waiting()).length === 1)
  expect(await waiting()).toMatchObject([
    { mapping: 'customer', side: 'crm', name: 'Waits Inc.', waitsFor: { mapping: 'currency', side: 'crm', id: usd } },
  ])
  const { mappings } = await world.api.call<{ mappings: { mapping: string; waiting: number }[] }>(
    'GET',
    `/connections/${connection}/overview`,
  )
  expect(mappings.find(({ mapping }) => mapping === 'customer')?.waiting).toBe(1)
})
