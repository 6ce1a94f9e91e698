/** Whether two conflicts show the same: kind, fields and values. Messages and the order of fields do not count. */
import type { ContestedField, Pair, PlannedConflict } from '../plan/plan.ts'

export const sameConflict = (a: PlannedConflict | null, b: PlannedConflict | null): boolean => {
  if (a === null || b === null) return a === b
  if (a.kind !== b.kind || goneOn(a) !== goneOn(b) || a.fields.length !== b.fields.length) return false
  const byName = new Map(b.fields.map((field) => [field.field, field]))
  return a.fields.every((field) => sameField(field, byName.get(field.field)))
}

const goneOn = (conflict: PlannedConflict): string | null => (conflict.kind === 'deletion' ? conflict.goneOn : null)

const sameField = (a: ContestedField, b: ContestedField | undefined): boolean =>
  b !== undefined && a.erp === b.erp && a.crm === b.crm && samePair(a.base, b.base)

const samePair = (a: Pair | null, b: Pair | null): boolean =>
  a === null || b === null ? a === b : a.erp === b.erp && a.crm === b.crm
