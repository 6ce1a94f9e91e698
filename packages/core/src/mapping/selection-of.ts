/** The fields that a connector must read for a mapping, once each: mapped ones, those of filters and deactivation, the name. */
import type { Side } from '../values/side.ts'
import type { ResolvedMapping } from './resolved-mapping.ts'

export function selectionOf(mapping: ResolvedMapping, side: Side): readonly string[] {
  const definition = mapping.definition
  const filter = side === 'erp' ? definition.erpFilter : definition.crmFilter
  return [
    ...new Set([
      mapping[side].nameField,
      ...mapping.fields.flatMap((field) => field[side]?.field ?? []),
      ...filter.map((condition) => condition.field),
      ...Object.keys(definition.deactivate?.[side] ?? {}),
    ]),
  ]
}
