/** The fencing check of every write by a worker: in the same transaction, before anything else. */
import type { Fence } from '@koble/core'
import { sql } from 'kysely'
import { leaseLost } from '../errors.ts'
import { type Db, transact, type Tx } from './db.ts'

/**
 * Holds the connection's lease row until the transaction ends: another worker's taking over waits, and one worker's pages come
 * one after the other, so that what a page looked at still holds when it writes.
 */
async function checkFence(tx: Tx, fence: Fence): Promise<void> {
  const { rows } = await sql`
    select 1 from lease where connection = ${fence.connection} and token = ${fence.token} and worker is not null
    for update`.execute(tx)
  if (rows.length === 0) throw leaseLost(fence.connection)
}

export const fenced = <T>(db: Db, fence: Fence, work: (tx: Tx) => Promise<T>): Promise<T> =>
  transact(db, async (tx) => {
    await checkFence(tx, fence)
    return work(tx)
  })
