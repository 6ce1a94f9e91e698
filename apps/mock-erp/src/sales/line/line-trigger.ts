/** What runs when one field of a line is set: it assigns the field and all that follows from it. `header` is the line's header, or the draft of it. */
import type { Draft, Scalar } from '@koble/odata-server'
import type { SalesContext, Values } from '../sales-context.ts'

export type LineTrigger = (line: Draft, value: Scalar, header: Values, context: SalesContext) => void

export interface LineField {
  readonly trigger: LineTrigger
  /** May change while the document is released. */
  readonly free?: true
}

export const written = (value: Scalar): string => (value === null ? '' : String(value))

/** A decimal as rows hold it; nothing is 0. */
export const number = (value: Scalar): string => written(value) || '0'
