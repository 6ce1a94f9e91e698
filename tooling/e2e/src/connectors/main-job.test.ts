/** The main job through both connectors on both emulators, with the engine in between and a store in memory: no server, no sockets. */
import { erpEntities } from '@koble/business-central'
import {
  resolveMapping,
  runFullSynchronization,
  synchronizeChanges,
  withLease,
  type ConnectionContext,
  type ConnectionId,
  type CrmId,
  type ErpId,
} from '@koble/core'
import { crmEntities } from '@koble/dataverse'
import { standardEntities, standardMappings } from '@koble/mappings'
import { memoryStore } from '@koble/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { clock, findOne, log, openCrm, openErp, write, type OpenedCrm, type OpenedErp } from './open-systems.ts'

const { customers } = erpEntities
const { account, transactioncurrency } = crmEntities
const connection = 'main-job' as ConnectionId
const newId = () => crypto.randomUUID()
const store = memoryStore(newId)

let erp: OpenedErp
let crm: OpenedCrm
let context: ConnectionContext

beforeAll(async () => {
  erp = await openErp()
  crm = await openCrm()
  const euro = await findOne(crm.connector, transactioncurrency, 'isocurrencycode', 'EUR')
  context = {
    connection,
    connectors: { erp: erp.connector, crm: crm.connector },
    mappings: standardMappings.map((mapping) => resolveMapping(mapping, standardEntities)),
    fixedLinks: [{ mapping: 'currency', erpId: '' as ErpId, crmId: euro.id as CrmId }],
    store,
    clock,
    log,
    newId,
    events: () => undefined,
  }
})
afterAll(async () => {
  await erp.close()
  await crm.close()
})

const lease = { worker: 'test', signal: new AbortController().signal }

async function synchronizeFully() {
  const job = store.createJob(connection, 'full')
  await withLease(context, { ...lease, job }, async (run) => {
    const row = await store.readJob(job)
    if (row !== null) await runFullSynchronization({ ...run, job }, row)
  })
  return store.readJob(job)
}

const follow = () => withLease(context, { ...lease, job: null }, (run) => synchronizeChanges(run))

/** Writes that the emulator saw since the last look; a read batch is none. */
async function writesOf(system: OpenedErp | OpenedCrm): Promise<number> {
  const counts = (await system.control('requests')) as { readonly byMethod: Readonly<Record<string, number>> }
  await system.control('requests', undefined, 'DELETE')
  const { POST = 0, PATCH = 0, DELETE = 0 } = counts.byMethod
  return POST + PATCH + DELETE
}

test('a full synchronization makes an account for every customer of its filter, in few requests', async () => {
  const job = await synchronizeFully()
  expect(job).toMatchObject({ status: 'succeeded' })
  const where = [{ field: 'blocked', operator: 'eq', value: '_x0020_' }] as const
  const fields = Object.keys(customers.fields)
  const { records } = await erp.connector.readPage({ entity: customers, fields, where, cursor: null, pageSize: 500 })
  for (const { values } of records) {
    const made = await findOne(crm.connector, account, 'accountnumber', String(values['number']))
    expect(made.values).toMatchObject({
      name: values['displayName'],
      address1_line1: values['addressLine1'],
      address1_city: values['city'],
      address1_country: values['country'],
      address1_postalcode: values['postalCode'],
    })
    const currency = made.values['transactioncurrencyid']
    expect(currency).not.toBeNull()
  }
  expect(store.look.conflicts(connection)).toEqual([])
})

test('a second one writes nothing', async () => {
  await writesOf(erp)
  await writesOf(crm)
  expect(await synchronizeFully()).toMatchObject({
    status: 'succeeded',
    counts: { inserted: 0, modified: 0, deleted: 0 },
  })
  expect([await writesOf(erp), await writesOf(crm)]).toEqual([0, 0])
})

test('edits to different fields of one pair both arrive, and then all stands still', async () => {
  await follow()
  const customer = await findOne(erp.connector, customers, 'number', 'C00010')
  const made = await findOne(crm.connector, account, 'accountnumber', 'C00010')
  await erp.person.write([write(customers, 'update', customer.id, { addressLine2: 'Kai 7' }, customer.tag)])
  await crm.person.write([write(account, 'update', made.id, { telephone1: '+49 555 7777' }, made.tag)])
  await follow()
  const both = { phoneNumber: '+49 555 7777', addressLine2: 'Kai 7' }
  expect((await findOne(erp.connector, customers, 'number', 'C00010')).values).toMatchObject(both)
  expect((await findOne(crm.connector, account, 'accountnumber', 'C00010')).values).toMatchObject({
    telephone1: '+49 555 7777',
    address1_line2: 'Kai 7',
  })
  await follow()
  await writesOf(erp)
  await writesOf(crm)
  for (let round = 0; round < 3; round += 1) await follow()
  expect(await follow()).toMatchObject({ moved: false })
  expect(await writesOf(erp)).toBe(0)
  expect(store.look.conflicts(connection)).toEqual([])
})

test('an edit of one field on both sides is one conflict and no write', async () => {
  const customer = await findOne(erp.connector, customers, 'number', 'C00010')
  const made = await findOne(crm.connector, account, 'accountnumber', 'C00010')
  await erp.person.write([write(customers, 'update', customer.id, { phoneNumber: '+49 555 1111' }, customer.tag)])
  await crm.person.write([write(account, 'update', made.id, { telephone1: '+49 555 2222' }, made.tag)])
  await follow()
  await follow()
  const conflicts = store.look.conflicts(connection)
  expect(conflicts).toHaveLength(1)
  expect(conflicts[0]?.conflict).toMatchObject({
    kind: 'update',
    fields: [{ erp: '+49 555 1111', crm: '+49 555 2222', base: { erp: '+49 555 7777', crm: '+49 555 7777' } }],
  })
})

test('answers that are empty or 403 in error delete nothing', async () => {
  const before = [await erp.connector.count(customers, []), await crm.connector.count(account, [])]
  for (const rule of [{ kind: 'emptyPage' }, { kind: 'status', status: 403 }]) {
    await erp.control('faults', { seed: 1, rules: [{ match: { path: '/customers' }, ...rule, probability: 1 }] })
    await synchronizeFully().catch(() => null)
    await follow().catch(() => null)
    await erp.control('faults', { seed: 1, rules: [] })
  }
  expect([await erp.connector.count(customers, []), await crm.connector.count(account, [])]).toEqual(before)
  expect(store.look.couplings(connection).filter(({ mapping }) => mapping === 'customer').length).toBeGreaterThan(30)
})
