/** Jobs over the API: started, listed, shown, cancelled, resumed; their effects and errors, page by page. */
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { waitUntil } from '../world/wait-until.ts'
import { gate, type Gate } from './support/gate.ts'
import type { Problem } from './support/problem.ts'
import { crmUrl, openServerWorld, type Job, type ServerWorld } from './support/server-world.ts'

let world: ServerWorld
let connection = ''
let full: Job

interface Page<T> {
  readonly items: T[]
  readonly next: string | null
}
/** All items, read page by page. */
async function pages<T>(path: string, limit: number): Promise<T[]> {
  const items: T[] = []
  let next: string | null = null
  do {
    const page: Page<T> = await world.api.call('GET', `${path}limit=${limit}${next === null ? '' : `&cursor=${next}`}`)
    expect(page.items.length).toBeLessThanOrEqual(limit)
    items.push(...page.items)
    next = page.next
  } while (next !== null)
  return items
}
let held: Gate | null = null
/** A full synchronization is held where it reads the whole table of accounts; looks, which follow the feed, go on. */
function holdAccounts(): Gate {
  const readsWhole = (request: Request): boolean =>
    new URL(request.url).pathname.endsWith('/accounts') &&
    !request.url.includes('deltatoken') &&
    !(request.headers.get('prefer') ?? '').includes('track-changes')
  held = gate(world.answers.crm, readsWhole)
  world.network.answerAt(crmUrl, held.answer)
  return held
}
const start = async (request: object): Promise<string> =>
  (await world.api.call<{ id: string }>('POST', `/connections/${connection}/jobs`, request)).id

beforeAll(async () => {
  world = await openServerWorld()
  connection = await world.connect()
  full = await world.run(connection, { kind: 'full' })
})
afterAll(() => world.close())
afterEach(() => {
  held?.open()
  world.network.answerAt(crmUrl, world.answers.crm)
})

test('a full synchronization is shown with its counts, times and tables', async () => {
  expect(full).toMatchObject({
    kind: 'full',
    status: 'succeeded',
    error: null,
    connection,
    counts: { failed: 0, deleted: 0 },
  })
  expect(full.counts['inserted']).toBeGreaterThanOrEqual(6)
  const { progress, startedAt, finishedAt } = await world.api.call<{
    progress: { tables: { mapping: string; state: string }[] }
    startedAt: string
    finishedAt: string
  }>('GET', `/jobs/${full.id}`)
  expect(progress.tables.every(({ state }) => state === 'done')).toBe(true)
  expect(Date.parse(finishedAt)).toBeGreaterThanOrEqual(Date.parse(startedAt))
})

test('its effects are each of its writes once, over pages of any size', async () => {
  const whole = await pages<{ id: string; mapping: string; state: string }>(`/jobs/${full.id}/effects?`, 1000)
  const small = await pages<{ id: string }>(`/jobs/${full.id}/effects?`, 2)
  expect(small.map(({ id }) => id)).toEqual(whole.map(({ id }) => id))
  expect(whole.filter(({ mapping }) => mapping === 'customer').length).toBeGreaterThanOrEqual(6)
  expect(whole.every(({ state }) => state === 'done')).toBe(true)
})

test('jobs are listed newest first, of one connection or of all, over pages', async () => {
  const second = await world.run(connection, { kind: 'match' })
  const listed = await pages<Job>(`/jobs?connection=${connection}&`, 1)
  expect(listed.slice(0, 2).map(({ id }) => id)).toEqual([second.id, full.id])
  expect(await pages<Job>('/jobs?', 100)).toEqual(listed)
  expect(await pages<Job>('/jobs?connection=another&', 100)).toEqual([])
})

test('a job of one mapping touches that table only', async () => {
  const job = await world.run(connection, { kind: 'full', mapping: 'currency' })
  const { progress } = await world.api.call<{ progress: { tables: { mapping: string }[] } }>('GET', `/jobs/${job.id}`)
  expect(progress.tables.map(({ mapping }) => mapping)).toEqual(['currency'])
})

test.each([
  [{ kind: 'statistics' }, 'job-kind-missing'],
  [{ kind: 'audit' }, 'job-kind-missing'],
  [{ kind: 'full', dryRun: true }, 'dry-run-missing'],
  [{ kind: 'full', direction: 'toCrm' }, 'job-direction-missing'],
])('what this version cannot do (%j) is said so, and no job is made', async (request, code) => {
  const before = (await pages<Job>('/jobs?', 1000)).length
  expect(await world.api.ask('POST', `/connections/${connection}/jobs`, request)).toMatchObject({
    status: 422,
    body: { code },
  })
  expect((await pages<Job>('/jobs?', 1000)).length).toBe(before)
})

test('a job that is no dry run has no plan to show', async () => {
  expect(await world.api.ask<Problem>('GET', `/jobs/${full.id}/plan`)).toMatchObject({
    status: 422,
    body: { code: 'job-has-no-plan' },
  })
})

test('a running job that is cancelled stops, and goes on where it stopped when it is resumed', async () => {
  const stop = holdAccounts()
  const id = await start({ kind: 'full' })
  await stop.reached
  expect(await world.api.ask('POST', `/jobs/${id}/cancel`)).toMatchObject({ status: 202, body: { status: 'running' } })
  stop.open()
  expect((await world.ended(id)).status).toBe('cancelled')
  world.network.answerAt(crmUrl, world.answers.crm)
  expect(await world.api.ask('POST', `/jobs/${id}/resume`)).toMatchObject({ status: 202, body: { status: 'queued' } })
  expect(await world.ended(id)).toMatchObject({ status: 'succeeded', counts: { inserted: 0, failed: 0 } })
})

test('a job that waits for another is cancelled at once', async () => {
  const stop = holdAccounts()
  const first = await start({ kind: 'full' })
  await stop.reached
  const second = await start({ kind: 'full' })
  expect(await world.api.ask('POST', `/jobs/${second}/cancel`)).toMatchObject({
    status: 202,
    body: { status: 'cancelled' },
  })
  stop.open()
  expect((await world.ended(first)).status).toBe('succeeded')
  expect((await world.ended(second)).status).toBe('cancelled')
})

test('what a person asks for in the middle of a full synchronization is done between its pages', async () => {
  const couplings = await world.api.call<{ items: { id: string }[] }>(
    'GET',
    `/connections/${connection}/couplings?mapping=customer&limit=1`,
  )
  const stop = holdAccounts()
  const long = await start({ kind: 'full' })
  await stop.reached
  const asked = world.api.call('POST', `/connections/${connection}/couplings/${couplings.items[0]!.id}/synchronize`, {
    direction: 'both',
  })
  const recordJobs = async (): Promise<Job[]> =>
    (await world.api.call<{ items: Job[] }>('GET', `/jobs?connection=${connection}`)).items.filter(
      ({ kind }) => kind === 'record',
    )
  await waitUntil('the work is recorded', async () => (await recordJobs()).length === 1)
  stop.open()
  await asked
  const ended = await world.ended(long)
  const [record] = await recordJobs()
  expect(ended.status).toBe('succeeded')
  expect(record?.status).toBe('succeeded')
  expect(Date.parse(record?.finishedAt ?? '')).toBeLessThan(Date.parse(ended.finishedAt ?? ''))
})

test('a finished job is neither cancelled nor resumed', async () => {
  expect(await world.api.ask('POST', `/jobs/${full.id}/cancel`)).toMatchObject({ body: { status: 'succeeded' } })
  expect(await world.api.ask('POST', `/jobs/${full.id}/resume`)).toMatchObject({
    status: 422,
    body: { code: 'job-not-resumable' },
  })
})

test('a job waits for a system that is down, and ends when it is back', async () => {
  world.network.answerAt(crmUrl, null)
  const id = await start({ kind: 'synchronize' })
  await world.untilLogged('request.repeated')
  expect(await world.api.call('GET', `/jobs/${id}`)).toMatchObject({ status: expect.stringMatching(/queued|running/) })
  world.network.answerAt(crmUrl, world.answers.crm)
  expect((await world.ended(id)).status).toBe('succeeded')
})

test('a job of a CRM without the ERP’s local currency fails with what to do', async () => {
  world.network.answerAt(crmUrl, async (request) => {
    if (!request.url.includes('/transactioncurrencies?')) return world.answers.crm(request)
    return Response.json({ value: [] }, { headers: { 'odata-version': '4.0' } })
  })
  await world.stopServer()
  await world.startServer()
  const job = await world.run(connection, { kind: 'full' })
  expect(job).toMatchObject({ status: 'failed' })
  expect(job.error).toContain('GBP')
  world.network.answerAt(crmUrl, world.answers.crm)
})

test('an error of a record names it, says what to do and where to open it', async () => {
  await world.run(connection, { kind: 'synchronize' })
  const { value } = await world.crm.call<{ value: { accountid: string }[] }>(
    'GET',
    "/accounts?$filter=accountnumber eq 'C-001'",
  )
  await world.crm.call('PATCH', `/accounts(${value[0]!.accountid})`, { address1_country: 'Atlantis' })
  const job = await world.run(connection, { kind: 'full' })
  const errors = await pages<{ code: string; record: object; message: string; action: string; url: string | null }>(
    `/jobs/${job.id}/errors?`,
    100,
  )
  expect(errors[0]).toMatchObject({
    code: 'erp-refused',
    mapping: 'customer',
    record: { side: 'erp', name: 'Ålund & Søn A/S' },
    message: expect.stringContaining('ATLANTIS'),
    action: expect.stringContaining('Mend the record'),
    url: expect.stringMatching(/^http.*customers/),
  })
})
