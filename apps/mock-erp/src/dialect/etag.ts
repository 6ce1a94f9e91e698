/**
 * Tags as the service writes them: base64 of `'20;<20 digits>1;00;'`, a hash of the row as this page shows it
 * (business-central-protocol, section 5). Calculated figures are not part of it.
 */
import { createHash } from 'node:crypto'
import type { EntitySetDefinition, Row } from '@koble/odata-server'

export function etag(row: Row, set: Pick<EntitySetDefinition, 'entityType'>): string {
  const hash = createHash('sha256').update(`${set.entityType} ${row.id} ${row.rowVersion}`).digest()
  const digits = hash.readBigUInt64BE().toString()
  return `W/"${Buffer.from(`'${digits.length};${digits}1;00;'`).toString('base64')}"`
}
