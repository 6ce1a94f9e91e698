/** Couplings: searched, made, taken apart, synchronized now; skipped and waiting records. */
import type { ConnectionId, CouplingId, CrmId, ErpId } from '@koble/core'
import type { CouplingShown as StoredCoupling, EffectShown, Standing, Store } from '@koble/store'
import { isoTime } from '../api/schemas/value.ts'
import { notFound, ProblemError } from '../http/problem.ts'
import { entitiesOf } from '../remotes/entities.ts'
import type { Remote, Remotes } from '../remotes/remotes.ts'
import type { RecordWork } from './record-work.ts'
import { requireEnabled } from './require-enabled.ts'
import type { CouplingInput, CouplingShown, CouplingsService, HistoryEntry } from './services.ts'

export function couplingsService(parts: {
  readonly store: Store
  readonly remotes: Remotes
  readonly work: RecordWork
}): CouplingsService {
  const { store, remotes, work } = parts
  const requireConnection = async (id: string): Promise<ConnectionId> => {
    const row = await store.connections.get(id as ConnectionId)
    if (row === null) throw notFound(`Connection ${id}`)
    return row.id
  }
  const read = async (connection: ConnectionId, id: string): Promise<StoredCoupling> => {
    const coupling = await store.couplings.get(connection, id as CouplingId)
    if (coupling === null) throw notFound(`Coupling ${id}`)
    return coupling
  }
  /** As it is worked on: under a mapping that is switched on. */
  const usable = async (connection: ConnectionId, id: string): Promise<CouplingId> => {
    const coupling = await read(connection, id)
    await requireEnabled(store, connection, coupling.mapping)
    return coupling.id
  }
  const showAll = async (connection: ConnectionId, couplings: readonly StoredCoupling[]): Promise<CouplingShown[]> => {
    const [remote, mappings] = await Promise.all([
      remotes.open(connection, 'interactive').catch(() => null),
      store.mappings.list(connection),
    ])
    const entities = new Map(
      mappings.map(({ name, definition }) => [name, { erp: definition.erp, crm: definition.crm }]),
    )
    return couplings.map((coupling) => show(coupling, remote, entities.get(coupling.mapping)))
  }
  const showOne = async (connection: ConnectionId, id: string): Promise<CouplingShown> => {
    const [shown] = await showAll(connection, [await read(connection, id)])
    return shown!
  }

  return {
    async list(connection, { state, ...filter }) {
      const id = await requireConnection(connection)
      const { items, next } = await store.couplings.list(id, { ...filter, standing: state as Standing | undefined })
      return { items: await showAll(id, items), next }
    },
    get: async (connection, id) => showOne(await requireConnection(connection), id),

    async create(connection, input) {
      const id = await requireConnection(connection)
      if ((await store.mappings.get(id, input.mapping)) === null) throw notFound(`Mapping ${input.mapping}`)
      const job = await work(id, requestOf(input))
      const side = input.erpId === undefined ? 'crm' : 'erp'
      const [coupling] = await store.couplings.findByRecord(
        id,
        side,
        (input.erpId ?? input.crmId ?? '').toLowerCase() as ErpId | CrmId,
        [input.mapping],
      )
      if (coupling === undefined)
        throw new ProblemError(422, 'not-coupled', `The records were not coupled; job ${job.id} says why.`)
      return showOne(id, coupling.id)
    },

    async remove(connection, id) {
      const of = await requireConnection(connection)
      await work(of, { operation: 'uncouple', coupling: await usable(of, id) })
    },

    async synchronize(connection, id, { direction }) {
      const of = await requireConnection(connection)
      await work(of, { operation: 'synchronize', coupling: await usable(of, id), direction })
      return showOne(of, id)
    },

    async history(connection, id, page) {
      const of = await requireConnection(connection)
      const { items, next } = await store.effects.listOfCoupling(of, (await read(of, id)).id, page)
      return { items: items.map(showHistory), next }
    },

    async skipped(connection, page) {
      const id = await requireConnection(connection)
      const { items, next } = await store.couplings.list(id, { ...page, standing: 'skipped' })
      return { items: await showAll(id, items), next }
    },

    async retrySkipped(connection, ids) {
      const of = await requireConnection(connection)
      const chosen =
        ids ?? (await store.couplings.list(of, { standing: 'skipped', limit: 1000 })).items.map((item) => item.id)
      // All must be there before the first is touched.
      const couplings = await Promise.all(chosen.map((id) => usable(of, id)))
      for (const id of couplings) await work(of, { operation: 'retry', coupling: id })
      return couplings.length
    },

    async waiting(connection, page) {
      const { items, next } = await store.problems.listPending(await requireConnection(connection), {
        ...page,
        reason: 'waiting',
      })
      return {
        items: items.flatMap((item) =>
          item.missing.slice(0, 1).map(({ mapping, side, id }) => ({
            mapping: item.mapping,
            side: item.side,
            id: item.recordId,
            name: item.recordName,
            waitsFor: { mapping, side, id },
            since: isoTime(item.since),
          })),
        ),
        next,
      }
    },
  }
}

function requestOf(input: CouplingInput) {
  const { mapping, erpId, crmId } = input
  if (erpId !== undefined && crmId !== undefined)
    return {
      operation: 'couple',
      mapping,
      erpId: erpId.toLowerCase() as ErpId,
      crmId: crmId.toLowerCase() as CrmId,
      winner: winnerOf(input.synchronize),
    } as const
  if (input.create === 'crm' && erpId !== undefined)
    return { operation: 'create', mapping, side: 'erp', id: erpId.toLowerCase() as ErpId } as const
  if (input.create === 'erp' && crmId !== undefined)
    return { operation: 'create', mapping, side: 'crm', id: crmId.toLowerCase() as CrmId } as const
  throw new ProblemError(
    400,
    'records-needed',
    'Name both records (erpId and crmId), or one of them and "create" with the other side.',
  )
}

const winnerOf = (direction: CouplingInput['synchronize']): 'erp' | 'crm' | null =>
  direction === 'toCrm' ? 'erp' : direction === 'toErp' ? 'crm' : null

function show(
  coupling: StoredCoupling,
  remote: Remote | null,
  entities: { erp: string; crm: string } | undefined,
): CouplingShown {
  const urlOn = (side: 'erp' | 'crm', id: ErpId | CrmId): string | null => {
    const entity = entitiesOf(side).find(({ name }) => name === entities?.[side])
    return remote === null || entity === undefined ? null : remote[side].recordUrl(entity, id)
  }
  return {
    id: coupling.id,
    mapping: coupling.mapping,
    erpId: coupling.erpId,
    crmId: coupling.crmId,
    erpName: coupling.erpName,
    crmName: coupling.crmName,
    state: coupling.standing,
    outside: coupling.outside,
    agreedAt: isoTime(coupling.agreedAt),
    problem: coupling.problem?.message ?? null,
    erpUrl: urlOn('erp', coupling.erpId),
    crmUrl: urlOn('crm', coupling.crmId),
  }
}

const showHistory = (effect: EffectShown): HistoryEntry => ({
  at: isoTime(effect.at),
  side: effect.side,
  operation: effect.operation,
  state: effect.state,
  fields: Object.entries(effect.values).map(([field, to]) => ({ field, from: effect.overwrote[field] ?? null, to })),
  error: effect.error?.message ?? null,
})
