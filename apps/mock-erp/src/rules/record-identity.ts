/** What identifies a record: the SystemId that a client may choose, and its number (erp-business-logic, section 6.1). */
import type { Draft, JsonObject, Row, WriteContext } from '@koble/odata-server'
import { emptyGuid } from '@koble/odata-server'
import { checkTypedNumber, drawNumber, type Series } from './number-series.ts'
import { alreadyExists, fieldError } from './refusals.ts'
import { text } from './setup.ts'

/** A SystemId that the client chose must be free, whatever else the body says. */
export function refuseTakenId(table: string, context: WriteContext, body: JsonObject): void {
  const id = body['id']
  if (typeof id !== 'string' || id === emptyGuid || context.data.get(table, id.toLowerCase()) === undefined) return
  alreadyExists(table, `SystemId='{${id.toUpperCase()}}'`)
}

export function giveNumber(draft: Draft, context: WriteContext, table: string, code: Series): void {
  const { data } = context
  const isTaken = (number: string): boolean => data.lookup(table, ['number'], [number]) !== undefined
  const typed = text(draft, 'number')
  if (typed === '') {
    draft['number'] = drawNumber(data, code, isTaken)
    return
  }
  checkTypedNumber(data, code)
  if (isTaken(typed)) alreadyExists(table, `No.='${typed}'`)
}

/** A changed number renames the record; its id stays. */
export function checkRename(draft: Draft, row: Row, context: WriteContext, table: string): void {
  const number = text(draft, 'number')
  if (number === text(row, 'number')) return
  if (number === '') fieldError(`No. must have a value in ${table}: No.=. It cannot be zero or empty.`)
  if (context.data.lookup(table, ['number'], [number]) !== undefined) alreadyExists(table, `No.='${number}'`)
}
