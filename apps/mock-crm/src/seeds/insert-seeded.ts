/** A row of a seed with the columns that the service would fill: base amounts, the organization, the customer's kind. */
import type { Draft, Transaction } from '@koble/odata-server'
import { fillDerived, fillMoney } from '../rules/system-columns.ts'
import { tableOf } from '../schema/tables.ts'

export function insertSeeded(data: Transaction, table: string, columns: Draft): void {
  const schema = tableOf(table)
  const draft = { ...columns }
  fillDerived(schema, draft, { data })
  fillMoney(schema, draft, { data })
  data.insert(table, draft)
}
