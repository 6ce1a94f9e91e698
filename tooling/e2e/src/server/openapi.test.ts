/** The API's description: every route of this version is in it, and a change of a path, method or status is a decision. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openServerWorld, type ServerWorld } from './support/server-world.ts'

let world: ServerWorld
let routes: string[]

beforeAll(async () => {
  world = await openServerWorld()
  const { paths } = await world.anyone.call<{
    paths: Record<string, Record<string, { responses: Record<string, unknown> }>>
  }>('GET', '/api/openapi.json')
  routes = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(
      ([method, { responses }]) => `${method.toUpperCase()} ${path}: ${Object.keys(responses).join(' ')}`,
    ),
  )
})
afterAll(() => world.close())

test('paths, methods and statuses are those that were decided', async () => {
  await expect(`${routes.toSorted().join('\n')}\n`).toMatchFileSnapshot('./openapi.snap')
})

test.each([
  'GET /connections',
  'POST /connections',
  'GET /connections/{id}',
  'PATCH /connections/{id}',
  'DELETE /connections/{id}',
  'POST /connections/{id}/test',
  'GET /connections/{id}/mappings',
  'GET /connections/{id}/mappings/{item}',
  'PUT /connections/{id}/mappings/{item}',
  'DELETE /connections/{id}/mappings/{item}',
  'POST /connections/{id}/mappings/{item}/validate',
  'POST /connections/{id}/jobs',
  'GET /jobs',
  'GET /jobs/{id}',
  'POST /jobs/{id}/cancel',
  'POST /jobs/{id}/resume',
  'GET /jobs/{id}/plan',
  'GET /jobs/{id}/effects',
  'GET /jobs/{id}/errors',
  'GET /connections/{id}/full-synchronization',
  'GET /connections/{id}/couplings',
  'POST /connections/{id}/couplings',
  'DELETE /connections/{id}/couplings/{item}',
  'POST /connections/{id}/couplings/{item}/synchronize',
  'GET /connections/{id}/couplings/{item}/history',
  'GET /connections/{id}/conflicts',
  'POST /connections/{id}/conflicts/{item}/resolve',
  'GET /connections/{id}/skipped',
  'POST /connections/{id}/skipped/retry',
  'GET /connections/{id}/waiting',
  'GET /facts/account-statistics',
  'GET /facts/coupling',
  'GET /events',
  'GET /webhooks/business-central/{secret}',
  'POST /webhooks/business-central/{secret}',
  'POST /webhooks/dataverse/{secret}',
  'POST /widget/challenges',
  'POST /widget/tokens',
])('%s is described', (route) => {
  const [method, path] = route.split(' ')
  expect(routes.map((line) => line.split(':')[0])).toContain(`${method} /api${path}`)
})
