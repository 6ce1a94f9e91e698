/** What people do in a system, past Koble, as the contract suite asks it: over the same API, with a person's token. */
import type { Connector, Entity, RecordId, RemoteRecord, RemoteWrite } from '@koble/core'
import type { ConnectorUnderTest } from '@koble/testing'
import { newId, write } from './open-systems.ts'

export function people(person: Connector, entity: Entity): ConnectorUnderTest['people'] {
  const read = async (id: RecordId): Promise<RemoteRecord> => {
    const reading = (await person.readByIds({ entity, fields: [], ids: [id] })).get(id)
    if (reading === undefined || reading === 'gone') throw new Error(`A person finds no ${entity.label} ${id}.`)
    return reading
  }
  const done = async (one: RemoteWrite): Promise<void> => {
    const [outcome] = await person.write([one])
    if (outcome?.state !== 'done') throw new Error(`A person could not write: ${JSON.stringify(outcome)}`)
  }
  return {
    async add(values) {
      const id = newId()
      await done(write(entity, 'create', id, values))
      return id
    },
    edit: async (id, values) => done(write(entity, 'update', id, values, (await read(id)).tag)),
    remove: async (id) => done(write(entity, 'delete', id, {}, (await read(id)).tag)),
  }
}
