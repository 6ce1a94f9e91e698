/** Killed processes lose and double nothing. The long form, with the figures of the promise, is `npm run verify -- crash`. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { crashCheck } from './support/crash-check.ts'
import { openWorld, type World } from './world/world.ts'

let world: World

beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

test('a server killed in the middle of a full synchronization leaves each account once and finishes the job', async () => {
  const outcome = await crashCheck(world, {
    customers: 150,
    serverKills: 3,
    erpKills: 1,
    seed: Date.now() % 1_000_000,
    latencyMs: 20,
  })
  expect(outcome).toMatchObject({ accounts: 150, distinctNumbers: 150, coupled: 150, job: 'succeeded' })
})
