/** Mappings of a connection as data; nothing is stored that does not validate. */
import { standardConverters, validateMapping, type Clock, type ConnectionId, type TableMapping } from '@koble/core'
import type { MappingRow, Store } from '@koble/store'
import { notFound, ProblemError } from '../http/problem.ts'
import { allEntities } from '../remotes/entities.ts'
import type { Mapping, MappingProblems, MappingsService } from './services.ts'

export function mappingsService(parts: {
  readonly store: Store
  readonly clock: Clock
  readonly changed: (id: ConnectionId) => void
}): MappingsService {
  const { store, clock, changed } = parts
  const requireConnection = async (id: string): Promise<ConnectionId> => {
    const row = await store.connections.get(id as ConnectionId)
    if (row === null) throw notFound(`Connection ${id}`)
    return row.id
  }
  const validate = async (connection: ConnectionId, definition: TableMapping): Promise<MappingProblems> => {
    const others = (await store.mappings.list(connection))
      .map((row) => row.definition)
      .filter(({ name }) => name !== definition.name)
    const problems = validateMapping(definition, {
      entities: allEntities,
      converters: standardConverters,
      mappings: [...others, definition],
    })
    return { ok: problems.length === 0, problems: [...problems] }
  }

  /** Others would name a mapping that is not there. */
  const requireUnneeded = async (connection: ConnectionId, name: string): Promise<void> => {
    const needing = (await store.mappings.list(connection)).filter(
      ({ definition }) =>
        definition.name !== name &&
        (definition.dependsOn.includes(name) || definition.fields.some(({ reference }) => reference?.mapping === name)),
    )
    if (needing.length === 0) return
    const names = needing.map((row) => `"${row.name}"`).join(', ')
    throw new ProblemError(
      422,
      'mapping-needed',
      `The mapping "${name}" is needed by ${names}. Take it out of their dependencies and references first, or switch it off instead.`,
    )
  }

  return {
    list: async (connection) => (await store.mappings.list(await requireConnection(connection))).map(show),
    async get(connection, name) {
      const row = await store.mappings.get(await requireConnection(connection), name)
      if (row === null) throw notFound(`Mapping ${name}`)
      return show(row)
    },
    async put(connection, _name, definition, by) {
      const id = await requireConnection(connection)
      const { ok, problems } = await validate(id, definition)
      if (!ok)
        throw new ProblemError(422, 'invalid-mapping', problems.map(({ message }) => message).join(' '), {
          errors: problems.map(({ field, message }) => ({ path: field ?? '', message })),
        })
      const row = await store.mappings.put(id, definition, { by, now: clock.now() })
      changed(id)
      return show(row)
    },
    async remove(connection, name, by) {
      const id = await requireConnection(connection)
      await requireUnneeded(id, name)
      await store.mappings.remove(id, name, { by, now: clock.now() })
      changed(id)
    },
    validate: async (connection, definition) => validate(await requireConnection(connection), definition),
  }
}

/** A definition is plain JSON; the copy drops its read-only types and what is absent. */
const show = (row: MappingRow): Mapping => ({
  ...(JSON.parse(JSON.stringify(row.definition)) as Omit<Mapping, 'version'>),
  version: row.version,
})
