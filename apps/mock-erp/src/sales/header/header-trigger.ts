/** What runs when one field of a header is set: it assigns the field, and all that follows from it, on stored lines too. */
import type { Draft, Scalar } from '@koble/odata-server'
import { relationError } from '../../rules/refusals.ts'
import { names } from '../../tables/names.ts'
import { written } from '../line/line-trigger.ts'
import type { SalesContext } from '../sales-context.ts'

export type HeaderTrigger = (header: Draft, value: Scalar, context: SalesContext) => void

export interface HeaderField {
  readonly trigger: HeaderTrigger
  /** May change while the document is released. */
  readonly free?: true
}

export const assign =
  (column: string): HeaderTrigger =>
  (header, value) => {
    header[column] = value
  }

/** A code that must exist, or be blank. */
export const related =
  (column: string, field: string, table: string): HeaderTrigger =>
  (header, value, { data }) => {
    const code = written(value)
    if (code !== '' && data.lookup(table, ['code'], [code]) === undefined) {
      relationError(field, names.salesHeader, code, table)
    }
    header[column] = code
  }

/** A code of a table that this emulator does not have: only blank is known. */
export const relatedToNothing =
  (column: string, field: string, table: string): HeaderTrigger =>
  (header, value) => {
    const code = written(value)
    if (code !== '') relationError(field, names.salesHeader, code, table)
    header[column] = code
  }
