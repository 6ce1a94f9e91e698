import type { Kysely, Transaction } from 'kysely'
import type { Schema } from '../schema.ts'

export type Db = Kysely<Schema>
export type Tx = Transaction<Schema>

/** One transaction. Inside, only `tx` may be used: on the embedded database the outer `db` would wait for itself. */
export const transact = <T>(db: Db, work: (tx: Tx) => Promise<T>): Promise<T> => db.transaction().execute(work)
