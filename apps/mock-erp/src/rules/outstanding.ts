/** Document lines that are not posted hold on to what they name (erp-business-logic, sections 6.3 and 6.5). */
import type { Reader, Row } from '@koble/odata-server'
import type { names } from '../tables/names.ts'
import { decodeMember } from '../values/enum-name.ts'
import { text } from './setup.ts'

const UNPOSTED = [
  'Quote',
  'Order',
  'Invoice',
  'Credit_x0020_Memo',
  'Return_x0020_Order',
  'Blanket_x0020_Order',
] as const

type LineTable = typeof names.salesLine | typeof names.purchaseLine

/** The first unposted line whose column holds this id, and which has the other values. */
export function outstandingLine(
  data: Reader,
  table: LineTable,
  column: string,
  id: string,
  more: Readonly<Record<string, string>> = {},
): Row | undefined {
  for (const documentType of UNPOSTED) {
    for (const line of data.find(table, { documentType, [column]: id, ...more })) return line
  }
  return undefined
}

/** "Order", "Credit Memo". */
export const kindOf = (line: Row): string => decodeMember(text(line, 'documentType'))
