/** What a store's contract suite needs of the adapter under test, and rows to put into it. */
import type {
  ConnectionId,
  Coupling,
  CouplingId,
  CrmId,
  Effect,
  EffectId,
  EngineStore,
  ErpId,
  Fence,
  JobId,
  JobKind,
  PendingRecord,
  PlannedConflict,
  PlannedRecord,
  RecordId,
  Side,
  Tag,
} from '@koble/core'

export interface StoreUnderTest {
  readonly store: EngineStore
  /** A new connection, with whatever rows the adapter needs for one. */
  newConnection(): Promise<ConnectionId>
  newJob(connection: ConnectionId, kind: JobKind): Promise<JobId>
  requestCancel(job: JobId): Promise<void>
  close(): Promise<void>
}

export type OpenStore = () => Promise<StoreUnderTest>

export const now = 1_700_000_000_000

/** A GUID that a number names. */
export const guid = (number: number): string => `00000000-0000-4000-8000-${number.toString(16).padStart(12, '0')}`
export const erp = (number: number): ErpId => guid(0xe000 + number) as ErpId
export const crm = (number: number): CrmId => guid(0xc000 + number) as CrmId

let last = 0
/** An id that no other row of this process has. */
export const freshId = (): string => {
  last += 1
  return `11111111-0000-4000-9000-${last.toString(16).padStart(12, '0')}`
}

export const couplingOf = (number: number, change: Partial<Coupling> = {}): Coupling => ({
  id: freshId() as CouplingId,
  mapping: 'customer',
  erpId: erp(number),
  crmId: crm(number),
  state: 'coupled',
  createdOn: null,
  bases: { name: { pair: { erp: 'Adatum', crm: 'Adatum' }, mark: null } },
  chosenWinner: null,
  erpName: 'Adatum',
  crmName: 'Adatum',
  agreedAt: null,
  problem: null,
  attempts: 0,
  retryAt: null,
  outside: false,
  ...change,
})

export const effectOf = (coupling: Coupling, change: Partial<Effect> = {}): Effect => ({
  id: freshId() as EffectId,
  job: null,
  mapping: coupling.mapping,
  coupling: coupling.id,
  side: 'crm',
  entity: 'account',
  operation: 'update',
  recordId: change.side === 'erp' ? coupling.erpId : coupling.crmId,
  values: { name: 'Adatum Corporation' },
  overwrote: { name: 'Adatum' },
  carries: { name: { erp: 'Adatum Corporation', crm: 'Adatum Corporation' } },
  tag: 'W/"1"' as Tag,
  state: 'planned',
  error: null,
  at: now,
  ...change,
})

export const recordOf = (coupling: Coupling, change: Partial<PlannedRecord> = {}): PlannedRecord => ({
  mapping: coupling.mapping,
  record: { side: 'erp', id: coupling.erpId },
  coupling,
  change: 'insert',
  effects: [],
  conflict: null,
  pending: null,
  ...change,
})

export const uncoupledOf = (side: Side, id: RecordId, pending: PendingRecord | null): PlannedRecord => ({
  mapping: pending?.mapping ?? 'customer',
  record: { side, id },
  coupling: null,
  change: 'none',
  effects: [],
  conflict: null,
  pending,
})

export const pendingOf = (side: Side, id: RecordId, change: Partial<PendingRecord> = {}): PendingRecord => ({
  mapping: 'customer',
  side,
  recordId: id,
  recordName: 'Adatum',
  reason: 'waiting',
  missing: [{ field: 'currency', mapping: 'currency', side: 'erp', id: erp(900), whenUncoupled: 'wait' }],
  error: null,
  since: now,
  ...change,
})

export const conflictOf = (crmValue: string): PlannedConflict => ({
  kind: 'update',
  fields: [{ field: 'name', base: { erp: 'Adatum', crm: 'Adatum' }, erp: 'Adatum Ltd', crm: crmValue }],
})

export const mark = { job: null, now }

/** A connection with its lease taken. */
export interface Leased {
  readonly store: EngineStore
  readonly connection: ConnectionId
  readonly fence: Fence
}

export const leased = async (under: StoreUnderTest): Promise<Leased> => {
  const { store } = under
  const connection = await under.newConnection()
  const fence = await store.acquireLease(connection, 'worker-1', 60_000, now)
  if (fence === null) throw new Error('A free connection gave no lease.')
  return { store, connection, fence }
}

/** Records couplings as inserts and gives them back. */
export const insert = async ({ store, fence }: Leased, ...couplings: readonly Coupling[]): Promise<void> => {
  const { refused } = await store.recordPlans(
    fence,
    couplings.map((coupling) => recordOf(coupling)),
    [],
    mark,
  )
  if (refused.size > 0) throw new Error('The contract suite inserted a coupling that was refused.')
}
