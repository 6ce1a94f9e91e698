/** Field checks of sales documents in the ERP's words: "Status must be equal to 'Open' in Sales Header: ...". */
import { fieldError, mustHaveValue } from '../rules/refusals.ts'
import { amount, integer, text } from '../rules/setup.ts'
import { names } from '../tables/names.ts'
import { big } from '../values/decimal.ts'
import { decodeMember } from '../values/enum-name.ts'
import type { Values } from './sales-context.ts'

export const documentWord = (document: Values): string => decodeMember(text(document, 'documentType'))

export const headerKey = (header: Values): string =>
  `Document Type=${documentWord(header)}, No.=${text(header, 'number')}`

export const lineKey = (line: Values, header: Values): string =>
  `Document Type=${documentWord(header)}, Document No.=${text(header, 'number')}, Line No.=${integer(line, 'sequence')}`

export const mustEqual = (field: string, expected: string, where: string, current: string): never =>
  fieldError(`${field} must be equal to '${expected}' in ${where}. Current value is '${current}'.`)

export function mustBeOpen(header: Values): void {
  const status = decodeMember(text(header, 'status'))
  if (status !== 'Open') mustEqual('Status', 'Open', `${names.salesHeader}: ${headerKey(header)}`, status)
}

/** A quantity of the line that must be 0. */
export function mustBeZero(line: Values, value: string, field: string, header: Values): void {
  if (!big(value).eq(0)) mustEqual(field, '0', `${names.salesLine}: ${lineKey(line, header)}`, value)
}

export const mustNotBeShipped = (line: Values, header: Values): void => {
  mustBeZero(line, amount(line, 'shippedQuantity'), 'Quantity Shipped', header)
  mustBeZero(line, amount(line, 'returnQuantityReceived'), 'Return Qty. Received', header)
}

/** A switch of a master record that must be off (or on). */
export function mustBe(on: boolean, record: Values, column: string, field: string, where: string): void {
  if ((record[column] === true) !== on) mustEqual(field, on ? 'Yes' : 'No', where, on ? 'No' : 'Yes')
}

export function mustBeFilled(record: Values, column: string, field: string, table: string): void {
  if (text(record, column) === '') mustHaveValue(field, table, `No.=${text(record, 'number')}`)
}
