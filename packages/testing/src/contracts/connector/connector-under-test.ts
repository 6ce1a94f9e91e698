/** What the connector contract needs of an adapter, and the steps that its rules are made of. */
import type {
  ChangePage,
  Checkpoint,
  Connector,
  EffectId,
  Entity,
  FeedTrouble,
  RecordId,
  RemoteRecord,
  RemoteWrite,
  Tag,
  Values,
  WriteOutcome,
} from '@koble/core'
import { countingIds } from '../../seeded-random.ts'

export interface ConnectorUnderTest {
  readonly connector: Connector
  /** Any entity that may be created, edited and deleted, and two text fields of it that hold up to 20 characters. */
  readonly entity: Entity
  readonly fields: { readonly name: string; readonly other: string }
  /** What else a new record needs. */
  readonly required?: Values
  /** What people do, past Koble. */
  readonly people: {
    add(values: Values): Promise<RecordId>
    edit(id: RecordId, values: Values): Promise<void>
    remove(id: RecordId): Promise<void>
  }
  close(): Promise<void>
}

export const newId = countingIds(0xabcd)

/** What the rules of the suite say in a word. */
export const connectorSteps = (opened: () => ConnectorUnderTest) => {
  const selection = () => {
    const { entity, fields } = opened()
    return { entity, fields: [fields.name, fields.other] }
  }
  const valuesOf = (text: string, other: string | null = null): Values => {
    const { fields, required } = opened()
    return { ...required, [fields.name]: text, [fields.other]: other }
  }
  const nameOf = (record: RemoteRecord): unknown => record.values[opened().fields.name]
  const add = (text: string): Promise<RecordId> => opened().people.add(valuesOf(text))

  const read = async (id: RecordId): Promise<RemoteRecord> => {
    const reading = (await opened().connector.readByIds({ ...selection(), ids: [id] })).get(id)
    if (reading === undefined || reading === 'gone') throw new Error(`Record ${id} of the contract suite is gone.`)
    return reading
  }

  const write = (operation: RemoteWrite['operation'], id: RecordId, values: Values, tag: Tag | null): RemoteWrite => {
    const { entity, fields: select } = selection()
    return { effectId: newId() as EffectId, entity, operation, id, values, tag, select }
  }
  const send = (...writes: readonly RemoteWrite[]): Promise<readonly WriteOutcome[]> => opened().connector.write(writes)
  const endOf = (outcome: WriteOutcome | undefined): string =>
    outcome?.state === 'failed' ? `failed: ${outcome.error.kind}` : (outcome?.state ?? 'no answer')

  /** Pages until there are no more. */
  const follow = async (since: Checkpoint): Promise<{ changed: RecordId[]; deleted: RecordId[]; next: Checkpoint }> => {
    const seen = { changed: [] as RecordId[], deleted: [] as RecordId[], next: since }
    for (let page = 0; page < 100; page += 1) {
      const read: ChangePage | FeedTrouble = await opened().connector.readChanges({
        ...selection(),
        since: seen.next,
      })
      if ('trouble' in read) throw new Error(`The feed is in trouble: ${read.trouble}.`)
      seen.changed.push(...read.changed.map(({ id }) => id))
      seen.deleted.push(...read.deleted)
      seen.next = read.next
      if (!read.more) return seen
    }
    throw new Error('The feed does not end.')
  }

  return { selection, valuesOf, nameOf, add, read, write, send, endOf, follow }
}

export type ConnectorSteps = ReturnType<typeof connectorSteps>
