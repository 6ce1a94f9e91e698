/** Table mappings of a connection, as data, with every version they had. */
import type { ConnectionId, TableMapping } from '@koble/core'
import { type RawBuilder, sql } from 'kysely'
import { notFound, versionMoved } from '../errors.ts'
import { type Db, transact, type Tx } from '../sql/db.ts'
import { json, rowsOf } from '../sql/page.ts'

export interface MappingRow {
  readonly connection: ConnectionId
  readonly name: string
  readonly version: number
  readonly position: number
  readonly definition: TableMapping
  readonly updatedAt: number
  readonly updatedBy: string
}

export interface MappingVersion {
  readonly version: number
  /** Null: the mapping was removed with this version. */
  readonly definition: TableMapping | null
  readonly at: number
  readonly by: string
}

export interface Mappings {
  /** In the order in which they were added. */
  list(connection: ConnectionId): Promise<readonly MappingRow[]>
  get(connection: ConnectionId, name: string): Promise<MappingRow | null>
  /**
   * Adds or replaces it under its own name. With `version` it throws `version-moved` when that is not the present one (0: when it
   * is there already).
   */
  put(
    connection: ConnectionId,
    definition: TableMapping,
    change: { readonly by: string; readonly now: number; readonly version?: number | undefined },
  ): Promise<MappingRow>
  /** Several new ones in one statement, in their order; those that are there stay as they are. */
  addAll(
    connection: ConnectionId,
    definitions: readonly TableMapping[],
    change: { readonly by: string; readonly now: number },
  ): Promise<void>
  remove(connection: ConnectionId, name: string, change: { readonly by: string; readonly now: number }): Promise<void>
  /** Newest first. */
  versions(connection: ConnectionId, name: string): Promise<readonly MappingVersion[]>
}

const columns: RawBuilder<MappingRow> = sql`
  connection, name, version, position, definition, updated_at as "updatedAt", updated_by as "updatedBy"`

export const mappings = (db: Db): Mappings => ({
  async list(connection) {
    const { rows } = await sql<MappingRow>`
      select ${columns} from mapping where connection = ${connection} order by position, name`.execute(db)
    return rows
  },

  get: (connection, name) => readMapping(db, connection, name),

  put: (connection, definition, { by, now, version }) =>
    transact(db, async (tx) => {
      await lockMappings(tx, connection)
      const present = await readMapping(tx, connection, definition.name)
      const seen = present?.version ?? 0
      if (version !== undefined && version !== seen) throw versionMoved(`Mapping ${definition.name}`, version, seen)
      const next = (await lastVersion(tx, connection, definition.name)) + 1
      await sql`
        insert into mapping (connection, name, version, position, definition, updated_at, updated_by)
        values (${connection}, ${definition.name}, ${next},
          (select coalesce(max(position), 0) + 1 from mapping where connection = ${connection}),
          ${json(definition)}, ${now}, ${by})
        on conflict (connection, name) do update set version = excluded.version, definition = excluded.definition,
          updated_at = excluded.updated_at, updated_by = excluded.updated_by`.execute(tx)
      await addVersion(tx, connection, definition.name, next, definition, by, now)
      const row = await readMapping(tx, connection, definition.name)
      if (row === null) throw notFound(`Mapping ${definition.name}`)
      return row
    }),

  addAll: (connection, definitions, { by, now }) =>
    transact(db, async (tx) => {
      await lockMappings(tx, connection)
      const page = rowsOf(
        definitions.map((definition, index) => ({ name: definition.name, index: index + 1, definition })),
        'name text, index integer, definition jsonb',
      )
      await sql`
        with added as (
          insert into mapping (connection, name, version, position, definition, updated_at, updated_by)
          select ${connection}, name,
            1 + coalesce((select max(version) from mapping_version v
              where v.connection = ${connection} and v.name = row.name), 0),
            index + coalesce((select max(position) from mapping where connection = ${connection}), 0),
            definition, ${now}::bigint, ${by}
          from ${page}
          on conflict (connection, name) do nothing
          returning connection, name, version, definition)
        insert into mapping_version (connection, name, version, definition, at, by)
        select connection, name, version, definition, ${now}::bigint, ${by} from added`.execute(tx)
    }),

  remove: (connection, name, { by, now }) =>
    transact(db, async (tx) => {
      await lockMappings(tx, connection)
      const next = (await lastVersion(tx, connection, name)) + 1
      const { rows } = await sql`
        delete from mapping where connection = ${connection} and name = ${name} returning 1`.execute(tx)
      if (rows.length === 0) throw notFound(`Mapping ${name}`)
      await addVersion(tx, connection, name, next, null, by, now)
    }),

  async versions(connection, name) {
    const { rows } = await sql<MappingVersion>`
      select version, definition, at, by from mapping_version
      where connection = ${connection} and name = ${name} order by version desc`.execute(db)
    return rows
  },
})

/** Two people who save at once get two versions, one after the other. */
async function lockMappings(tx: Tx, connection: ConnectionId): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext(${`koble mappings ${connection}`}))`.execute(tx)
}

async function readMapping(db: Db | Tx, connection: ConnectionId, name: string): Promise<MappingRow | null> {
  const { rows } = await sql<MappingRow>`
    select ${columns} from mapping where connection = ${connection} and name = ${name}`.execute(db)
  return rows[0] ?? null
}

async function lastVersion(tx: Tx, connection: ConnectionId, name: string): Promise<number> {
  const { rows } = await sql<{ version: number | null }>`
    select max(version) as version from mapping_version where connection = ${connection} and name = ${name}`.execute(tx)
  return rows[0]?.version ?? 0
}

async function addVersion(
  tx: Tx,
  connection: ConnectionId,
  name: string,
  version: number,
  definition: TableMapping | null,
  by: string,
  now: number,
): Promise<void> {
  await sql`
    insert into mapping_version (connection, name, version, definition, at, by)
    values (${connection}, ${name}, ${version}, ${json(definition)}, ${now}, ${by})`.execute(tx)
}
