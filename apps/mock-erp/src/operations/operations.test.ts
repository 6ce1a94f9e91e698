/** Random business operations over the API leave every ledger balanced and every figure equal to its recomputation. */
import { expect, test } from 'vitest'
import { checkLedgers } from '../check/check-ledgers.ts'
import { CID, CLIENT, openErp, type TestErp } from '../testing/test-erp.ts'
import { systemUser } from '../users.ts'
import { innerOperations, type Within } from './inner-operations.ts'
import type { Send } from './operation.ts'
import { prepareCompany } from './prepare-company.ts'
import { runOperations } from './run-operations.ts'

const COUNT = Number(process.env['KOBLE_CASES'] ?? 300)
const SEED = Number(process.env['KOBLE_SEED'] ?? Date.now() % 1_000_000)

test(`${COUNT} operations (KOBLE_SEED=${SEED})`, { timeout: 600_000 }, async () => {
  const erp = await openErp({ seed: { seed: 'empty', localCurrency: 'EUR' } })
  try {
    await erp.control('PUT', 'clock', { now: '2026-03-02T08:00:00Z' })
    const send = sendTo(erp)
    await prepareCompany(send)
    const more = innerOperations(within(erp))
    const { done, refused } = await runOperations({ send, count: COUNT, seed: SEED, more })
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
    const below = path.slice(path.indexOf('/') + 1)
    if (path.startsWith('client/')) return erp.call(method, `${CLIENT}/companies(${CID})/${below}`, body, headers)
    const call = path.startsWith('koble/') ? erp.koble : erp.call
    return call(method, below, body, headers)
  }

const within =
  (erp: TestErp): Within =>
  (work) =>
    erp.database.transact(systemUser, CID, work)
