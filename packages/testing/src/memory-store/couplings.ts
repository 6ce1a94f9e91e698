/** Couplings, links and pending records in memory. */
import type {
  Coupling,
  CouplingStore,
  Partners,
  PendingRecord,
  PendingStore,
  RecordId,
  RecordRef,
  Side,
} from '@koble/core'
import { keyOf, rowsOf, stored } from './state.ts'
import type { MemoryState } from './state.ts'

export const idOn = (coupling: Coupling, side: Side): RecordId => (side === 'erp' ? coupling.erpId : coupling.crmId)

const isLinked = (coupling: Coupling): boolean => coupling.state !== 'creating'

export const couplingStore = (state: MemoryState): CouplingStore => ({
  async findCouplings(connection, mapping, side, ids) {
    const wanted = new Set<string>(ids)
    const all = [...rowsOf(state, connection).couplings.values()]
    return all.filter((coupling) => coupling.mapping === mapping && wanted.has(idOn(coupling, side))).map(stored)
  },

  async readCouplings(connection, ids) {
    const rows = rowsOf(state, connection)
    return [...new Set(ids)].flatMap((id) => {
      const found = rows.couplings.get(id)
      return found === undefined ? [] : [stored(found)]
    })
  },

  async findLinks(connection, wanted) {
    const links = new Map<string, { toCrm: Map<string, RecordId>; toErp: Map<string, RecordId> }>()
    const all = [...rowsOf(state, connection).couplings.values()].filter(isLinked)
    for (const { mapping, side, ids } of wanted) {
      const partners = links.get(mapping) ?? { toCrm: new Map(), toErp: new Map() }
      links.set(mapping, partners)
      const asked = new Set<string>(ids)
      for (const coupling of all) {
        if (coupling.mapping !== mapping || !asked.has(idOn(coupling, side))) continue
        if (side === 'erp') partners.toCrm.set(coupling.erpId, coupling.crmId)
        else partners.toErp.set(coupling.crmId, coupling.erpId)
      }
    }
    return links satisfies Map<string, Partners>
  },

  async findDue(connection, now, limit) {
    const due = [...rowsOf(state, connection).couplings.values()].flatMap((coupling) =>
      coupling.retryAt !== null && coupling.retryAt <= now ? [{ coupling, at: coupling.retryAt }] : [],
    )
    due.sort((a, b) => a.at - b.at)
    return due.slice(0, limit).map(({ coupling }) => stored(coupling))
  },

  async countCoupled(connection, mapping) {
    const all = [...rowsOf(state, connection).couplings.values()]
    return all.filter((coupling) => coupling.mapping === mapping && isLinked(coupling)).length
  },
})

const refOf = (pending: PendingRecord): RecordRef => ({
  mapping: pending.mapping,
  side: pending.side,
  id: pending.recordId,
})

const orderKey = (side: Side, id: RecordId): string => `${side}\u0000${id}`

export const pendingKey = (ref: RecordRef): string => keyOf(ref.mapping, ref.side, ref.id)

export const pendingStore = (state: MemoryState): PendingStore => ({
  async findWaiting(connection, coupled) {
    const arrived = new Set(coupled.map(pendingKey))
    const waiting = [...rowsOf(state, connection).pending.values()].filter((pending) =>
      pending.missing.some((link) => arrived.has(pendingKey(link))),
    )
    return waiting.map(refOf)
  },

  async readPending(connection, { mapping, reason, after, limit }) {
    const floor = after === null ? '' : orderKey(after.side, after.id)
    return [...rowsOf(state, connection).pending.values()]
      .filter((pending) => pending.mapping === mapping && pending.reason === reason)
      .map((pending) => ({ pending, order: orderKey(pending.side, pending.recordId) }))
      .filter(({ order }) => order > floor)
      .toSorted((a, b) => (a.order < b.order ? -1 : 1))
      .slice(0, limit)
      .map(({ pending }) => stored(pending))
  },

  async countPending(connection, mapping, reason) {
    const all = [...rowsOf(state, connection).pending.values()]
    return all.filter((pending) => pending.mapping === mapping && pending.reason === reason).length
  },
})
