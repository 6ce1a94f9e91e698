/** What the engine is given: one connection's connectors, mappings and store, and the run that it works for. */
import type { ResolvedMapping } from '../mapping/resolved-mapping.ts'
import type { Clock } from '../ports/clock.ts'
import type { Connector } from '../ports/connector.ts'
import type { Events } from '../ports/events.ts'
import type { NewId } from '../ports/ids.ts'
import type { Log } from '../ports/log.ts'
import type { EngineStore, Fence, RunMark } from '../ports/store.ts'
import type { ConnectionId, CouplingId, CrmId, ErpId, JobId } from '../values/ids.ts'
import type { Side } from '../values/side.ts'
import type { Tally } from './tally.ts'

/** A partner that no coupling holds: the ERP's local currency has the id `''` there. */
export interface FixedLink {
  readonly mapping: string
  readonly erpId: ErpId
  readonly crmId: CrmId
}

export interface EngineSettings {
  /** Records a page of a full read. */
  readonly pageSize: number
  /** How often a record that moved meanwhile is read and planned again before it is left for later. */
  readonly rounds: number
}

export const standardSettings: EngineSettings = { pageSize: 500, rounds: 3 }

export interface ConnectionContext {
  readonly connection: ConnectionId
  readonly connectors: Readonly<Record<Side, Connector>>
  /** The enabled mappings, in any order. */
  readonly mappings: readonly ResolvedMapping[]
  readonly fixedLinks: readonly FixedLink[]
  readonly store: EngineStore
  readonly clock: Clock
  readonly log: Log
  readonly newId: NewId
  readonly events: Events
  readonly settings?: Partial<EngineSettings>
}

/** One piece of work under a lease. */
export interface Run {
  readonly context: ConnectionContext
  readonly fence: Fence
  readonly job: JobId | null
  readonly signal: AbortSignal
  /** Called before each remote write: throws when the lease would not outlive it. */
  readonly holdLease: () => Promise<void>
  readonly tally: Tally
  /** Mappings under which this run put a removal aside. */
  readonly removals: Set<string>
  /** Couplings whose write was refused in this run: listed once, though a full run meets them from both sides. */
  readonly refused: Set<CouplingId>
}

export const settingsOf = (context: ConnectionContext): EngineSettings => ({ ...standardSettings, ...context.settings })

export const markOf = ({ job, context }: Run): RunMark => ({ job, now: context.clock.now() })
