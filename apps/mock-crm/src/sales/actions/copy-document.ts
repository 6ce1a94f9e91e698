/**
 * A document made from another one: every column that both have and that may be set on create, and every line with its amounts. It goes
 * through the rules of the new document's sets, so that rights, numbers, owners and references are those of any create.
 */
import { RawNumber, type Json, type JsonObject, type Row, type WriteContext } from '@koble/odata-server'
import type { Column } from '../../schema/column.ts'
import { tableOf } from '../../schema/tables.ts'
import type { TableSchema } from '../../schema/table.ts'
import { typeColumn } from '../../service/stored-table.ts'
import { whileCopying } from '../copied-line.ts'
import type { SalesDocument } from '../documents.ts'
import { systemWrite } from '../system-write.ts'
import { linesOf } from '../totals.ts'

/** A copy begins a life of its own: these are not the source's. */
const notCopied = new Set([
  'ownerid',
  'statecode',
  'statuscode',
  'pricingerrorcode',
  'overriddencreatedon',
  'importsequencenumber',
  'processid',
  'stageid',
  'traversedpath',
  'closedon',
  'lastbackofficesubmit',
])

const totals = [
  'totallineitemamount',
  'totallineitemdiscountamount',
  'totaldiscountamount',
  'totalamountlessfreight',
  'totaltax',
  'totalamount',
  'pricingerrorcode',
]

export interface Source {
  readonly document: SalesDocument
  readonly row: Row
}

/** `links` are further properties of the new header, as a client would send them. */
export function copyDocument(source: Source, target: SalesDocument, links: JsonObject, context: WriteContext): Row {
  const body = bodyOf(source.row, source.document.table, target.table)
  const header = context.sets.insert(target.set, { ...body, ...links })
  copyLines(source, target, header, context)
  const fresh = context.data.get(target.table, header.id) ?? header
  // Whatever prices the new document: what was agreed in the old one stands.
  const agreed = Object.fromEntries(totals.map((name) => [name, source.row[name] ?? null]))
  return systemWrite(target.table, fresh, agreed, context)
}

export function copyLines(source: Source, target: SalesDocument, header: Row, context: WriteContext): void {
  const copied = tableOf(target.line.table).columns['iscopied'] === undefined ? {} : { iscopied: true }
  for (const line of linesOf(source.document, source.row.id, context.data)) {
    const body = {
      ...bodyOf(line, source.document.line.table, target.line.table, source.document.line.header),
      ...copied,
    }
    const parent = { column: target.line.header, row: header }
    whileCopying(line, context, () => context.sets.insert(target.line.set, body, parent))
  }
}

function bodyOf(row: Row, from: string, to: string, parent?: string): JsonObject {
  const source = tableOf(from)
  const target = tableOf(to)
  const body: Record<string, Json> = {}
  for (const [name, column] of Object.entries(target.columns)) {
    if (!isCopied(name, column, source, target) || name === parent) continue
    const value = row[name] ?? null
    if (value === null) continue
    if (column.targets === undefined) body[name] = jsonOf(column, value)
    else body[`${navigationOf(name, column, row)}@odata.bind`] = addressOf(name, column, row)
  }
  return body
}

const isCopied = (name: string, column: Column, source: TableSchema, target: TableSchema): boolean =>
  !notCopied.has(name) &&
  (column.access === 'all' || column.access === 'create') &&
  name !== source.primaryId &&
  name !== target.primaryId &&
  source.columns[name]?.type === column.type

const jsonOf = (column: Column, value: string | number | boolean): Json =>
  column.type === 'Money' || column.type === 'Decimal' ? new RawNumber(String(value)) : value

const targetOf = (name: string, column: Column, row: Row) =>
  column.targets?.find((target) => target.table === row[typeColumn(name)]) ?? column.targets?.[0]

const navigationOf = (name: string, column: Column, row: Row): string => targetOf(name, column, row)?.navigation || name

const addressOf = (name: string, column: Column, row: Row): string =>
  `/${tableOf(targetOf(name, column, row)?.table ?? '').setName}(${String(row[name])})`
