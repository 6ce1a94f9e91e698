/** What a line has from its header, and how it is emptied (erp-business-logic, section 2.3). */
import type { Draft, Scalar } from '@koble/odata-server'
import { text } from '../../rules/setup.ts'
import { emptyRow } from '../../tables/insert-row.ts'
import { names } from '../../tables/names.ts'
import type { Values } from '../sales-context.ts'
import { takeDates } from './line-dates.ts'

/** What every line shares with its header, comments too. */
export function belongTo(line: Draft, header: Values): void {
  for (const column of ['documentType', 'customerId', 'billToId'] as const) line[column] = header[column] ?? ''
  line['documentId'] = header['id'] ?? ''
  if (text(line, 'lineType') === '') line['lineType'] = 'Comment'
}

/** What stays when a line is emptied for another type or number. */
const KEPT = [
  'id',
  'documentId',
  'documentType',
  'lineType',
  'sequence',
  'attachedToLineNumber',
  'customerId',
  'billToId',
]

export function clearLine(line: Draft, kept: readonly string[] = []): void {
  const keep = new Set([...KEPT, ...kept])
  for (const [column, empty] of Object.entries(emptyRow(names.salesLine))) {
    if (!keep.has(column)) line[column] = empty
  }
}

const INHERITED = [
  'locationCode',
  'customerPriceGroup',
  'customerDiscountGroup',
  'genBusPostingGroup',
  'vatBusPostingGroup',
  'shippingAgentCode',
  'shippingAgentServiceCode',
  'responsibilityCenter',
  'campaignCode',
  'dimensionSetId',
] as const

/** A line with a number takes these over. */
export function inheritFrom(header: Values, line: Draft): void {
  for (const column of INHERITED) line[column] = header[column] as Scalar
  takeDates(line, header)
}
