/** Bad input: one clear problem each, whatever is sent; nothing is changed by it. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import fc from 'fast-check'
import type { Problem } from './support/problem.ts'
import { openServerWorld, type ServerWorld } from './support/server-world.ts'

let world: ServerWorld
let connection = ''

beforeAll(async () => {
  world = await openServerWorld()
  connection = await world.connect()
})
afterAll(() => world.close())

const post = (body: unknown, headers?: Record<string, string>) =>
  world.api.ask<Problem>('POST', '/connections', body, headers)

test('malformed JSON is said to be malformed', async () => {
  for (const text of ['{', '{"name": "x",}', 'null"', ''])
    expect(await post(text), text).toMatchObject({
      status: 400,
      body: { code: expect.stringMatching(/^(bad|invalid)-request$/) },
    })
  expect((await post('{')).body.detail).toContain('JSON')
})

test('unknown fields are refused by name, at any depth', async () => {
  const input = world.connectionInput() as { erp: object }
  expect(await post({ ...input, enabeld: true })).toMatchObject({
    status: 400,
    body: { code: 'invalid-request', errors: [{ path: 'enabeld' }] },
  })
  expect(await post({ ...input, erp: { ...input.erp, compny: 'x' } })).toMatchObject({
    status: 400,
    body: { errors: [{ path: 'erp.compny' }] },
  })
})

test.each([
  ['POST', '/connections/{c}/jobs', { kind: 'full', dryrun: true }, 'dryrun'],
  ['POST', '/connections/{c}/couplings', { mapping: 'customer', erp: 'x' }, 'erp'],
  ['POST', '/connections/{c}/couplings/x/synchronize', { direction: 'both', force: true }, 'force'],
  ['POST', '/connections/{c}/conflicts/x/resolve', { version: 1, choose: 'erp', why: 'x' }, 'why'],
  ['POST', '/connections/{c}/skipped/retry', { id: 'x' }, 'id'],
  ['PATCH', '/connections/{c}', { nmae: 'x' }, 'nmae'],
  ['PATCH', '/connections/{c}', { erp: { secret: 'x' } }, 'erp.secret'],
])('%s %s refuses what it does not know', async (method, path, body, field) => {
  const answer = await world.api.ask<Problem>(method, path.replace('{c}', connection), body)
  expect(answer.status).toBe(400)
  expect(answer.body.errors?.map((error) => error.path)).toContain(field)
})

test('wrong types are named field by field', async () => {
  const answer = await post({ name: 7, erp: { baseUrl: 'ftp://x', company: '', credentials: {} }, crm: null })
  expect(answer.status).toBe(400)
  const paths = answer.body.errors?.map(({ path }) => path)
  expect(paths).toEqual(
    expect.arrayContaining(['name', 'erp.baseUrl', 'erp.company', 'erp.credentials.clientId', 'crm']),
  )
})

test.each([
  ['GET', '/connections/nothing', undefined, 'Connection nothing'],
  ['PATCH', '/connections/nothing', { name: 'x' }, 'Connection nothing'],
  ['DELETE', '/connections/nothing', undefined, 'Connection nothing'],
  ['POST', '/connections/nothing/test', undefined, 'Connection nothing'],
  ['GET', '/connections/nothing/overview', undefined, 'Connection nothing'],
  ['GET', '/connections/nothing/full-synchronization', undefined, 'Connection nothing'],
  ['GET', '/connections/nothing/mappings', undefined, 'Connection nothing'],
  ['GET', '/connections/nothing/couplings', undefined, 'Connection nothing'],
  ['GET', '/connections/nothing/conflicts', undefined, 'Connection nothing'],
  ['GET', '/connections/nothing/skipped', undefined, 'Connection nothing'],
  ['GET', '/connections/nothing/waiting', undefined, 'Connection nothing'],
  ['POST', '/connections/nothing/jobs', { kind: 'full' }, 'Connection nothing'],
  ['GET', '/connections/{c}/mappings/nothing', undefined, 'Mapping nothing'],
  ['GET', '/connections/{c}/couplings/nothing', undefined, 'Coupling nothing'],
  ['DELETE', '/connections/{c}/couplings/nothing', undefined, 'Coupling nothing'],
  ['GET', '/connections/{c}/couplings/nothing/history', undefined, 'Coupling nothing'],
  ['GET', '/connections/{c}/conflicts/nothing', undefined, 'Conflict nothing'],
  ['POST', '/connections/{c}/jobs', { kind: 'full', mapping: 'nothing' }, 'Mapping nothing'],
  ['POST', '/connections/{c}/skipped/retry', { ids: ['nothing'] }, 'Coupling nothing'],
  ['GET', '/jobs/nothing', undefined, 'Job nothing'],
  ['POST', '/jobs/nothing/cancel', undefined, 'Job nothing'],
  ['POST', '/jobs/nothing/resume', undefined, 'Job nothing'],
  ['GET', '/jobs/nothing/effects', undefined, 'Job nothing'],
  ['GET', '/jobs/nothing/errors', undefined, 'Job nothing'],
  [
    'GET',
    '/facts/coupling?entity=account&id=00000000-0000-0000-0000-000000000001&connection=nothing',
    undefined,
    'Connection nothing',
  ],
])('%s %s: what is not there is named', async (method, path, body, what) => {
  const answer = await world.api.ask<Problem>(method, path.replace('{c}', connection), body)
  expect(answer).toMatchObject({ status: 404, body: { code: 'not-found' } })
  expect(answer.body.detail).toContain(what)
})

test('an address that is not there says where the description is', async () => {
  for (const [method, path] of [
    ['GET', '/nothing'],
    ['DELETE', '/jobs'],
    ['PUT', '/connections'],
  ] as const)
    expect(await world.api.ask<Problem>(method, path)).toMatchObject({
      status: 404,
      body: { code: 'no-such-address', detail: expect.stringContaining('/api/openapi.json') },
    })
})

test('a body that is not JSON is refused by its kind', async () => {
  for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x'])
    expect(await post('{}', { 'content-type': type }), type).toMatchObject({ status: 415, body: { code: 'not-json' } })
  expect((await post('{}', { 'content-type': 'application/json; charset=utf-8' })).status).toBe(400)
})

test('a body over 4 MB is refused before it is read', async () => {
  expect(await post({ name: 'x'.repeat(4 * 1024 * 1024) })).toMatchObject({ status: 413, body: { code: 'too-large' } })
})

test.each(['limit=0', 'limit=1001', 'limit=x', 'limit=1.5'])('a list refuses %s', async (query) => {
  expect(await world.api.ask<Problem>('GET', `/jobs?${query}`)).toMatchObject({
    status: 400,
    body: { errors: [{ path: 'limit' }] },
  })
})

test('a cursor that is none of ours is refused with what to do', async () => {
  const answer = await world.api.ask<Problem>('GET', '/jobs?cursor=%27%20or%201=1')
  expect(answer.status).toBeGreaterThanOrEqual(400)
  expect(answer.status).toBeLessThan(500)
  expect(answer.body.detail).toContain('first page')
})

test('whatever is sent as an id or a body, the server answers with a problem of the caller', async () => {
  const text = fc.string({ unit: 'binary', maxLength: 40 })
  await fc.assert(
    fc.asyncProperty(text, fc.jsonValue(), async (id, body) => {
      const path = encodeURIComponent(id.toWellFormed()) || '%20'
      for (const [method, address] of [
        ['GET', `/jobs/${path}`],
        ['GET', `/connections/${connection}/couplings?search=${path}&erpId=${path}`],
        ['PUT', `/connections/${connection}/mappings/${path}`],
        ['POST', `/connections/${connection}/conflicts/${path}/resolve`],
      ] as const) {
        const { status } = await world.api.ask(method, address, method === 'GET' ? undefined : JSON.stringify(body))
        expect(status, `${method} ${address} ${JSON.stringify(body)}`).toBeLessThan(500)
      }
    }),
    { numRuns: 40 },
  )
  expect(world.log.of('request.failed')).toEqual([])
})
