/** Giving a row to someone else is an assignment: the caller may assign, and the new owner may read such rows (reference/dataverse-protocol.md, section 15). */
import type { Draft, Reader, Row, WriteContext } from '@koble/odata-server'
import { errors } from '../crm-error.ts'
import type { TableSchema } from '../schema/table.ts'
import { tables } from '../schema/tables.ts'
import { demand, refuseWith } from '../security/access.ts'
import { userDepth } from '../security/rights.ts'

export function checkOwner(schema: TableSchema, draft: Draft, row: Row | undefined, context: WriteContext): void {
  if (schema.ownership !== 'user') return
  const owner = String(draft['ownerid'])
  if (owner === (row?.['ownerid'] ?? context.principal.id)) return
  if (row !== undefined) demand(schema, 'assign', row, context)
  if (draft['owneridtype'] === 'team') return
  if (userDepth(context.data, owner, schema.name, 'read') === 'none') refuseWith(errors.ownerWithoutRights())
}

export const ownsRows = (id: string, data: Reader): boolean =>
  [...tables.values()].some((schema) => {
    if (schema.ownership !== 'user') return false
    for (const _owned of data.find(schema.name, { ownerid: id })) return true
    return false
  })
