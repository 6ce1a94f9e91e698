/** What a line takes from its document: owner and currency (reference/dataverse-protocol.md, section 15: "details inherit"). */
import type { Draft, Row, WriteContext } from '@koble/odata-server'
import { tables } from '../schema/tables.ts'
import type { Header, TableSchema } from '../schema/table.ts'
import { demand } from '../security/access.ts'

const ownerColumns = ['ownerid', 'owneridtype', 'owninguser', 'owningteam', 'owningbusinessunit'] as const

const headerOf = (header: Header, draft: Draft | Row, context: WriteContext): Row | undefined =>
  context.data.get(header.table, String(draft[header.column] ?? ''))

export function inheritFromHeader(schema: TableSchema, draft: Draft, context: WriteContext): void {
  const header = schema.header && headerOf(schema.header, draft, context)
  if (header === undefined) return
  for (const column of ownerColumns) draft[column] = header[column] ?? null
  draft['transactioncurrencyid'] = header['transactioncurrencyid'] ?? null
}

/** A line is a part of its document: who may not change the document may not add to it. */
export function demandHeader(schema: TableSchema, draft: Draft, context: WriteContext): void {
  const header = schema.header && headerOf(schema.header, draft, context)
  const table = tables.get(schema.header?.table ?? '')
  if (header !== undefined && table !== undefined) demand(table, 'write', header, context)
}

/** An assigned document takes its lines along. */
export function carryOwner(schema: TableSchema, row: Row, before: Row, context: WriteContext): void {
  if (row['ownerid'] === before['ownerid']) return
  for (const line of tables.values()) {
    if (line.header?.table !== schema.name) continue
    for (const found of Array.from(context.data.find(line.name, { [line.header.column]: row.id }))) {
      context.data.update(line.name, found.id, {
        ...Object.fromEntries(ownerColumns.map((column) => [column, row[column] ?? null])),
        writecount: Number(found['writecount'] ?? 0) + 1,
        writtencolumns: 'ownerid',
      })
    }
  }
}
