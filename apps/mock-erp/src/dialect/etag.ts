/**
 * Tags as the service writes them: base64 of `'20;<20 digits>1;00;'`, a hash of the row as this page shows it
 * (business-central-protocol, section 5). Calculated figures are part of it only where the switch says so.
 */
import { createHash } from 'node:crypto'
import type { EntitySetDefinition, ReadContext, Row } from '@koble/odata-server'

/** `figures`: what of the row is calculated, as text. */
export function etag(row: Row, set: Pick<EntitySetDefinition, 'entityType'>, figures = ''): string {
  const hash = createHash('sha256').update(`${set.entityType} ${row.id} ${row.rowVersion}${figures}`).digest()
  const digits = hash.readBigUInt64BE().toString()
  return `W/"${Buffer.from(`'${digits.length};${digits}1;00;'`).toString('base64')}"`
}

export const figuresOf = (row: Row, set: Pick<EntitySetDefinition, 'properties'>, context: ReadContext): string =>
  Object.entries(set.properties)
    .map(([name, { get }]) => (get === undefined ? '' : ` ${name}=${String(get(row, context))}`))
    .join('')
