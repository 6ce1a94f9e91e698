/** Core's connector port over a `MemorySystem`, with faults; `connectorContract` holds it to the same rules as the real ones. */
import type {
  ChangePage,
  Checkpoint,
  Connector,
  Entity,
  FeedTrouble,
  FieldCondition,
  Reading,
  RecordId,
  RemoteRecord,
  RemoteWrite,
  Value,
  WriteOutcome,
} from '@koble/core'
import { KobleError } from '@koble/core'
import { faultDetail, noFaults } from './faults.ts'
import type { Faults } from './faults.ts'
import { remoteRecord } from './memory-system.ts'
import type { Applied, MemorySystem, Row } from './memory-system.ts'

export interface MemoryConnectorOptions {
  readonly faults?: Partial<Faults>
  /** Whether the answer to a write shows the record; true when absent. */
  readonly answersRecord?: boolean
  /** Whether the service tells who wrote last; true when absent. */
  readonly saysWriter?: boolean
  /** Most changes a feed page holds; 100 when absent. */
  readonly feedPageSize?: number
}

export interface MemoryConnector extends Connector {
  /** Calls by method, for tests that count requests. */
  readonly calls: Record<string, number>
  /** Writes that were late arrive now, as far as their tags still fit. */
  arrive(): void
  /** Marks before this one are no longer known to the feed. */
  expireFeedsBefore(mark: Checkpoint): void
}

export const memoryConnector = (system: MemorySystem, options: MemoryConnectorOptions = {}): MemoryConnector => {
  const faults: Faults = { ...noFaults, ...options.faults }
  const saysWriter = options.saysWriter ?? true
  const answersRecord = options.answersRecord ?? true
  const feedPageSize = options.feedPageSize ?? 100
  const late: RemoteWrite[] = []
  const calls: Record<string, number> = {}
  let oldestMark = 0

  const ask = (request: string, signal?: AbortSignal): void => {
    calls[request] = (calls[request] ?? 0) + 1
    signal?.throwIfAborted()
    const error = faults.onRead(request)
    if (error !== null) throw new KobleError(error)
  }

  const show = (id: RecordId, row: Row, fields: readonly string[]): RemoteRecord =>
    remoteRecord(id, row, fields, saysWriter)

  const select = (entity: Entity, where: readonly FieldCondition[]): [RecordId, Row][] =>
    [...system.rows(entity.name)].filter(([, row]) => where.every((condition) => meets(condition, row))).toSorted(byId)

  const writeOne = (write: RemoteWrite): WriteOutcome => {
    faults.beforeWrite(write)
    const fault = faults.onWrite(write)
    if (fault === 'notSent') return { state: 'notSent' }
    if (fault === 'rejected' || fault === 'unavailable' || fault === 'stale')
      return { state: 'failed', error: faultDetail(system.side, fault, false) }
    if (fault === 'late') late.push(write)
    if (fault === 'late' || fault === 'lostRequest') return lost()
    const applied = system.apply(write)
    const row = system.read(write.entity.name, write.id)
    const record = answersRecord && row !== null ? show(write.id, row, write.select) : null
    faults.afterWrite(write)
    if (fault === 'lostAnswer') return lost()
    return applied === 'done' ? { state: 'done', record } : { state: 'failed', error: refusal(applied) }
  }

  const lost = (): WriteOutcome => ({ state: 'unknown', error: faultDetail(system.side, 'unavailable', true) })
  const refusal = (applied: Exclude<Applied, 'done'>) => faultDetail(system.side, applied, false)

  const feedPage = (entity: Entity, fields: readonly string[], since: Checkpoint): ChangePage | FeedTrouble => {
    const mark = Number(since)
    if (Number.isNaN(mark) || mark < oldestMark) return { trouble: 'expired' }
    if (mark > Number(system.head()))
      return { trouble: 'wentBackwards', message: `Change ${since} is not known; the last one is ${system.head()}.` }
    const changed = [...system.rows(entity.name)].map(([id, row]) => ({ id, row, change: row.change }))
    const deleted = system.deletions(entity.name).map(({ id, change }) => ({ id, row: null, change }))
    const all = [...changed, ...deleted].filter(({ change }) => change > mark).toSorted((a, b) => a.change - b.change)
    const page = all.slice(0, feedPageSize)
    const more = all.length > page.length
    return {
      changed: page.flatMap(({ id, row }) => (row === null ? [] : [show(id, row, fields)])),
      deleted: page.flatMap(({ id, row }) => (row === null ? [id] : [])),
      next: more ? (String(page.at(-1)?.change ?? mark) as Checkpoint) : system.head(),
      more,
    }
  }

  return {
    side: system.side,
    calls,
    arrive: () => {
      for (const write of late.splice(0)) system.apply(write)
    },
    expireFeedsBefore: (mark) => void (oldestMark = Number(mark)),
    async check() {
      return [{ name: 'sign-in', label: 'Sign in', ok: true, message: 'The test is signed in.' }]
    },
    async readPage({ entity, fields, where, cursor, pageSize }, signal) {
      ask('readPage', signal)
      const rows = select(entity, where).filter(([id]) => cursor === null || id > cursor)
      const page = rows.slice(0, pageSize)
      const last = page.at(-1)
      return {
        records: page.map(([id, row]) => show(id, row, fields)),
        nextCursor: rows.length > page.length && last !== undefined ? last[0] : null,
      }
    },
    async count(entity, where, signal) {
      ask('count', signal)
      return select(entity, where).length
    },
    async readByIds({ entity, fields, ids }, signal) {
      ask('readByIds', signal)
      return new Map<RecordId, Reading>(
        ids.map((id) => {
          const row = system.read(entity.name, id)
          return [id, row === null ? 'gone' : show(id, row, fields)]
        }),
      )
    },
    async findByValues({ entity, fields, field, values }, signal) {
      ask('findByValues', signal)
      const wanted = new Set(values.map((value) => value.toLowerCase()))
      return select(entity, [])
        .filter(([, row]) => wanted.has(String(row.values[field] ?? '').toLowerCase()))
        .map(([id, row]) => show(id, row, fields))
    },
    async openFeed(_selection, signal) {
      ask('openFeed', signal)
      return system.head()
    },
    async readChanges({ entity, fields, since }, signal) {
      ask('readChanges', signal)
      return feedPage(entity, fields, since)
    },
    async peekFeeds(marks, signal) {
      ask('peekFeeds', signal)
      return [...marks].map(([entity, mark]) => ({ entity: entity.name, moved: mark !== system.head() }))
    },
    async write(writes, signal) {
      calls['write'] = (calls['write'] ?? 0) + 1
      return writes.map((write) => (signal?.aborted === true ? { state: 'notSent' } : writeOne(write)))
    },
    recordUrl: (entity, id) => `https://${system.side}.test/${entity.name}/${id}`,
  }
}

const byId = ([a]: [RecordId, Row], [b]: [RecordId, Row]): number => (a < b ? -1 : 1)

const meets = ({ field, operator, value, values }: FieldCondition, row: Row): boolean => {
  const held: Value = row.values[field] ?? null
  switch (operator) {
    case 'eq':
      return held === (value ?? null)
    case 'ne':
      return held !== (value ?? null)
    case 'in':
      return (values ?? []).some((one) => one === held)
    case 'isBlank':
      return held === null
    case 'isNotBlank':
      return held !== null
  }
}
