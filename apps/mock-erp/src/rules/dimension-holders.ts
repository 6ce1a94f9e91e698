/** The records that have a dimension set, and what changes with it (erp-business-logic, section 7.1). */
import type { Reader, Row, Transaction } from '@koble/odata-server'
import { findAll } from '../tables/find-all.ts'
import { names } from '../tables/names.ts'
import { followingSet } from './dimension-sets.ts'
import { integer, text } from './setup.ts'

export interface DimensionHolder {
  readonly table: string
  readonly row: Row
  /** "Sales_x0020_Order_x0020_Line". */
  readonly parentType: string
  /** Posted records keep theirs. */
  readonly writable: boolean
}

interface Kind {
  readonly table: string
  readonly parentType: (row: Row) => string
  readonly writable: (row: Row) => boolean
  /** The table of the lines, which follow a header; of the header, which moves with a line. */
  readonly lines?: string
  readonly header?: string
}

const isUnposted = (row: Row): boolean => !text(row, 'documentType').startsWith('Posted_')
const document =
  (area: string, suffix = '') =>
  (row: Row): string =>
    `${area}_x0020_${text(row, 'documentType').replace('Posted_x0020_', '')}${suffix}`
const always = (parentType: string) => (): string => parentType
const never = (): boolean => false
const LINE = '_x0020_Line'

const KINDS: readonly Kind[] = [
  { table: names.journalLine, parentType: always('Journal_x0020_Line'), writable: () => true },
  { table: names.salesHeader, parentType: document('Sales'), writable: isUnposted, lines: names.salesLine },
  {
    table: names.salesLine,
    parentType: document('Sales', LINE),
    writable: isUnposted,
    header: names.salesHeader,
  },
  { table: names.purchaseHeader, parentType: document('Purchase'), writable: isUnposted, lines: names.purchaseLine },
  {
    table: names.purchaseLine,
    parentType: document('Purchase', LINE),
    writable: isUnposted,
    header: names.purchaseHeader,
  },
  {
    table: names.transferHeader,
    parentType: always('Transfer_x0020_Order'),
    writable: () => true,
    lines: names.transferLine,
  },
  {
    table: names.transferLine,
    parentType: always('Transfer_x0020_Order_x0020_Line'),
    writable: () => true,
    header: names.transferHeader,
  },
  { table: names.salesShipment, parentType: always('Sales_x0020_Shipment'), writable: never },
  { table: names.salesShipmentLine, parentType: always('Sales_x0020_Shipment_x0020_Line'), writable: never },
  { table: names.purchaseReceipt, parentType: always('Purchase_x0020_Receipt'), writable: never },
  { table: names.purchaseReceiptLine, parentType: always('Purchase_x0020_Receipt_x0020_Line'), writable: never },
  { table: names.generalEntry, parentType: always('General_x0020_Ledger_x0020_Entry'), writable: never },
  { table: names.salesHeaderArchive, parentType: document('Sales', '_x0020_Archive'), writable: never },
  { table: names.salesLineArchive, parentType: document('Sales', '_x0020_Archive_x0020_Line'), writable: never },
]

export function dimensionParent(data: Reader, id: string): DimensionHolder | undefined {
  for (const { table, parentType, writable } of KINDS) {
    const row = data.get(table, id)
    if (row !== undefined) return { table, row, parentType: parentType(row), writable: writable(row) }
  }
  return undefined
}

/** Gives the record another set; the lines of a header follow by the difference. */
export function changeDimensions(data: Transaction, { table, row }: DimensionHolder, dimensionSetId: number): void {
  const before = integer(row, 'dimensionSetId')
  data.update(table, row.id, { dimensionSetId })
  const { lines, header } = KINDS.find((kind) => kind.table === table) ?? {}
  if (lines !== undefined) followHeader(data, lines, row.id, before, dimensionSetId)
  if (header !== undefined) data.touch(header, text(row, 'documentId'))
}

/** A header's new set, applied to its lines. */
export function followHeader(
  data: Transaction,
  lines: string,
  documentId: string,
  before: number,
  after: number,
): void {
  for (const line of findAll(data, lines, { documentId })) {
    data.update(lines, line.id, { dimensionSetId: followingSet(data, integer(line, 'dimensionSetId'), before, after) })
  }
}
