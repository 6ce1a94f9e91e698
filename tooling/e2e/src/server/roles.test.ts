/** One process answers, another works, on one PostgreSQL: what one does the other sees. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { KobleServer } from '@koble/server'
import { waitUntil } from '../world/wait-until.ts'
import { openEvents } from './support/event-stream.ts'
import { accountOf, customerOf, editAccount } from './support/records.ts'
import { openServerWorld, serverUrl, type ServerWorld } from './support/server-world.ts'
import { embedded, onPostgres } from './support/test-databases.ts'

describe.each(onPostgres)('on $name', (database) => {
  let world: ServerWorld
  let worker: KobleServer | null = null
  let connection = ''
  let full = ''

  beforeAll(async () => {
    world = await openServerWorld({ database, role: 'api' })
    connection = await world.connect()
  })
  afterAll(async () => {
    await worker?.close()
    await world.close()
  })

  test('a job waits while nobody works', async () => {
    full = (await world.api.call<{ id: string }>('POST', `/connections/${connection}/jobs`, { kind: 'full' })).id
    expect(await world.api.call('GET', `/jobs/${full}`)).toMatchObject({ status: 'queued' })
    expect(await world.api.call('GET', `/connections/${connection}/overview`)).toMatchObject({
      worker: { running: false, lastSeen: null },
    })
  })

  test('a worker takes it up, and the API’s streams tell of it', async () => {
    const stream = await openEvents(world, `?connection=${connection}`)
    worker = await world.startAnother({ role: 'worker', adminKey: undefined })
    expect((await world.ended(full)).status).toBe('succeeded')
    await waitUntil('it is told', async () =>
      stream.events.some(({ type, data }) => type === 'job' && data['job'] === full && data['status'] === 'succeeded'),
    )
    await waitUntil('couplings are told', async () => stream.events.some(({ type }) => type === 'coupling'))
    stream.close()
  })

  test('a worker neither needs nor changes the installation’s key', async () => {
    expect((await world.api.ask('GET', '/jobs')).status).toBe(200)
  })

  test('what a person asks of one record is done by the worker while he waits', async () => {
    const { items } = await world.api.call<{ items: { id: string }[] }>(
      'GET',
      `/connections/${connection}/couplings?mapping=customer&limit=1`,
    )
    const answer = await world.api.ask('POST', `/connections/${connection}/couplings/${items[0]!.id}/synchronize`, {
      direction: 'both',
    })
    expect(answer).toMatchObject({ status: 200, body: { state: 'coupled' } })
  })

  test('a nudge that the API received wakes the worker', async () => {
    await waitUntil('webhooks are registered', async () => {
      const { value } = await world.crm.call<{ value: { url: string }[] }>('GET', '/serviceendpoints')
      const steps = await world.crm.call<{ value: unknown[] }>('GET', '/sdkmessageprocessingsteps')
      return value[0]?.url.startsWith(serverUrl) === true && steps.value.length >= 3
    })
    const goOn = world.clock.freeze()
    try {
      await editAccount(world, 'C-001', { telephone1: '700' })
      await waitUntil('the ERP has it', async () => (await customerOf(world, 'C-001')).phoneNumber === '700')
    } finally {
      goOn()
    }
    expect((await accountOf(world, 'C-001')).telephone1).toBe('700')
  })

  test('a second worker shares the work, and a job runs once', async () => {
    const second = await world.startAnother({ role: 'worker', adminKey: undefined })
    const jobs = await Promise.all(Array.from({ length: 4 }, () => world.run(connection, { kind: 'full' })))
    expect(jobs.map(({ status }) => status)).toEqual(['succeeded', 'succeeded', 'succeeded', 'succeeded'])
    expect(jobs.every(({ counts }) => counts['inserted'] === 0 && counts['failed'] === 0)).toBe(true)
    await second.close()
  })

  test('a worker that goes leaves its work to the next one', async () => {
    await worker?.close()
    const { id } = await world.api.call<{ id: string }>('POST', `/connections/${connection}/jobs`, { kind: 'full' })
    worker = await world.startAnother({ role: 'worker', adminKey: undefined })
    expect((await world.ended(id)).status).toBe('succeeded')
  })
})

test('the embedded database takes one process: a second one is refused with what to do', async () => {
  const world = await openServerWorld({ database: embedded })
  try {
    await expect(world.startAnother({ role: 'worker' })).rejects.toThrow(/in use|already|another/i)
    expect((await world.anyone.ask('GET', '/readyz')).status).toBe(200)
  } finally {
    await world.close()
  }
})
