/** Conflicts: shown field by field, resolved under the version that the person saw. */
import type { ConflictId, ConnectionId, ContestedField } from '@koble/core'
import type { ConflictShown as StoredConflict, Store } from '@koble/store'
import { isoTime } from '../api/schemas/value.ts'
import { notFound, ProblemError } from '../http/problem.ts'
import type { RecordWork } from './record-work.ts'
import { requireEnabled } from './require-enabled.ts'
import type { ConflictShown, ConflictsService, ResolveInput } from './services.ts'

export function conflictsService({
  store,
  work,
}: {
  readonly store: Store
  readonly work: RecordWork
}): ConflictsService {
  const requireConnection = async (id: string): Promise<ConnectionId> => {
    const row = await store.connections.get(id as ConnectionId)
    if (row === null) throw notFound(`Connection ${id}`)
    return row.id
  }
  const open = async (connection: string, id: string): Promise<StoredConflict> => {
    const conflict = await store.conflicts.get(connection as ConnectionId, id as ConflictId)
    if (conflict === null || conflict.closedAt !== null) throw notFound(`Conflict ${id}`)
    return conflict
  }
  const moved = (conflict: StoredConflict): ProblemError =>
    new ProblemError(
      409,
      'conflict-moved',
      `${conflict.erpName ?? 'The record'} changed since you looked: a system moved it again. The conflict as it is now is in "conflict"; choose again.`,
      { conflict: show(conflict) },
    )

  return {
    async list(connection, page) {
      const { items, next } = await store.conflicts.list(await requireConnection(connection), page)
      return { items: items.map(show), next }
    },
    get: async (connection, id) => show(await open(connection, id)),
    async resolve(connection, id, { version, choose }) {
      const conflict = await open(connection, id)
      if (conflict.version !== version) throw moved(conflict)
      requireChoice(conflict, choose)
      await requireEnabled(store, connection as ConnectionId, conflict.mapping)
      try {
        await work(connection as ConnectionId, { operation: 'resolve', coupling: conflict.coupling, version, choose })
      } catch (error) {
        const now = await store.conflicts.get(connection as ConnectionId, id as ConflictId)
        if (now !== null && now.closedAt === null && now.version !== version) throw moved(now)
        throw error
      }
    },
  }
}

/** A choice by field must be of this conflict, and decide something. */
function requireChoice({ conflict }: StoredConflict, choose: ResolveInput['choose']): void {
  if (typeof choose === 'string') return
  const contested = conflict.kind === 'deletion' ? [] : conflict.fields.map(({ field }) => field)
  const foreign = Object.keys(choose).filter((field) => !contested.includes(field))
  if (foreign.length === 0 && Object.keys(choose).length > 0) return
  const what = foreign.length === 0 ? 'Nothing is chosen.' : `Not contested here: ${foreign.join(', ')}.`
  const ways =
    contested.length === 0
      ? 'One record is gone, so choose "erp" or "crm" as a whole.'
      : `Choose "erp" or "crm", or one of these fields: ${contested.join(', ')}.`
  throw new ProblemError(422, 'choice-foreign', `${what} ${ways}`)
}

const showField = ({ field, base, erp, crm }: ContestedField): ConflictShown['fields'][number] => ({
  field,
  label: field,
  base: base === null ? null : { ...base },
  erp,
  crm,
})

function show(row: StoredConflict): ConflictShown {
  const { conflict } = row
  return {
    id: row.id,
    version: row.version,
    kind: conflict.kind,
    mapping: row.mapping,
    coupling: row.coupling,
    erpName: row.erpName,
    crmName: row.crmName,
    goneOn: conflict.kind === 'deletion' ? conflict.goneOn : null,
    message: conflict.kind === 'deletion' ? null : (conflict.message ?? null),
    fields: conflict.fields.map(showField),
    openedAt: isoTime(row.openedAt),
  }
}
