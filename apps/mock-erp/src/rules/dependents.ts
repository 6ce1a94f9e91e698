/** What belongs to a record alone goes with it: default dimensions, picture, attachments, notes (erp-business-logic, section 6.1). */
import type { Transaction } from '@koble/odata-server'
import { findAll } from '../tables/find-all.ts'
import { names } from '../tables/names.ts'

const TABLES = [names.defaultDimension, names.picture, names.attachment, names.note] as const

export function removeDependents(data: Transaction, parentId: string): void {
  for (const table of TABLES) {
    for (const row of findAll(data, table, { parentId })) data.remove(table, row.id)
  }
}
