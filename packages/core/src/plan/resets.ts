/**
 * Fields that the service empties when another one is written (`FieldType.resets`) are written along, so that Koble's own write
 * does not look like a person's erasure at the next run.
 */
import type { ResolvedMapping } from '../mapping/resolved-mapping.ts'
import type { Side } from '../values/side.ts'
import type { Values } from '../values/value.ts'

/** The values to write, those that need it added with what the record holds, in the order of the field mappings. */
export function withResets(mapping: ResolvedMapping, side: Side, values: Values, holds: Values): Values {
  const emptied = new Set(Object.keys(values).flatMap((name) => mapping[side].fields[name]?.resets ?? []))
  if (emptied.size === 0) return values
  const names = new Set(mapping.fields.flatMap((field) => field[side]?.field ?? []))
  const kept = [...names].filter((name) => emptied.has(name) && !(name in values) && (holds[name] ?? null) !== null)
  const all: Values = { ...values, ...Object.fromEntries(kept.map((name) => [name, holds[name] ?? null])) }
  const first = [...names].filter((name) => name in all && !emptied.has(name))
  const after = [...names].filter((name) => name in all && emptied.has(name))
  return Object.fromEntries([...first, ...after].map((name) => [name, all[name] ?? null]))
}
