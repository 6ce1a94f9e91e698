import { randomUUID } from 'node:crypto'
import type { ConnectionId, ErpId, JobId, KobleError, SystemId } from '@koble/core'
import { noCounts } from '@koble/core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { databases, type TestStore } from '../testing/open-test-store.ts'
import { couplingOf, effectOf, insertOf, leased, pendingOf } from '../testing/rows.ts'
import type { Page, PageRequest } from './page.ts'

const mark = { job: null, now: 1 }
const codeOf = async (attempt: Promise<unknown>): Promise<string> =>
  attempt.then(
    () => 'went through',
    (error: KobleError) => error.detail.code,
  )

async function readAll<T>(
  list: (request: PageRequest) => Promise<Page<T>>,
  between: () => Promise<void>,
): Promise<T[]> {
  const items: T[] = []
  let cursor: string | undefined
  do {
    const page = await list({ cursor, limit: 7 })
    items.push(...page.items)
    cursor = page.next ?? undefined
    await between()
  } while (cursor !== undefined && items.length < 1_000)
  return items
}

describe.each(databases)('on $name', { timeout: 60_000 }, ({ open }) => {
  let test: TestStore
  beforeAll(async () => {
    test = await open()
  }, 60_000)
  afterAll(() => test.close())

  describe('cursors', () => {
    it('show what was there exactly once, whatever is inserted and removed meanwhile', async () => {
      const { engine, couplings } = test.store
      const { connection, fence } = await leased(test.store)
      const first = Array.from({ length: 40 }, () => couplingOf())
      await engine.recordPlans(
        fence,
        first.map((row) => insertOf(row)),
        [],
        mark,
      )
      let turn = 0
      const read = await readAll(
        (request) => couplings.list(connection, request),
        async () => {
          const removed = first[turn]
          turn += 1
          if (removed === undefined || turn > 5) return
          await engine.recordPlans(fence, [insertOf(removed, { change: 'remove' }), insertOf(couplingOf())], [], mark)
        },
      )
      const ids = read.map(({ id }) => id)
      expect(new Set(ids).size).toBe(ids.length)
      expect(first.filter(({ id }) => !ids.includes(id))).toEqual([])
    })

    it('of newest-first lists show what was there once, and nothing that came later', async () => {
      const { jobs } = test.store
      const connection = randomUUID() as ConnectionId
      const start = async () =>
        (await jobs.create({ id: randomUUID() as JobId, connection, kind: 'full', request: {} }, 1)).id
      const ids: JobId[] = []
      for (let count = 0; count < 20; count++) ids.push(await start())
      const read = await readAll(
        (request) => jobs.list({ ...request, connection }),
        async () => void (await start()),
      )
      expect(read.map(({ id }) => id)).toEqual(ids.toReversed())
    })

    it.each(['', 'x y', '-1', "1'; drop table job", 'zzzzzzzzzzz'])(
      'that are none of ours are refused: %j',
      async (cursor) => {
        expect(await codeOf(test.store.jobs.list({ cursor }))).toBe('cursor-malformed')
      },
    )

    it.each([
      [undefined, 100],
      [0, 1],
      [-5, 1],
      [2.9, 2],
      [5_000, 1_000],
    ])('take a limit of %j as %j', async (limit, rows) => {
      const { limitOf } = await import('./page.ts')
      expect(limitOf({ limit })).toBe(rows)
    })
  })

  describe('couplings', () => {
    it('are found by part of a name whatever its case, or by a whole id; what is typed has no meaning of its own', async () => {
      const { engine, couplings } = test.store
      const { connection, fence } = await leased(test.store)
      const names = ['Möbel Scherrer AG', '100% Wolle_', "O'Hare \\ Söhne", 'Robert"); drop table coupling;--', null]
      const rows = names.map((erpName, index) => couplingOf({ erpName, crmName: index === 4 ? 'Nur im CRM' : null }))
      await engine.recordPlans(
        fence,
        rows.map((row) => insertOf(row)),
        [],
        mark,
      )
      const find = async (search: string) =>
        (await couplings.list(connection, { search })).items.map((item) => item.erpName ?? item.crmName)
      expect(await find('MÖBEL')).toEqual(['Möbel Scherrer AG'])
      expect(await find('  scherrer ')).toEqual(['Möbel Scherrer AG'])
      expect(await find('%')).toEqual(['100% Wolle_'])
      expect(await find('_')).toEqual(['100% Wolle_'])
      expect(await find("'")).toEqual(["O'Hare \\ Söhne"])
      expect(await find('\\')).toEqual(["O'Hare \\ Söhne"])
      expect(await find('drop table coupling')).toEqual(['Robert"); drop table coupling;--'])
      expect(await find('nur im')).toEqual(['Nur im CRM'])
      expect(await find(rows[0]?.erpId.toUpperCase() ?? '')).toEqual(['Möbel Scherrer AG'])
      expect(await find('')).toHaveLength(5)
      for (const hostile of ['\0', '\ud800', '$1', '${x}', 'x'.repeat(10_000), '🦄'])
        expect(await find(hostile)).toEqual([])
    })

    it('show how they stand, and are filtered by it', async () => {
      const { engine, couplings } = test.store
      const { connection, fence } = await leased(test.store)
      const problem = { kind: 'rejected', origin: 'crm', code: 'too-long', message: 'Too long.' } as const
      const rows = {
        coupled: couplingOf(),
        creating: couplingOf({ state: 'creating' }),
        skipped: couplingOf({ state: 'skipped', problem }),
        failed: couplingOf({ problem }),
        waiting: couplingOf(),
        conflict: couplingOf(),
      }
      const conflict = { kind: 'update', fields: [] } as const
      const records = Object.entries(rows).map(([name, row]) =>
        insertOf(row, {
          conflict: name === 'conflict' ? conflict : null,
          pending: name === 'waiting' ? pendingOf('crm', row.crmId) : null,
        }),
      )
      await engine.recordPlans(fence, records, [], mark)
      for (const [standing, row] of Object.entries(rows)) {
        expect(await couplings.get(connection, row.id)).toMatchObject({ ...row, standing })
        const { items } = await couplings.list(connection, { standing: standing as keyof typeof rows })
        expect(items.map(({ id }) => id)).toEqual([row.id])
      }
      const found = await couplings.findByRecord(connection, 'crm', rows.coupled.crmId, ['contact', 'customer'])
      expect(found).toHaveLength(1)
      expect(await couplings.findByRecord(connection, 'crm', rows.coupled.crmId, ['contact'])).toEqual([])
      expect((await couplings.list(connection, { mapping: 'customer', erpId: rows.failed.erpId })).items).toHaveLength(
        1,
      )
      expect((await couplings.list(randomUUID() as ConnectionId, {})).items).toEqual([])

      const standing = (await test.store.overview.mappings(connection)).get('customer')
      expect(standing).toMatchObject({
        coupled: 5,
        creating: 1,
        skipped: 1,
        failed: 1,
        conflicts: 1,
        waiting: 1,
        problems: 0,
      })
    })
  })

  it.each(['\0', 'a\0b', '\ud800', "'", '%00'])('an id such as %j finds nothing and breaks nothing', async (text) => {
    const { connections, couplings, jobs, conflicts, settings, apiKeys, nonces } = test.store
    const id = text as ConnectionId
    expect(await connections.get(id)).toBeNull()
    expect((await couplings.list(id, { mapping: text, erpId: text, crmId: text })).items).toEqual([])
    expect((await jobs.list({ connection: id })).items).toEqual([])
    expect((await conflicts.list(id, { mapping: text })).items).toEqual([])
    expect([await apiKeys.verify(text, 1), await nonces.take(text)]).toEqual([null, null])
    await settings.put(text, text, { [text]: text }, 1)
    expect(await settings.read(text, text)).toBeTypeOf('object')
  })

  it('effects show a job’s writes and a pair’s history, newest first, also after the coupling is gone', async () => {
    const { engine, effects } = test.store
    const { connection, fence } = await leased(test.store)
    const coupling = couplingOf({ erpName: 'Adatum' })
    const job = randomUUID() as JobId
    const [old, recent] = [effectOf(coupling, { job }), effectOf(coupling, { job })]
    await engine.recordPlans(fence, [insertOf(coupling, { effects: [old] })], [], { job, now: 1 })
    await engine.settle(
      fence,
      {
        settlements: [{ effect: old.id, state: 'done', error: null, left: { name: 'new' } }],
        couplings: [],
        pending: [],
        errors: [],
      },
      { job, now: 2 },
    )
    await engine.recordPlans(fence, [insertOf(coupling, { change: 'none', effects: [recent] })], [], { job, now: 3 })
    const { items } = await effects.listOfJob(job, {})
    expect(items).toMatchObject([
      { id: recent.id, state: 'planned', left: null },
      {
        id: old.id,
        state: 'done',
        left: { name: 'new' },
        at: 2,
        erpId: coupling.erpId,
        crmId: coupling.crmId,
        erpName: 'Adatum',
      },
    ])
    await engine.recordPlans(fence, [insertOf(coupling, { change: 'remove' })], [], { job, now: 4 })
    const history = await effects.listOfCoupling(connection, coupling.id, { limit: 1 })
    expect(history).toMatchObject({ items: [{ id: recent.id, erpId: null, crmId: coupling.crmId }] })
    expect(history.next).not.toBeNull()
  })

  it('conflicts are listed while open, and found with their version afterwards', async () => {
    const { engine, conflicts } = test.store
    const { connection, fence } = await leased(test.store)
    const coupling = couplingOf({ crmName: 'Adatum' })
    const conflict = { kind: 'deletion', goneOn: 'erp', fields: [] } as const
    const { conflicts: opened } = await engine.recordPlans(fence, [insertOf(coupling, { conflict })], [], mark)
    const [change] = opened
    if (change === undefined) throw new Error('no conflict')
    expect((await conflicts.list(connection, { mapping: 'customer' })).items).toMatchObject([
      { id: change.id, version: 1, conflict, crmName: 'Adatum', erpId: coupling.erpId, closedAt: null },
    ])
    expect((await conflicts.list(connection, { mapping: 'contact' })).items).toEqual([])
    await engine.recordPlans(fence, [insertOf(coupling, { change: 'none' })], [], { job: null, now: 9 })
    expect((await conflicts.list(connection, {})).items).toEqual([])
    expect(await conflicts.get(connection, change.id)).toMatchObject({ closedAt: 9, version: 1 })
  })

  it('problems are listed by reason, code and job', async () => {
    const { engine, problems } = test.store
    const { connection, fence } = await leased(test.store)
    const job = randomUUID() as JobId
    const error = { kind: 'rejected', origin: 'erp', code: 'ambiguous-match', message: 'Two match.' } as const
    const record = { mapping: 'customer', side: 'erp', recordId: 'r' as ErpId, recordName: 'R', error } as const
    const pending = pendingOf('erp', 'r' as ErpId, { reason: 'problem', missing: [], error })
    await engine.settle(
      fence,
      { settlements: [], couplings: [], pending: [pending], errors: [record] },
      { job, now: 7 },
    )
    expect((await problems.listPending(connection, { reason: 'problem' })).items).toEqual([pending])
    expect((await problems.listPending(connection, { reason: 'waiting' })).items).toEqual([])
    expect((await problems.listErrorsOfJob(job, {})).items).toEqual([{ ...record, connection, job, at: 7 }])
    expect((await problems.listErrors(connection, { code: 'ambiguous-match' })).items).toHaveLength(1)
    expect((await problems.listErrors(connection, { code: 'other' })).items).toEqual([])
  })

  it('jobs that are queued are cancelled at once, running ones asked to stop, ended ones resumed', async () => {
    const { engine, jobs } = test.store
    const { connection, fence } = await leased(test.store)
    const start = async () =>
      (await jobs.create({ id: randomUUID() as JobId, connection, kind: 'full', request: { mapping: 'customer' } }, 1))
        .id
    const queued = await start()
    expect(await jobs.requestCancel(queued, 2)).toMatchObject({ status: 'cancelled', finishedAt: 2 })
    const running = await start()
    await engine.startJob(fence, running, 3)
    expect(await jobs.requestCancel(running, 4)).toMatchObject({ status: 'running', cancelRequested: true })
    expect(await codeOf(jobs.requestResume(running, 5))).toBe('job-not-resumable')
    expect((await jobs.listUnfinished(connection)).map(({ id }) => id)).toEqual([running])
    await engine.saveProgress(
      fence,
      running,
      { progress: { done: 1, total: 2, tables: [] }, counts: { ...noCounts, inserted: 1 }, resume: { page: 3 } },
      5,
    )
    await engine.finishJob(fence, running, 'cancelled', null, 6)
    expect(await jobs.requestResume(running, 7)).toMatchObject({
      status: 'queued',
      cancelRequested: false,
      resume: { page: 3 },
      finishedAt: null,
      counts: { inserted: 1 },
    })
    expect(await codeOf(jobs.requestCancel(randomUUID() as JobId, 1))).toBe('not-found')
  })

  it('nudges are taken once, oldest first, by whoever asks', async () => {
    const { nudges } = test.store
    const system = randomUUID() as SystemId
    await nudges.add(
      Array.from({ length: 30 }, (_, index) => ({ system, entity: `table ${index}`, receivedAt: index })),
    )
    const taken = await Promise.all([nudges.take(10, system), nudges.take(10, system), nudges.take(100, system)])
    const rest = await nudges.take(100, system)
    const all = [...taken.flat(), ...rest].map(({ entity }) => entity)
    expect(new Set(all).size).toBe(30)
    expect(all).toHaveLength(30)
    await nudges.add([{ system, entity: null, receivedAt: 1 }])
    expect(await nudges.take(5, system)).toEqual([{ system, entity: null, receivedAt: 1 }])
  })

  it('a purge lets go of what ended before its time, and of nothing that is open', async () => {
    const { engine, effects, problems, jobs } = test.store
    const { connection, fence } = await leased(test.store)
    await test.store.purge(1_000, 1_000)
    const coupling = couplingOf()
    const [done, open] = [
      effectOf(coupling),
      effectOf(coupling, { side: 'erp', entity: 'customer', recordId: coupling.erpId }),
    ]
    const error = { kind: 'rejected', origin: 'erp', code: 'old', message: 'Old.' } as const
    const alarm = { mapping: null, side: null, recordId: null, recordName: null, error }
    await engine.recordPlans(fence, [insertOf(coupling, { effects: [done, open] })], [alarm], mark)
    const settlement = { effect: done.id, state: 'failed', error, left: {} } as const
    await engine.settle(
      fence,
      { settlements: [settlement], couplings: [], pending: [], errors: [] },
      { job: null, now: 2 },
    )
    const job = randomUUID() as JobId
    await jobs.create({ id: job, connection, kind: 'full', request: {} }, 1)
    await engine.finishJob(fence, job, 'succeeded', null, 2)
    expect(await test.store.purge(2, 0)).toMatchObject({ effects: 0, more: false })
    expect(await test.store.purge(50, 0)).toMatchObject({ effects: 1 })
    expect((await effects.listOfCoupling(connection, coupling.id, {})).items.map(({ id }) => id)).toEqual([open.id])
    expect((await problems.listErrors(connection, {})).items).toEqual([])
    expect(await jobs.get(job)).toBeNull()
    await test.store.tidy()
    expect(await engine.countCoupled(connection, 'customer')).toBe(1)
  })
})
