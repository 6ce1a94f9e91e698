/**
 * The connector's port for choices whose options are coupled like records: an option is a record whose id is its value and
 * whose tag is its label. There are few of them, so each reading takes them all.
 */
import {
  canonical,
  KobleError,
  meetsFilter,
  type Connector,
  type Entity,
  type FieldCondition,
  type RecordId,
  type RemoteRecord,
  type Tag,
  type Value,
} from '@koble/core'
import { asJson } from '@koble/odata-client'
import type { Organization } from '../organization.ts'
import { translating } from '../vendor-error.ts'
import {
  optionColumn,
  optionsPath,
  printOptionMark,
  readOptionMark,
  readOptionsAnswer,
  type OptionValue,
} from './option-definition.ts'

export async function readOptions(
  organization: Organization,
  entity: Entity,
  signal?: AbortSignal,
): Promise<readonly OptionValue[]> {
  const { table, column } = optionColumn(entity)
  const about = `Reading the options of ${table}.${column}`
  // Without "strong" an answer may be 30 s old.
  const request = { method: 'GET', path: optionsPath(entity), headers: { consistency: 'Strong' }, signal } as const
  const options = await translating(about, () =>
    organization.client.send(request, (answer) => readOptionsAnswer(asJson(answer))),
  )
  if (options !== undefined) return options
  throw new KobleError({
    kind: 'misconfigured',
    origin: 'crm',
    code: 'crm-table-missing',
    message: `${about}: the column is no choice. Check the mapping.`,
  })
}

export const optionRecord = (entity: Entity, fields: readonly string[], option: OptionValue): RemoteRecord => {
  const raw: Record<string, Value> = { value: option.value, label: option.label }
  const values: Record<string, Value> = {}
  for (const field of fields) {
    const type = entity.fields[field]
    if (type !== undefined) values[field] = canonical(type, raw[field])
  }
  return { id: idOf(option), values, tag: option.label as Tag, writtenByKoble: null, modifiedAt: null }
}

const idOf = (option: OptionValue): RecordId => String(option.value) as RecordId

type OptionReader = Pick<Connector, 'readPage' | 'count' | 'readByIds' | 'findByValues' | 'openFeed' | 'readChanges'>

export const optionReader = (organization: Organization): OptionReader => {
  const all = async (entity: Entity, fields: readonly string[], signal: AbortSignal | undefined) =>
    (await readOptions(organization, entity, signal)).map((option) => optionRecord(entity, fields, option))

  const matching = async (entity: Entity, where: readonly FieldCondition[], signal: AbortSignal | undefined) =>
    (await all(entity, Object.keys(entity.fields), signal)).filter((record) => meetsFilter(where, record.values))

  return {
    async readPage({ entity, fields, where }, signal) {
      const records = (await matching(entity, where, signal)).map((record) => narrowed(record, fields))
      return { records, nextCursor: null }
    },

    count: async (entity, where, signal) => (await matching(entity, where, signal)).length,

    async readByIds({ entity, fields, ids }, signal) {
      const found = new Map((await all(entity, fields, signal)).map((record) => [record.id, record]))
      return new Map(ids.map((id) => [id, found.get(id) ?? 'gone']))
    },

    async findByValues({ entity, fields, field, values }, signal) {
      const wanted = new Set(values.map((value) => value.toLowerCase()))
      const records = await all(entity, [...new Set([...fields, field])], signal)
      return records.filter((record) => wanted.has(String(record.values[field] ?? '').toLowerCase()))
    },

    openFeed: async ({ entity }, signal) => printOptionMark(await readOptions(organization, entity, signal)),

    async readChanges({ entity, fields, since }, signal) {
      const known = readOptionMark(since)
      if (known === null) return { trouble: 'expired' }
      const options = await readOptions(organization, entity, signal)
      const changed = options.filter(({ value, label }) => known.get(String(value)) !== label)
      const there = new Set<string>(options.map(idOf))
      return {
        changed: changed.map((option) => optionRecord(entity, fields, option)),
        deleted: [...known.keys()].filter((id) => !there.has(id)).map((id) => id as RecordId),
        next: printOptionMark(options),
        more: false,
      }
    },
  }
}

const narrowed = (record: RemoteRecord, fields: readonly string[]): RemoteRecord => ({
  ...record,
  values: Object.fromEntries(fields.map((field) => [field, record.values[field] ?? null])),
})
