/** Server-sent events: jobs, couplings and conflicts as they happen, to those who may listen. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { waitUntil } from '../world/wait-until.ts'
import { openEvents } from './support/event-stream.ts'
import { editAccount, editCustomer, whileResting } from './support/records.ts'
import { openServerWorld, type ServerWorld } from './support/server-world.ts'

let world: ServerWorld
let connection = ''

beforeAll(async () => {
  world = await openServerWorld()
  connection = await world.connect()
})
afterAll(() => world.close())

test('a full synchronization is told with its progress, and what it couples', async () => {
  const stream = await openEvents(world, `?connection=${connection}`)
  const job = await world.run(connection, { kind: 'full' })
  await waitUntil('its end is told', async () =>
    stream.events.some(({ type, data }) => type === 'job' && data['job'] === job.id && data['status'] === 'ended'),
  )
  const running = stream.events.filter(({ type, data }) => type === 'job' && data['status'] === 'running')
  expect(running.length).toBeGreaterThan(1)
  expect(running.at(-1)?.data['progress']).toMatchObject({ tables: expect.any(Array) })
  expect(stream.events.some(({ type, data }) => type === 'coupling' && data['mapping'] === 'customer')).toBe(true)
  stream.close()
})

test('a conflict is told', async () => {
  const stream = await openEvents(world)
  await whileResting(world, connection, async () => {
    await editCustomer(world, 'C-001', { phoneNumber: '1' })
    await editAccount(world, 'C-001', { telephone1: '2' })
  })
  await waitUntil('it is told', async () => stream.events.some(({ type }) => type === 'conflict'))
  stream.close()
})

test('events of another connection are not told', async () => {
  const stream = await openEvents(world, '?connection=another')
  await world.run(connection, { kind: 'synchronize' })
  expect(stream.events).toEqual([])
  stream.close()
})

test('a stream that is closed is forgotten', async () => {
  const before = await world.metric('koble_event_streams')
  const stream = await openEvents(world)
  expect(await world.metric('koble_event_streams')).toBe(before + 1)
  stream.close()
  await waitUntil('it is gone', async () => (await world.metric('koble_event_streams')) === before)
})

test('all streams end when the server stops', async () => {
  const streams = await Promise.all([openEvents(world), openEvents(world, `?connection=${connection}`)])
  await world.stopServer()
  await Promise.all(streams.map(({ ended }) => ended))
  await world.startServer()
})
