/**
 * What plans put into the database before anything is sent: one page, one transaction, about ten statements. The outcome is
 * the one of taking the records one after the other.
 */
import type {
  ConflictChange,
  ConnectionId,
  Coupling,
  PendingRecord,
  PlannedRecord,
  RecordError,
  RecordRef,
  RunMark,
} from '@koble/core'
import type { Tx } from '../sql/db.ts'
import { closeConflicts, putConflicts } from './conflicts.ts'
import { insertEffects } from './effects.ts'
import { insertErrors } from './errors.ts'
import { removePending, setPending } from './pending.ts'
import { findRefusals } from './refusals.ts'
import { writeCouplings } from './write-couplings.ts'

export interface Recorded {
  readonly refused: ReadonlySet<number>
  readonly conflicts: readonly ConflictChange[]
}

type Coupled = PlannedRecord & { readonly coupling: Coupling }

export async function recordPlans(
  tx: Tx,
  connection: ConnectionId,
  records: readonly PlannedRecord[],
  errors: readonly RecordError[],
  mark: RunMark,
): Promise<Recorded> {
  const refused = await findRefusals(tx, connection, records)
  const taken = records.filter((_, index) => !refused.has(index))
  const coupled = taken.filter((record): record is Coupled => record.coupling !== null)
  await writeCouplings(tx, connection, coupled, mark.now)
  await insertEffects(
    tx,
    connection,
    taken.flatMap((record) => record.effects),
  )
  const conflicts = await recordConflicts(tx, connection, coupled, mark.now)
  await replacePending(tx, connection, taken)
  await insertErrors(tx, connection, errors, mark)
  return { refused, conflicts }
}

/** A coupling comes once a page as a rule; one that comes again takes its next step in a round of its own. */
async function recordConflicts(
  tx: Tx,
  connection: ConnectionId,
  records: readonly Coupled[],
  now: number,
): Promise<readonly ConflictChange[]> {
  const changes: ConflictChange[] = []
  for (const round of rounds(records)) {
    const put = round.flatMap(({ coupling, change, conflict }) =>
      conflict === null || change === 'remove' ? [] : [{ coupling: coupling.id, mapping: coupling.mapping, conflict }],
    )
    const kept = new Set<string>(put.map((entry) => entry.coupling))
    const closed = round.map(({ coupling }) => coupling.id).filter((id) => !kept.has(id))
    changes.push(...(await putConflicts(tx, connection, put, now)))
    changes.push(...(await closeConflicts(tx, connection, closed, now)))
  }
  return changes
}

function rounds(records: readonly Coupled[]): readonly (readonly Coupled[])[] {
  const seen = new Map<string, number>()
  const all: Coupled[][] = []
  for (const record of records) {
    const turn = seen.get(record.coupling.id) ?? 0
    seen.set(record.coupling.id, turn + 1)
    const round = (all[turn] ??= [])
    round.push(record)
  }
  return all
}

/** Each record takes its own entries off the list and may put one on; what stands at the page's end is written. */
async function replacePending(tx: Tx, connection: ConnectionId, records: readonly PlannedRecord[]): Promise<void> {
  const entries = new Map<string, { readonly ref: RecordRef; readonly entry: PendingRecord | null }>()
  const put = (ref: RecordRef, entry: PendingRecord | null) =>
    entries.set(JSON.stringify([ref.mapping, ref.side, ref.id]), { ref, entry })
  for (const record of records) {
    for (const ref of refsOf(record)) put(ref, null)
    const { mapping, pending } = record
    if (pending !== null) put({ mapping, side: pending.side, id: pending.recordId }, pending)
  }
  const all = [...entries.values()]
  await removePending(
    tx,
    connection,
    all.flatMap(({ ref, entry }) => (entry === null ? [ref] : [])),
  )
  await setPending(
    tx,
    connection,
    all.flatMap(({ entry }) => entry ?? []),
  )
}

/** The record that was looked at, and both of its coupling. */
function refsOf({ mapping, record, coupling }: PlannedRecord): readonly RecordRef[] {
  const looked: RecordRef = { mapping, ...record }
  if (coupling === null) return [looked]
  return [looked, { mapping, side: 'erp', id: coupling.erpId }, { mapping, side: 'crm', id: coupling.crmId }]
}
