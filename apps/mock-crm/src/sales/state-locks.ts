/** What a state takes no more: a closed document only a change of its state, a submitted order only an integration user's writes. */
import type { Reader, Row, WriteContext } from '@koble/odata-server'
import { refuseWith } from '../security/access.ts'
import { userOf } from '../service/users.ts'
import { salesErrors } from './sales-errors.ts'
import { machineOf } from './transitions.ts'

const stateColumns = new Set(['statecode', 'statuscode'])

export const isIntegrationUser = (data: Reader, userId: string): boolean =>
  userOf(data, userId)?.['isintegrationuser'] === true

/** `changed` are the columns that the request carries. */
export function refuseClosedDocument(
  table: string,
  row: Row,
  changed: ReadonlySet<string>,
  context: WriteContext,
): void {
  const machine = machineOf(table)
  if (machine === undefined || [...changed].every((name) => stateColumns.has(name))) return
  const state = Number(row['statecode'])
  if (machine.closed.includes(state) || isHandedOver(table, row, context)) refuseWith(salesErrors.readOnly())
}

export function refuseFixedLines(table: string, header: Row, context: WriteContext): void {
  const fixed = machineOf(table)?.linesFixed.includes(Number(header['statecode'])) ?? false
  if (fixed || isHandedOver(table, header, context)) refuseWith(salesErrors.parentReadOnly())
}

/** The back office has the document; only its own user still writes it. */
function isHandedOver(table: string, header: Row, context: WriteContext): boolean {
  const handedOver = machineOf(table)?.handedOver.includes(Number(header['statecode'])) ?? false
  return handedOver && !isIntegrationUser(context.data, context.principal.id)
}
