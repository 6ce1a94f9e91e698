import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { databases, type TestStore } from '../testing/open-test-store.ts'
import { couplingOf, effectOf, insertOf, leased } from '../testing/rows.ts'

const mark = { job: null, now: 1 }

describe.each(databases)('on $name', { timeout: 60_000 }, ({ open }) => {
  let test: TestStore
  beforeAll(async () => {
    test = await open()
  }, 60_000)
  afterAll(() => test.close())

  it('a coupling moves to another record, unless that one is coupled already', async () => {
    const { engine } = test.store
    const { connection, fence } = await leased(test.store)
    const [one, two, fresh] = [couplingOf(), couplingOf(), couplingOf()]
    await engine.recordPlans(fence, [insertOf(one), insertOf(two)], [], mark)
    const moved = { ...one, crmId: fresh.crmId }
    const page = [
      insertOf(moved, { change: 'update' }),
      insertOf({ ...two, erpId: one.erpId }, { change: 'update' }),
      insertOf(couplingOf({ crmId: one.crmId })),
      insertOf(couplingOf({ crmId: fresh.crmId })),
    ]
    expect(await engine.recordPlans(fence, page, [], mark)).toMatchObject({ refused: new Set([1, 3]) })
    expect(await engine.readCouplings(connection, [one.id, two.id])).toEqual([moved, two])
  })

  it('a record whose coupling is removed may be coupled anew in the same page', async () => {
    const { engine } = test.store
    const { connection, fence } = await leased(test.store)
    const old = couplingOf()
    await engine.recordPlans(fence, [insertOf(old)], [], mark)
    const next = couplingOf({ erpId: old.erpId })
    const page = [insertOf(old, { change: 'remove' }), insertOf(next)]
    expect(await engine.recordPlans(fence, page, [], mark)).toMatchObject({ refused: new Set() })
    expect(await engine.findCouplings(connection, 'customer', 'erp', [old.erpId])).toEqual([next])
  })

  it('removing a coupling that is not there frees no record that another one holds', async () => {
    const { engine } = test.store
    const { connection, fence } = await leased(test.store)
    const holder = couplingOf()
    await engine.recordPlans(fence, [insertOf(holder)], [], mark)
    const ghost = couplingOf({ erpId: holder.erpId })
    const page = [insertOf(ghost, { change: 'remove' }), insertOf(ghost)]
    expect(await engine.recordPlans(fence, page, [], mark)).toMatchObject({ refused: new Set([1]) })
    expect(await engine.findCouplings(connection, 'customer', 'erp', [holder.erpId])).toEqual([holder])
  })

  it('a page of which every second record is refused records the others whole', async () => {
    const { engine } = test.store
    const { connection, fence } = await leased(test.store)
    const rows = Array.from({ length: 100 }, () => couplingOf())
    const first = rows.filter((_, index) => index % 2 === 0)
    await engine.recordPlans(
      fence,
      first.map((row) => insertOf(row, { effects: [effectOf(row)] })),
      [],
      mark,
    )
    const again = rows.map((row) =>
      insertOf(
        { ...row, crmName: 'again' },
        { change: 'update', effects: [effectOf(row)], conflict: { kind: 'update', fields: [] } },
      ),
    )
    const { refused, conflicts } = await engine.recordPlans(fence, again, [], mark)
    expect(refused.size).toBe(50)
    expect(conflicts).toHaveLength(50)
    expect(await engine.findOpenEffects(connection, { limit: 1_000 })).toHaveLength(100)
    expect(
      (
        await engine.readCouplings(
          connection,
          rows.map(({ id }) => id),
        )
      ).every(({ crmName }) => crmName === null),
    ).toBe(true)
  })
})
