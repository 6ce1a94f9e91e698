/** The marks of a write: that there was one, what it carried, for whom it acted. Webhooks read them. */
import type { Draft, JsonObject, Row, WriteContext } from '@koble/odata-server'
import type { TableSchema } from '../schema/table.ts'
import { callerOf, marksOf } from './users.ts'
import { writtenColumns } from './written-columns.ts'

export function stampWrite(
  schema: TableSchema,
  draft: Draft,
  row: Row | undefined,
  body: JsonObject,
  context: WriteContext,
): void {
  const caller = callerOf(context.principal) ?? null
  draft['writecount'] = Number(row?.['writecount'] ?? 0) + 1
  draft['writtencolumns'] = [...writtenColumns(schema, body, draft, row)].join(',')
  const marks = marksOf(context.request.url, context.request.headers)
  draft['writetag'] = marks.tag
  draft['writesilent'] = marks.silent
  if (row === undefined) draft['createdonbehalfby'] = caller
  draft['modifiedonbehalfby'] = caller
}
