/** Random business operations over the API leave every ledger balanced and every figure equal to its recomputation. */
import { expect, test } from 'vitest'
import { checkLedgers } from '../check/check-ledgers.ts'
import { postTransfer } from '../posting/post-transfer.ts'
import type { PostingContext } from '../posting/posting-context.ts'
import { names } from '../tables/names.ts'
import { CID, openErp, type TestErp } from '../testing/test-erp.ts'
import { createTransferOrder } from '../transfers/create-transfer-order.ts'
import { systemUser } from '../users.ts'
import type { Operation, Send } from './operation.ts'
import { goods, prepareCompany } from './prepare-company.ts'
import { runOperations } from './run-operations.ts'

const COUNT = Number(process.env['KOBLE_CASES'] ?? 300)
const SEED = Number(process.env['KOBLE_SEED'] ?? Date.now() % 1_000_000)

test(`${COUNT} operations (KOBLE_SEED=${SEED})`, { timeout: 600_000 }, async () => {
  const erp = await openErp({ seed: { seed: 'empty', localCurrency: 'EUR' } })
  try {
    await erp.control('PUT', 'clock', { now: '2026-03-02T08:00:00Z' })
    const send = sendTo(erp)
    await prepareCompany(send)
    const more = { transfer: transferIn(erp) }
    const { done, refused } = await runOperations({ send, count: COUNT, seed: SEED, more })
    if (process.env['KOBLE_SHOW']) console.log(JSON.stringify({ done, refused }))
    expect(checkLedgers(erp.database).lines.filter((line) => line.startsWith('  '))).toEqual([])
    const total = (counts: Readonly<Record<string, number>>): number =>
      Object.values(counts).reduce((sum, each) => sum + each, 0)
    // The rules refuse some; most is done, or the run would prove nothing.
    expect(total(done)).toBeGreaterThan(total(refused))
  } finally {
    await erp.close()
  }
})

const sendTo =
  (erp: TestErp): Send =>
  async (method, path, body) => {
    const headers: Record<string, string> = method === 'PATCH' || method === 'DELETE' ? { 'If-Match': '*' } : {}
    if (path.startsWith('emulator/')) return erp.control(method, path.slice('emulator/'.length), body)
    const call = path.startsWith('koble/') ? erp.koble : erp.call
    return call(method, path.slice(path.indexOf('/') + 1), body, headers)
  }

/** API v2.0 only reads transfer orders: made and posted by the functions that the pages call. */
const transferIn =
  (erp: TestErp): Operation =>
  async ({ dice }) => {
    erp.database.transact(systemUser, CID, (data) => {
      const context: PostingContext = {
        data,
        clock: erp.clock,
        principal: systemUser,
        now: erp.clock.iso(),
        newId: () => erp.database.newId(),
      }
      const item = data.lookup(names.item, ['number'], [dice.pick(goods) ?? ''])
      if (item === undefined) return
      const [from, to] = dice.chance(50) ? (['MAIN', 'EAST'] as const) : (['EAST', 'MAIN'] as const)
      const lines = [{ itemId: item.id, quantity: String(dice.upTo(8)) }]
      const order = createTransferOrder(
        { transferFromCode: from, transferToCode: to, directTransfer: true, lines },
        context,
      )
      postTransfer(order, { ship: true, receive: false }, context)
    })
    return { status: 200, body: {} }
  }
