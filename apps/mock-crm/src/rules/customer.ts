/** An opportunity's customer and its account and contact say the same from the start (general knowledge: the reference does not describe it). */
import type { Draft } from '@koble/odata-server'
import type { TableSchema } from '../schema/table.ts'

export function completeCustomer(schema: TableSchema, draft: Draft): void {
  if (schema.columns['customerid'] === undefined || schema.columns['parentaccountid'] === undefined) return
  if (draft['customerid'] == null) {
    const type = draft['parentaccountid'] == null ? 'contact' : 'account'
    const id = draft[`parent${type}id`] ?? null
    draft['customerid'] = id
    draft['customeridtype'] = id === null ? null : type
  } else {
    draft[`parent${String(draft['customeridtype'])}id`] ??= draft['customerid']
  }
}
