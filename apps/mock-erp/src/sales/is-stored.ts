/** Whether a draft is the change of a row that is there already. */
import type { Reader } from '@koble/odata-server'
import { text } from '../rules/setup.ts'
import type { Values } from './sales-context.ts'

export const isStored = (data: Reader, table: string, draft: Values): boolean =>
  text(draft, 'id') !== '' && data.get(table, text(draft, 'id')) !== undefined
