/** A database as the rest of the package sees it, whichever of the two it is. */
import type { Kysely } from 'kysely'
import type { ConstructorOptions } from 'pg-boss'
import type { Schema } from '../schema.ts'

export interface Database {
  readonly kind: 'embedded' | 'postgres'
  readonly db: Kysely<Schema>
  /** The schema of Koble's tables; the queue's stand in `<schema>_queue`. */
  readonly schema: string
  /** How pg-boss reaches the same database. */
  readonly boss: ConstructorOptions
  /** Runs `work` while no other process migrates this schema. */
  exclusively<T>(work: () => Promise<T>): Promise<T>
  close(): Promise<void>
}
