import type { EngineStore } from '@koble/core'
import type { Db } from '../sql/db.ts'
import { conflictStore } from './conflicts.ts'
import { couplingStore } from './couplings.ts'
import { effectStore } from './effect-store.ts'
import { feedStore } from './feeds.ts'
import { jobStore } from './jobs.ts'
import { leaseStore } from './leases.ts'
import { pendingStore } from './pending.ts'

/** The port of core to the database. */
export const engineStore = (db: Db): EngineStore => ({
  ...couplingStore(db),
  ...pendingStore(db),
  ...effectStore(db),
  ...conflictStore(db),
  ...feedStore(db),
  ...jobStore(db),
  ...leaseStore(db),
})
