/** Columns that the service itself writes on a row (totals, states, locks): base amounts and the write's marks follow, as with any update. */
import type { Draft, Row, WriteContext } from '@koble/odata-server'
import { fillMoney } from '../rules/system-columns.ts'
import { tableOf } from '../schema/tables.ts'
import { stampWrite } from '../service/stamp-write.ts'
import type { Values } from './pricing/exact.ts'

export function systemWrite(table: string, row: Row, columns: Values, context: WriteContext): Row {
  const schema = tableOf(table)
  const draft: Draft = { ...row, ...columns }
  fillMoney(schema, draft, context)
  stampWrite(schema, draft, row, {}, context)
  context.usage.rowsWritten += 1
  return context.data.update(table, row.id, draft)
}
