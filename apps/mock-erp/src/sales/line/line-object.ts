/** What a line sells: the master record behind `lineType` and `objectId` (erp-business-logic, section 2.3). */
import type { Reader, Row } from '@koble/odata-server'
import { text } from '../../rules/setup.ts'
import { names } from '../../tables/names.ts'
import type { Values } from '../sales-context.ts'

/** Tables by line type; fixed assets, charges and allocation accounts have no records here. */
const TABLES: Readonly<Record<string, string>> = {
  Account: names.account,
  Item: names.item,
  Resource: names.resource,
  Fixed_x0020_Asset: 'Fixed Asset',
  Charge: 'Item Charge',
  Allocation_x0020_Account: 'Allocation Account',
}

/** The ERP's name of the table that a line type's numbers are looked up in; undefined for comments. */
export const objectTable = (lineType: string): string | undefined => TABLES[lineType]

const WITH_RECORDS: ReadonlySet<string | undefined> = new Set([names.account, names.item, names.resource])

export const hasRecords = (table: string | undefined): table is string => WITH_RECORDS.has(table)

export function lineObject(data: Reader, line: Values): Row | undefined {
  const table = objectTable(text(line, 'lineType'))
  return hasRecords(table) ? data.get(table, text(line, 'objectId')) : undefined
}

export const isComment = (line: Values): boolean => objectTable(text(line, 'lineType')) === undefined

/** An item that is kept in stock. */
export const isStocked = (object: Values | undefined): boolean => object?.['type'] === 'Inventory'
