/** Rows to put into a store under test. */
import { randomUUID } from 'node:crypto'
import type {
  ConnectionId,
  Coupling,
  CouplingId,
  CrmId,
  Effect,
  EffectId,
  ErpId,
  Fence,
  PendingRecord,
  PlannedRecord,
  RecordId,
  Side,
  SystemId,
  TableMapping,
  Tag,
} from '@koble/core'
import type { Store } from '../open-store.ts'

export const couplingOf = (change: Partial<Coupling> = {}): Coupling => ({
  id: randomUUID() as CouplingId,
  mapping: 'customer',
  erpId: randomUUID() as ErpId,
  crmId: randomUUID() as CrmId,
  state: 'coupled',
  createdOn: null,
  bases: {},
  chosenWinner: null,
  erpName: null,
  crmName: null,
  agreedAt: null,
  problem: null,
  attempts: 0,
  retryAt: null,
  outside: false,
  ...change,
})

export const effectOf = (coupling: Coupling, change: Partial<Effect> = {}): Effect => ({
  id: randomUUID() as EffectId,
  job: null,
  mapping: coupling.mapping,
  coupling: coupling.id,
  side: 'crm',
  entity: 'account',
  operation: 'update',
  recordId: coupling.crmId,
  values: { name: 'new' },
  overwrote: { name: 'old' },
  carries: {},
  tag: 'W/"1"' as Tag,
  state: 'planned',
  error: null,
  at: 1,
  ...change,
})

export const insertOf = (coupling: Coupling, change: Partial<PlannedRecord> = {}): PlannedRecord => ({
  mapping: coupling.mapping,
  record: { side: 'erp', id: coupling.erpId },
  coupling,
  change: 'insert',
  effects: [],
  conflict: null,
  pending: null,
  ...change,
})

export const pendingOf = (side: Side, recordId: RecordId, change: Partial<PendingRecord> = {}): PendingRecord => ({
  mapping: 'customer',
  side,
  recordId,
  recordName: null,
  reason: 'waiting',
  missing: [{ field: 'currency', mapping: 'currency', side, id: 'EUR' as ErpId, whenUncoupled: 'wait' }],
  error: null,
  since: 1,
  ...change,
})

export const mappingOf = (name: string, change: Partial<TableMapping> = {}): TableMapping => ({
  name,
  label: name,
  erp: name,
  crm: name,
  direction: 'both',
  enabled: true,
  onlyCoupled: true,
  erpFilter: [],
  crmFilter: [],
  onUpdateConflict: 'ask',
  onDeletion: 'ask',
  onLeaving: 'rest',
  firstAgreement: 'ask',
  match: [],
  dependsOn: [],
  fields: [],
  ...change,
})

export interface Leased {
  readonly connection: ConnectionId
  readonly fence: Fence
}

/** A connection with both its systems, leased. */
export async function leased(store: Store): Promise<Leased> {
  const connection = await newConnection(store)
  const fence = await store.engine.acquireLease(connection, 'worker', 3_600_000, 1)
  if (fence === null) throw new Error('A free connection gave no lease.')
  return { connection, fence }
}

export async function newConnection(store: Store): Promise<ConnectionId> {
  const [erpSystem, crmSystem] = [await newSystem(store, 'erp'), await newSystem(store, 'crm')]
  const settings = {}
  const input = { name: 'Demo', erpSystem, crmSystem, companyId: null, companyName: null, enabled: true, settings }
  return (await store.connections.create(randomUUID() as ConnectionId, input, 1)).id
}

export async function newSystem(store: Store, side: Side): Promise<SystemId> {
  const kind = side === 'erp' ? 'business-central' : 'dataverse'
  const input = { side, kind, label: kind, baseUrl: `http://${side}.example`, settings: { tenant: 'common' } }
  return (await store.systems.create(randomUUID() as SystemId, input, 1)).id
}
