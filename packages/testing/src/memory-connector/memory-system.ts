/**
 * A small honest system: records with tags, a change feed that never skips, last writers, optimistic concurrency. People edit it
 * with `put` and `remove`; Koble reaches it only through `memoryConnector`.
 */
import type { Checkpoint, Entity, RecordId, RemoteRecord, RemoteWrite, Side, Tag, Value, Values } from '@koble/core'

export type Writer = 'koble' | 'person'

export interface Row {
  readonly values: Values
  readonly tag: Tag
  readonly writer: Writer
  readonly modifiedAt: number
  /** Position in the change feed. */
  readonly change: number
}

export interface Deletion {
  readonly id: RecordId
  readonly change: number
}

export type Applied = 'done' | 'stale' | 'missing' | 'duplicate'

export interface MemorySystem {
  readonly side: Side
  readonly entities: readonly Entity[]
  /** Writes that changed something, by entity name and operation, in order: what a test counts. */
  readonly writes: { readonly entity: string; readonly operation: RemoteWrite['operation']; readonly id: RecordId }[]
  rows(entity: string): ReadonlyMap<RecordId, Row>
  deletions(entity: string): readonly Deletion[]
  read(entity: string, id: RecordId): Row | null
  /** A person makes or edits a record; the fields given change, the others stay (blank on a new one). */
  put(entity: string, id: RecordId, values: Values): void
  /** A person deletes a record. */
  remove(entity: string, id: RecordId): void
  /** Carries out a write as the service would. */
  apply(write: RemoteWrite): Applied
  head(): Checkpoint
  /** The service's numbers go back to an earlier mark, as after a restored backup (rows stay). */
  rewind(to: Checkpoint): void
}

export interface SystemOptions {
  readonly now: () => number
  /** What the service makes of a value that is written (upper case, rounding); as it is when absent. */
  readonly normalise?: (entity: string, field: string, value: Value) => Value
}

interface Table {
  readonly entity: Entity
  readonly rows: Map<RecordId, Row>
  readonly deletions: Deletion[]
}

export const memorySystem = (side: Side, entities: readonly Entity[], options: SystemOptions): MemorySystem => {
  const tables = new Map<string, Table>(
    entities.map((entity) => [entity.name, { entity, rows: new Map(), deletions: [] }]),
  )
  const writes: MemorySystem['writes'] = []
  let change = 0
  let version = 0

  const table = (entity: string): Table => {
    const found = tables.get(entity)
    if (found === undefined) throw new Error(`The ${side} system of this test has no entity ${entity}.`)
    return found
  }

  const store = (entity: string, id: RecordId, values: Values, writer: Writer): void => {
    const { entity: shape, rows } = table(entity)
    const blank = Object.fromEntries(Object.keys(shape.fields).map((field) => [field, null]))
    const before = rows.get(id)?.values ?? blank
    const normal = Object.entries(values).map(([field, value]) => [
      field,
      options.normalise?.(entity, field, value) ?? value,
    ])
    change += 1
    version += 1
    const tag = `W/"${version}"` as Tag
    rows.set(id, {
      values: { ...before, ...Object.fromEntries(normal) },
      tag,
      writer,
      modifiedAt: options.now(),
      change,
    })
  }

  const remove = (entity: string, id: RecordId): void => {
    if (!table(entity).rows.delete(id)) return
    change += 1
    table(entity).deletions.push({ id, change })
  }

  const apply = (write: RemoteWrite): Applied => {
    const row = table(write.entity.name).rows.get(write.id)
    if (write.operation === 'create') {
      if (row !== undefined) return 'duplicate'
    } else {
      if (row === undefined) return 'missing'
      if (row.tag !== write.tag) return 'stale'
    }
    if (write.operation === 'delete') remove(write.entity.name, write.id)
    else store(write.entity.name, write.id, write.values, 'koble')
    writes.push({ entity: write.entity.name, operation: write.operation, id: write.id })
    return 'done'
  }

  return {
    side,
    entities,
    writes,
    rows: (entity) => table(entity).rows,
    deletions: (entity) => table(entity).deletions,
    read: (entity, id) => table(entity).rows.get(id) ?? null,
    put: (entity, id, values) => store(entity, id, values, 'person'),
    remove,
    apply,
    head: () => String(change) as Checkpoint,
    rewind: (to) => void (change = Number(to)),
  }
}

/** A row as its service shows it. `saysWriter` false: the service does not tell who wrote last. */
export const remoteRecord = (id: RecordId, row: Row, fields: readonly string[], saysWriter: boolean): RemoteRecord => ({
  id,
  values: Object.fromEntries(fields.map((field) => [field, row.values[field] ?? null])),
  tag: row.tag,
  writtenByKoble: saysWriter ? row.writer === 'koble' : null,
  modifiedAt: row.modifiedAt,
})
