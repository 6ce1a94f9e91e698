/** Both systems, the store and the engine in one process, under virtual time: what the engine's tests stand on. */
import type {
  ConnectionContext,
  ConnectionId,
  EngineEvent,
  EngineSettings,
  EngineStore,
  JobRow,
  JobStatus,
  RecordId,
  ResolvedMapping,
  Run,
  Side,
  TableMapping,
  Values,
} from '@koble/core'
import { runFullSynchronization, synchronizeChanges, withLease } from '@koble/core'
import type { ChangesOutcome, FullOptions } from '@koble/core'
import { memoryConnector } from '../memory-connector/memory-connector.ts'
import type { MemoryConnector, MemoryConnectorOptions } from '../memory-connector/memory-connector.ts'
import { memorySystem } from '../memory-connector/memory-system.ts'
import type { MemorySystem } from '../memory-connector/memory-system.ts'
import { memoryStore } from '../memory-store/memory-store.ts'
import type { MemoryStore } from '../memory-store/memory-store.ts'
import { countingIds } from '../seeded-random.ts'
import { keptLog } from '../silent-log.ts'
import { virtualClock } from '../virtual-clock.ts'
import type { VirtualClock } from '../virtual-clock.ts'
import { demoEntities } from './demo-entities.ts'
import { demoMappings } from './demo-mappings.ts'

export interface WorldOptions {
  /** Of the customer mapping. */
  readonly policy?: Partial<TableMapping>
  readonly mappings?: readonly ResolvedMapping[]
  readonly erp?: MemoryConnectorOptions
  readonly crm?: MemoryConnectorOptions
  readonly settings?: Partial<EngineSettings>
  readonly fixedLinks?: ConnectionContext['fixedLinks']
}

export interface EngineWorld {
  readonly connection: ConnectionId
  readonly systems: Readonly<Record<Side, MemorySystem>>
  readonly connectors: Readonly<Record<Side, MemoryConnector>>
  readonly store: MemoryStore
  readonly clock: VirtualClock
  readonly events: EngineEvent[]
  readonly lines: ReturnType<typeof keptLog>['lines']
  readonly context: ConnectionContext
  mapping(name: string): ResolvedMapping
  /** Under the lease of a worker. */
  work<T>(work: (run: Run) => Promise<T>, job?: Run['job']): Promise<T>
  full(options?: FullOptions): Promise<JobStatus>
  /** Changes, until nothing moves any more. */
  settle(): Promise<ChangesOutcome>
  changes(): Promise<ChangesOutcome>
  /** What a table of one side holds. */
  rows(side: Side, entity: string): Readonly<Record<string, Values>>
  writes(): number
}

/** The store may be wrapped: tests cut it off at any call. */
export const engineWorld = (
  options: WorldOptions = {},
  wrap: <T extends object>(port: T, name: string) => T = (port) => port,
): EngineWorld => {
  const clock = virtualClock()
  const newId = countingIds()
  const now = (): number => clock.now()
  const systems = {
    erp: memorySystem(
      'erp',
      demoEntities.filter(({ side }) => side === 'erp'),
      { now },
    ),
    crm: memorySystem(
      'crm',
      demoEntities.filter(({ side }) => side === 'crm'),
      { now },
    ),
  }
  const connectors = {
    erp: memoryConnector(systems.erp, options.erp),
    crm: memoryConnector(systems.crm, options.crm),
  }
  const store = memoryStore(newId)
  const log = keptLog()
  const events: EngineEvent[] = []
  const connection = newId() as ConnectionId
  const context: ConnectionContext = {
    connection,
    connectors: { erp: wrap(connectors.erp, 'erp'), crm: wrap(connectors.crm, 'crm') },
    mappings: options.mappings ?? demoMappings(options.policy),
    fixedLinks: options.fixedLinks ?? [],
    store: wrap<EngineStore>(store, 'store'),
    clock,
    log,
    newId,
    events: (event) => void events.push(event),
    settings: options.settings ?? {},
  }

  const work: EngineWorld['work'] = async (doWork, job = null) => {
    const signal = new AbortController().signal
    const done = await withLease(context, { worker: 'worker-1', job, signal }, async (run) => ({
      value: await doWork(run),
    }))
    if (done === null) throw new Error('The lease of this test is held by another worker.')
    return done.value
  }

  const changes: EngineWorld['changes'] = () => work((run) => synchronizeChanges(run))

  const full: EngineWorld['full'] = async (fullOptions) => {
    const id = store.createJob(connection, 'full')
    return work(async (run) => runFullSynchronization({ ...run, job: id }, await jobRow(store, id), fullOptions), id)
  }

  const settle: EngineWorld['settle'] = async () => {
    for (let round = 0; round < 20; round += 1) {
      const outcome = await changes()
      if (!outcome.moved) return outcome
    }
    throw new Error('After 20 rounds something still moves.')
  }

  return {
    connection,
    systems,
    connectors,
    store,
    clock,
    events,
    lines: log.lines,
    context,
    mapping: (name) => {
      const found = context.mappings.find((mapping) => mapping.name === name)
      if (found === undefined) throw new Error(`This test has no mapping ${name}.`)
      return found
    },
    work,
    full,
    settle,
    changes,
    rows: (side, entity) => Object.fromEntries([...systems[side].rows(entity)].map(([id, row]) => [id, row.values])),
    writes: () => systems.erp.writes.length + systems.crm.writes.length,
  }
}

export const jobRow = async (store: EngineStore, id: JobRow['id']): Promise<JobRow> => {
  const job = await store.readJob(id)
  if (job === null) throw new Error('The job of this test is not there.')
  return job
}

export const recordId = (text: string): RecordId => text as RecordId
