/** Stream properties: links in answers, bytes at the property's own address. Truth: OData protocol 4.01, sections 11.2.4 and 11.4.8. */
import { checkWriteConditions } from './conditions.ts'
import { checkAccess, notAllowed } from './write-entity.ts'
import type { ReadContext, WriteContext } from '../model/context.ts'
import type { EntitySetDefinition, StreamDefinition } from '../model/entity-set.ts'
import type { Row } from '../model/row.ts'
import type { Json } from '../model/value.ts'
import type { Outcome } from './exchange.ts'
import type { Execution } from './execution.ts'

/** The annotations that stand for the stream in its entity; `address` is the entity's. */
export function streamLinks(
  name: string,
  stream: StreamDefinition,
  row: Row,
  address: string,
  context: ReadContext,
): Record<string, Json> {
  const link = `${address}/${name}`
  const contentType = stream.contentType?.(row, context)
  return {
    ...(stream.write !== undefined && { [`${name}@odata.mediaEditLink`]: link }),
    [`${name}@odata.mediaReadLink`]: link,
    ...(contentType !== undefined && { [`${name}@odata.mediaContentType`]: contentType }),
  }
}

export function readStream(stream: StreamDefinition, row: Row, context: ReadContext): Outcome {
  const content = stream.read(row, context)
  return content === undefined
    ? { status: 204, headers: {} }
    : { status: 200, headers: { 'content-type': content.contentType }, bytes: content.bytes }
}

export function writeStream(
  execution: Execution,
  context: WriteContext,
  target: { readonly set: EntitySetDefinition; readonly row: Row; readonly stream: StreamDefinition },
): Outcome {
  const { model, exchange } = execution
  const { set, row, stream } = target
  const { conditions } = model.dialect
  const clears = exchange.method === 'DELETE'
  const isTaken = clears
    ? stream.clear
    : exchange.method === 'PUT' || exchange.method === 'PATCH'
      ? stream.write
      : undefined
  if (isTaken === undefined) return notAllowed(exchange.method, set, model)
  checkWriteConditions(row, set, model, context, clears ? conditions.deleteNeedsIfMatch : conditions.patchNeedsIfMatch)
  checkAccess('modify', { model, context }, set, row)
  const contentType = exchange.headers.get('content-type') ?? 'application/octet-stream'
  if (clears) stream.clear?.(row, context)
  else stream.write?.(row, { contentType, bytes: exchange.body }, context)
  context.usage.rowsWritten += 1
  return { status: 204, headers: {} }
}
