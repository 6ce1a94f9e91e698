/** The `$select` of a reading: the fields asked for and what every record carries. */
import { KobleError, type Entity } from '@koble/core'
import { wireName } from './read-record.ts'
import { wireTable } from './wire-table.ts'
import type { Session } from '../session.ts'

export function selectOf(entity: Entity, fields: readonly string[], session: Session): readonly string[] {
  if (!session.hasPages) refuseWhatIsMissing(entity, fields)
  const own = session.hasPages ? ['systemModifiedBy'] : []
  // Statistics have no writer: they are computed.
  const system = wireTable(entity).readOnly === true ? [] : own
  return [
    ...new Set(['id', ...fields.map((field) => wireName(entity, field, session)), ...system, 'lastModifiedDateTime']),
  ]
}

/** A field that is not there must not read as blank: that would erase it on the other side. */
function refuseWhatIsMissing(entity: Entity, fields: readonly string[]): void {
  const table = wireTable(entity)
  const missing = table.standardSet === null ? ['all fields'] : fields.filter((one) => table.onlyOnPages.includes(one))
  if (missing.length === 0) return
  throw new KobleError({
    kind: 'misconfigured',
    origin: 'erp',
    code: 'koble-pages-missing',
    message: `Business Central's standard API has no ${missing.join(', ')} of ${entity.name}. Install Koble's extension, or take these fields out of the mapping.`,
    mayHaveApplied: false,
  })
}
