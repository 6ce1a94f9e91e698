/**
 * Finds partners for records that have none, by the mapping's match steps: what matches exactly one uncoupled record, and is
 * matched by it alone, is coupled; what is ambiguous is listed and not created; the rest goes its way.
 */
import type { MatchStep } from '../mapping/table-mapping.ts'
import { meetsFilter } from '../mapping/meets-filter.ts'
import type { ResolvedField, ResolvedMapping } from '../mapping/resolved-mapping.ts'
import { selectionOf } from '../mapping/selection-of.ts'
import { carry } from '../plan/translate.ts'
import type { RemoteRecord } from '../ports/connector.ts'
import type { RecordId } from '../values/ids.ts'
import { otherSide } from '../values/side.ts'
import type { Side } from '../values/side.ts'
import type { Value } from '../values/value.ts'
import type { Run } from './context.ts'
import { idOn } from './coupling-ids.ts'
import { couplingsOf } from './open-couplings.ts'

export interface Matches {
  readonly matched: readonly { readonly record: RemoteRecord; readonly partner: RemoteRecord }[]
  readonly ambiguous: readonly { readonly record: RemoteRecord; readonly hits: readonly RecordId[] }[]
  readonly unmatched: readonly RemoteRecord[]
}

interface BoundField {
  readonly field: ResolvedField
  readonly ignoreCase: boolean
}

export const matchRecords = async (
  run: Run,
  mapping: ResolvedMapping,
  side: Side,
  records: readonly RemoteRecord[],
): Promise<Matches> => {
  const matched: Matches['matched'][number][] = []
  const ambiguous = new Map<RecordId, Matches['ambiguous'][number]>()
  const taken = new Set<RecordId>()
  let open = records
  for (const step of mapping.definition.match) {
    const fields = bind(mapping, step)
    if (fields === null || open.length === 0) continue
    const hits = await hitsOf(run, mapping, side, fields, open)
    const rivals = await rivalsOf(run, mapping, side, fields, hits)
    const rest: RemoteRecord[] = []
    for (const record of open) {
      const mine = (hits.get(record.id) ?? []).filter((hit) => !taken.has(hit.id))
      const partner = mine[0]
      if (partner === undefined) {
        rest.push(record)
        continue
      }
      const others = (rivals.get(partner.id) ?? []).filter((id) => id !== record.id)
      if (mine.length === 1 && others.length === 0) {
        matched.push({ record, partner })
        ambiguous.delete(record.id)
        taken.add(partner.id)
      } else {
        ambiguous.set(record.id, { record, hits: mine.map((hit) => hit.id) })
        rest.push(record)
      }
    }
    open = rest
  }
  return {
    matched,
    ambiguous: [...ambiguous.values()],
    unmatched: open.filter((record) => !ambiguous.has(record.id)),
  }
}

/** Null for a step that names a field which cannot be compared by value: a constant, a reference. */
const bind = (mapping: ResolvedMapping, step: MatchStep): readonly BoundField[] | null => {
  const fields = step.fields.flatMap(({ field, ignoreCase }): readonly BoundField[] => {
    const found = mapping.fields.find((one) => one.name === field)
    const usable = found?.erp != null && found.crm != null && found.mapping.reference === undefined
    return found !== undefined && usable ? [{ field: found, ignoreCase }] : []
  })
  return fields.length === step.fields.length && fields.length > 0 ? fields : null
}

type Hits = ReadonlyMap<RecordId, readonly RemoteRecord[]>

/** Uncoupled records of the other side that agree in all fields, by the record that they match. */
const hitsOf = async (
  run: Run,
  mapping: ResolvedMapping,
  side: Side,
  fields: readonly BoundField[],
  records: readonly RemoteRecord[],
): Promise<Hits> => {
  const other = otherSide(side)
  const keys = new Map(records.map((record) => [record.id, keyOf(fields, side, other, record)]))
  const found = await findBy(
    run,
    mapping,
    other,
    fields,
    [...keys.values()].flatMap((key) => key?.[0] ?? []),
  )
  const free = await uncoupled(run, mapping, other, found)
  const byKey = Map.groupBy(free, (record) => textOf(fields, keyOf(fields, other, other, record)))
  return new Map(
    records.flatMap((record) => {
      const key = textOf(fields, keys.get(record.id) ?? null)
      const hits = key === null ? undefined : byKey.get(key)
      return hits === undefined ? [] : [[record.id, hits]]
    }),
  )
}

/** Uncoupled records of the own side, this page's or not, that match the same partner. */
const rivalsOf = async (
  run: Run,
  mapping: ResolvedMapping,
  side: Side,
  fields: readonly BoundField[],
  hits: Hits,
): Promise<ReadonlyMap<RecordId, readonly RecordId[]>> => {
  const partners = new Map([...hits.values()].flat().map((hit) => [hit.id, hit]))
  const other = otherSide(side)
  const keys = new Map([...partners.values()].map((hit) => [hit.id, keyOf(fields, other, side, hit)]))
  const found = await findBy(
    run,
    mapping,
    side,
    fields,
    [...keys.values()].flatMap((key) => key?.[0] ?? []),
  )
  const free = await uncoupled(run, mapping, side, found)
  const byKey = Map.groupBy(free, (record) => textOf(fields, keyOf(fields, side, side, record)))
  return new Map(
    [...keys].map(([id, key]) => [
      id,
      key === null ? [] : (byKey.get(textOf(fields, key)) ?? []).map((record) => record.id),
    ]),
  )
}

const findBy = (
  run: Run,
  mapping: ResolvedMapping,
  on: Side,
  [first]: readonly BoundField[],
  values: readonly Value[],
): Promise<readonly RemoteRecord[]> => {
  const field = first?.field[on]?.field
  const wanted = [...new Set(values.map(String))]
  if (field === undefined || wanted.length === 0) return Promise.resolve([])
  const request = { entity: mapping[on], fields: selectionOf(mapping, on), field, values: wanted }
  return run.context.connectors[on].findByValues(request, run.signal)
}

const uncoupled = async (
  run: Run,
  mapping: ResolvedMapping,
  on: Side,
  records: readonly RemoteRecord[],
): Promise<readonly RemoteRecord[]> => {
  const { erpFilter, crmFilter } = mapping.definition
  const inside = records.filter((record) => meetsFilter(on === 'erp' ? erpFilter : crmFilter, record.values))
  const couplings = await couplingsOf(
    run,
    mapping,
    on,
    inside.map((record) => record.id),
  )
  const taken = new Set(couplings.map((coupling) => idOn(coupling, on)))
  return inside.filter((record) => !taken.has(record.id))
}

/** A record's values as the side `as` would hold them; null when one is blank or cannot be carried. Blanks match nothing. */
const keyOf = (
  fields: readonly BoundField[],
  from: Side,
  as: Side,
  record: RemoteRecord,
): readonly Exclude<Value, null>[] | null => {
  const values = fields.map(({ field }) => {
    const held = record.values[field[from]?.field ?? ''] ?? null
    if (held === null || from === as) return held
    const carried = carry(field, as, held, new Map())
    return 'ok' in carried ? carried.ok : null
  })
  const whole = values.filter((value) => value !== null)
  return whole.length === values.length ? whole : null
}

/** Equal for records that match. */
const textOf = (fields: readonly BoundField[], key: readonly Exclude<Value, null>[] | null): string | null =>
  key === null
    ? null
    : JSON.stringify(
        key.map((value, index) => {
          const bound = fields[index]
          const upper = bound?.field.erp?.type.upperCase === true || bound?.field.crm?.type.upperCase === true
          const text = String(value).trim()
          return bound?.ignoreCase === true || upper ? text.toLowerCase() : text
        }),
      )
