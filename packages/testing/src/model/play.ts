/** Plays a scenario with the real engine over the systems in memory, heals everything, and says what is wrong afterwards. */
import { entity, freshNotes, nullable, recover, resolveMapping, synchronizeChanges, text } from '@koble/core'
import type {
  Checkpoint,
  Coupling,
  CouplingId,
  CrmId,
  ErpId,
  RecordId,
  ResolvedMapping,
  Run,
  Side,
  TableMapping,
  Value,
} from '@koble/core'
import type { WriteFault } from '../memory-connector/faults.ts'
import { memoryConnector } from '../memory-connector/memory-connector.ts'
import type { MemoryConnector } from '../memory-connector/memory-connector.ts'
import { memorySystem } from '../memory-connector/memory-system.ts'
import type { MemorySystem } from '../memory-connector/memory-system.ts'
import { memoryStore } from '../memory-store/memory-store.ts'
import { countingIds } from '../seeded-random.ts'
import { keptLog } from '../silent-log.ts'
import { virtualClock } from '../virtual-clock.ts'
import { Crash, crasher } from './crash.ts'
import { judgeStory } from './judge-story.ts'
import type { MadeEdit } from './judge-story.ts'
import type { Edit, Fate, Field, Scenario } from './scenario.ts'

const fields = { a: nullable(text(20)), b: nullable(text(20)) }
const things = entity('erp', 'things', { label: 'thing', nameField: 'a' }, fields)
const thing = entity('crm', 'thing', { label: 'thing', nameField: 'a', key: 'thingid' }, fields)

const definition: TableMapping = {
  name: 'thing',
  label: 'Things',
  erp: 'things',
  crm: 'thing',
  direction: 'both',
  enabled: true,
  onlyCoupled: false,
  erpFilter: [],
  crmFilter: [],
  onUpdateConflict: 'ask',
  onDeletion: 'ask',
  onLeaving: 'rest',
  firstAgreement: 'ask',
  match: [],
  dependsOn: [],
  fields: [
    { name: 'a', erp: 'a', crm: 'a', direction: 'both' },
    { name: 'b', erp: 'b', crm: 'b', direction: 'both' },
  ],
}
const mapping: ResolvedMapping = resolveMapping(definition, [things, thing])
const entityOn: Readonly<Record<Side, string>> = { erp: 'things', crm: 'thing' }
const firstId: Readonly<Record<Side, RecordId>> = { erp: 'e1' as RecordId, crm: 'c1' as RecordId }
const sides = ['erp', 'crm'] as const

const faultOf: Readonly<Record<Fate, WriteFault | null>> = {
  ok: null,
  rejected: 'rejected',
  unavailable: 'unavailable',
  lostAnswer: 'lostAnswer',
  stale: 'stale',
  lostRequest: 'lostRequest',
  lostTwice: 'lostRequest',
  lateEarly: 'late',
  lateCrossing: 'late',
  late: 'late',
}

const never = new AbortController().signal

export interface Played {
  /** What is wrong; empty when all is well. */
  readonly wrongs: readonly string[]
  /** How many calls of ports the first round took. */
  readonly calls: number
}

export const play = async (scenario: Scenario): Promise<Played> => {
  const clock = virtualClock()
  const newId = countingIds()
  const now = (): number => clock.now()
  const systems = { erp: memorySystem('erp', [things], { now }), crm: memorySystem('crm', [thing], { now }) }
  const story = tell(systems)
  const written = { erp: 0, crm: 0 }
  let isHealed = false

  const hook = (when: 'beforeWrite' | 'afterWrite', to: Side): void => {
    const { during } = scenario
    if (!isHealed && during?.when === when && during.to === to && !story.happened()) story.make(during.edit)
  }
  const connectorOn = (side: Side): MemoryConnector =>
    memoryConnector(systems[side], {
      answersRecord: scenario.answers === 'record',
      saysWriter: scenario.answers !== 'nothing',
      faults: {
        beforeWrite: () => {
          hook('beforeWrite', side)
          if (isHealed && scenario.fates[side] === 'lateCrossing') connectors[side].arrive()
        },
        afterWrite: () => hook('afterWrite', side),
        onWrite: () => {
          written[side] += 1
          const isFaulty = written[side] <= (scenario.fates[side] === 'lostTwice' ? 2 : 1)
          return isHealed || !isFaulty ? null : faultOf[scenario.fates[side]]
        },
      },
    })
  const connectors = { erp: connectorOn('erp'), crm: connectorOn('crm') }
  const store = memoryStore(newId)
  const crash = crasher()
  const connection = newId() as never
  const context = {
    connection,
    connectors: { erp: crash.wrap(connectors.erp), crm: crash.wrap(connectors.crm) },
    mappings: [mapping],
    fixedLinks: [],
    store: crash.wrap(store),
    clock,
    log: keptLog(),
    newId,
    events: () => undefined,
  }
  const fence = await store.acquireLease(connection, 'worker', Number.MAX_SAFE_INTEGER, now())
  if (fence === null) throw new Error('A new store refused its first lease.')
  const work = async (doWork: (run: Run) => Promise<unknown>): Promise<void> => {
    const holdLease = (): Promise<void> => store.renewLease(fence, Number.MAX_SAFE_INTEGER, now())
    await doWork({ context, fence, job: null, signal: never, holdLease, ...freshNotes() })
  }
  const changes = (): Promise<void> => work((run) => synchronizeChanges(run))

  await begin(scenario, systems, work)
  for (const edit of scenario.before) story.make(edit)
  crash.arm(scenario.crash)
  await untilCrash(changes)
  const calls = crash.calls()
  if (scenario.during?.when === 'afterRound') story.make(scenario.during.edit)

  if (sides.some((side) => scenario.fates[side] === 'lostTwice')) await untilCrash(changes)

  isHealed = true
  crash.restart()
  for (const side of sides) if (scenario.fates[side] === 'lateEarly') connectors[side].arrive()
  await work(recover)
  await changes()
  for (const side of sides) connectors[side].arrive()
  for (let round = 0; round < 3; round += 1) {
    await clock.advance(600_000)
    await changes()
  }
  const quietFrom = systems.erp.writes.length + systems.crm.writes.length
  await clock.advance(600_000)
  await work(recover)
  await changes()
  const wrongs = judgeStory({
    scenario,
    edits: story.edits,
    rows: { erp: rowsOf(systems.erp), crm: rowsOf(systems.crm) },
    couplings: store.look.couplings(connection),
    effects: store.look.effects(connection),
    conflicts: store.look.conflicts(connection),
    lateWrites: systems.erp.writes.length + systems.crm.writes.length - quietFrom,
  })
  return { wrongs, calls }
}

const untilCrash = async (round: () => Promise<void>): Promise<void> => {
  try {
    await round()
  } catch (error) {
    if (!(error instanceof Crash)) throw error
  }
}

const rowsOf = (system: MemorySystem) => [...system.rows(entityOn[system.side]).values()].map((row) => row.values)

/** Makes edits and remembers what each of them replaced. */
const tell = (systems: Readonly<Record<Side, MemorySystem>>) => {
  const edits: MadeEdit[] = []
  const idOn = (side: Side): RecordId | null => [...systems[side].rows(entityOn[side]).keys()][0] ?? null

  const valueOn = (side: Side, field: Field): Value => {
    const id = idOn(side)
    return id === null ? null : (systems[side].read(entityOn[side], id)?.values[field] ?? null)
  }

  const make = ({ side, field, kind }: Edit): void => {
    const id = idOn(side)
    if (id === null) return
    const replaced = valueOn(side, field)
    const other = valueOn(side === 'erp' ? 'crm' : 'erp', field)
    const value = { new: `${side}-${field}-${edits.length + 1}`, back: `${field}0`, same: other ?? `${field}0` }[kind]
    // Saving what is there already is no edit.
    if (value === replaced) return
    systems[side].put(entityOn[side], id, { [field]: value })
    edits.push({ side, field, value, replaced })
  }

  let wasDuring = false
  return {
    edits,
    make,
    /** True from the second time on that it is asked. */
    happened(): boolean {
      const before = wasDuring
      wasDuring = true
      return before
    },
  }
}

const start = { a: 'a0', b: 'b0' }

const begin = async (
  { start: how }: Scenario,
  systems: Readonly<Record<Side, MemorySystem>>,
  work: (doWork: (run: Run) => Promise<unknown>) => Promise<void>,
): Promise<void> => {
  for (const side of sides) if (how === 'pair' || how === side) systems[side].put(entityOn[side], firstId[side], start)
  await work(async ({ context, fence }) => {
    const mark = { job: null, now: context.clock.now() }
    const to = (side: Side): Checkpoint => (how === 'pair' ? systems[side].head() : ('0' as Checkpoint))
    await context.store.moveCheckpoints(
      fence,
      sides.map((side) => ({ side, feed: mapping.name, to: to(side) })),
      mark.now,
    )
    if (how !== 'pair') return
    const record = { side: 'erp', id: firstId.erp } as const
    const planned = { mapping: mapping.name, record, effects: [], conflict: null, pending: null }
    await context.store.recordPlans(fence, [{ ...planned, coupling: agreedPair(), change: 'insert' }], [], mark)
  })
}

const agreedPair = (): Coupling => ({
  id: 'coupling' as CouplingId,
  mapping: mapping.name,
  erpId: firstId.erp as ErpId,
  crmId: firstId.crm as CrmId,
  state: 'coupled',
  createdOn: null,
  bases: {
    a: { pair: { erp: 'a0', crm: 'a0' }, mark: null },
    b: { pair: { erp: 'b0', crm: 'b0' }, mark: null },
  },
  chosenWinner: null,
  erpName: 'a0',
  crmName: 'a0',
  agreedAt: 0,
  problem: null,
  attempts: 0,
  retryAt: null,
  outside: false,
})
