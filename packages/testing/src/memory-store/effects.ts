/** Plans recorded and effects settled, in memory: the unique rules of core's store port, page by page. */
import type {
  ConflictChange,
  ConflictId,
  Effect,
  EffectId,
  EffectStore,
  NewId,
  PlannedRecord,
  RunMark,
} from '@koble/core'
import { pendingKey } from './couplings.ts'
import { fenced, isOpen, keyOf, listErrors, rowsOf, stored } from './state.ts'
import type { ConnectionRows, MemoryState } from './state.ts'

const targetOf = (effect: Effect): string => keyOf(effect.side, effect.entity, effect.recordId)

const standsInTheWay = (rows: ConnectionRows, record: PlannedRecord): boolean => {
  const { coupling, change } = record
  if (coupling !== null && change === 'insert') {
    const taken = [...rows.couplings.values()].some(
      (other) =>
        other.mapping === coupling.mapping && (other.erpId === coupling.erpId || other.crmId === coupling.crmId),
    )
    if (taken || rows.couplings.has(coupling.id)) return true
  }
  if (record.effects.length === 0) return false
  const targets = record.effects.map(targetOf)
  if (new Set(targets).size !== targets.length) return true
  const open = new Set(
    [...rows.effects.values()]
      .map((row) => row.effect)
      .filter(isOpen)
      .map(targetOf),
  )
  return targets.some((target) => open.has(target))
}

const changeCoupling = (
  rows: ConnectionRows,
  { coupling, change }: Pick<PlannedRecord, 'coupling' | 'change'>,
): void => {
  if (coupling === null || change === 'none') return
  if (change === 'remove') rows.couplings.delete(coupling.id)
  else if (change === 'insert' || rows.couplings.has(coupling.id)) rows.couplings.set(coupling.id, stored(coupling))
}

const changeConflict = (
  rows: ConnectionRows,
  { coupling, change, conflict }: PlannedRecord,
  mark: RunMark,
  newId: NewId,
): ConflictChange | null => {
  if (coupling === null) return null
  const open = rows.conflicts.get(coupling.id)
  const wanted = change === 'remove' ? null : conflict
  const named = { coupling: coupling.id, mapping: coupling.mapping }
  if (wanted === null) {
    if (open === undefined) return null
    rows.conflicts.delete(coupling.id)
    return { ...named, id: open.id, version: open.version, change: 'closed' }
  }
  if (open === undefined) {
    const id = newId() as ConflictId
    rows.conflicts.set(coupling.id, { ...named, id, version: 1, conflict: stored(wanted), openedAt: mark.now })
    return { ...named, id, version: 1, change: 'opened' }
  }
  if (JSON.stringify(open.conflict) === JSON.stringify(wanted)) return null
  const version = open.version + 1
  rows.conflicts.set(coupling.id, { ...open, version, conflict: stored(wanted) })
  return { ...named, id: open.id, version, change: 'changed' }
}

const changePending = (rows: ConnectionRows, { mapping, record, coupling, pending }: PlannedRecord): void => {
  rows.pending.delete(pendingKey({ mapping, ...record }))
  if (coupling !== null) {
    rows.pending.delete(pendingKey({ mapping, side: 'erp', id: coupling.erpId }))
    rows.pending.delete(pendingKey({ mapping, side: 'crm', id: coupling.crmId }))
  }
  if (pending !== null)
    rows.pending.set(pendingKey({ mapping, side: pending.side, id: pending.recordId }), stored(pending))
}

const move = (rows: ConnectionRows, id: EffectId, change: Partial<Effect>, left: Effect['values'] = {}): void => {
  const row = rows.effects.get(id)
  if (row === undefined || !isOpen(row.effect)) return
  rows.effects.set(id, { ...row, effect: { ...row.effect, ...stored(change) }, left: stored(left) })
}

export const effectStore = (state: MemoryState, newId: NewId): EffectStore => ({
  async recordPlans(fence, records, errors, mark) {
    const rows = fenced(state, fence)
    const refused = new Set<number>()
    const conflicts: ConflictChange[] = []
    for (const [index, record] of records.entries()) {
      if (standsInTheWay(rows, record)) {
        refused.add(index)
        continue
      }
      changeCoupling(rows, record)
      for (const effect of record.effects)
        rows.effects.set(effect.id, { effect: stored(effect), left: {}, sequence: state.sequence++ })
      const conflict = changeConflict(rows, record, mark, newId)
      if (conflict !== null) conflicts.push(conflict)
      changePending(rows, record)
    }
    listErrors(rows, errors, mark)
    return { refused, conflicts }
  },

  async markSent(fence, effects, now) {
    const rows = fenced(state, fence)
    for (const id of effects) move(rows, id, { state: 'sent', at: now })
  },

  async settle(fence, page, mark) {
    const rows = fenced(state, fence)
    for (const { effect, state: ended, error, left } of page.settlements)
      move(rows, effect, { state: ended, error, at: mark.now }, left)
    for (const { coupling, change } of page.couplings) {
      changeCoupling(rows, { coupling, change })
      if (change === 'remove') rows.conflicts.delete(coupling.id)
    }
    for (const pending of page.pending)
      rows.pending.set(
        pendingKey({ mapping: pending.mapping, side: pending.side, id: pending.recordId }),
        stored(pending),
      )
    listErrors(rows, page.errors, mark)
  },

  async findOpenEffects(connection, { couplings, after, limit }) {
    const rows = rowsOf(state, connection)
    const only = couplings === undefined ? null : new Set<string>(couplings)
    const floor = after === undefined ? -1 : (rows.effects.get(after.id)?.sequence ?? -1)
    return [...rows.effects.values()]
      .filter((row) => isOpen(row.effect) && (only === null || only.has(row.effect.coupling)) && row.sequence > floor)
      .toSorted((a, b) => a.sequence - b.sequence)
      .slice(0, limit)
      .map((row) => stored(row.effect))
  },

  async findRecentWrites(connection, couplings, since) {
    const only = new Set<string>(couplings)
    return [...rowsOf(state, connection).effects.values()]
      .filter(({ effect }) => effect.state === 'done' && effect.at >= since && only.has(effect.coupling))
      .toSorted((a, b) => a.effect.at - b.effect.at || a.sequence - b.sequence)
      .map(({ effect }) => stored(effect))
  },

  async reportErrors(fence, errors, mark) {
    listErrors(fenced(state, fence), errors, mark)
  },
})
