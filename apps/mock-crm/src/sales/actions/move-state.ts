/** A message moves a document to the state that the table of transitions gives it. */
import type { Row, WriteContext } from '@koble/odata-server'
import { errors } from '../../crm-error.ts'
import { tableOf } from '../../schema/tables.ts'
import { demand, refuseWith } from '../../security/access.ts'
import type { Values } from '../pricing/exact.ts'
import { systemWrite } from '../system-write.ts'
import { machineOf, type Message } from '../transitions.ts'

/** "Let the service choose." */
const anyStatus = -1

export const messageOf = (table: string, name: string): Message => {
  const message = machineOf(table)?.messages[name]
  if (message === undefined) throw new Error(`${table} has no message ${name}.`)
  return message
}

export const fits = (table: string, name: string, row: Row): boolean =>
  messageOf(table, name).from.includes(Number(row['statecode']))

/** `columns` are what the message writes besides. */
export function moveState(
  table: string,
  name: string,
  row: Row,
  status: number | undefined,
  columns: Values,
  context: WriteContext,
): Row {
  const message = messageOf(table, name)
  demand(tableOf(table), 'write', row, context)
  if (!fits(table, name, row)) refuseWith(message.refuse())
  const statuscode = status === undefined || status === anyStatus ? message.status[0] : status
  if (statuscode === undefined || !message.status.includes(statuscode)) {
    const state = machineOf(table)?.states[message.to] ?? ''
    refuseWith(errors.badStatus(Number(statuscode), tableOf(table).schemaName, state, table, row.id))
  }
  return systemWrite(table, row, { ...columns, statecode: message.to, statuscode }, context)
}
