/** The direction that a field mapping has within its table mapping's. */
import type { Side } from '../values/side.ts'
import type { Direction, FieldMapping, TableMapping } from './table-mapping.ts'

/** Null when the table's direction leaves the field none. A constant only travels to the side that has the field. */
export function fieldDirection(
  table: Pick<TableMapping, 'direction'>,
  field: Pick<FieldMapping, 'direction' | 'erp' | 'crm'>,
): Direction | null {
  const own = field.erp === null ? 'toCrm' : field.crm === null ? 'toErp' : field.direction
  if (table.direction === 'both' || table.direction === own) return own
  return own === 'both' ? table.direction : null
}

/** Whether a direction lets values travel to that side. */
export const travelsTo = (direction: Direction | null, side: Side): boolean =>
  direction === 'both' || direction === (side === 'erp' ? 'toErp' : 'toCrm')
