/**
 * A property of a sales header whose column the rules of sales documents validate, in the order of the body (business-central-protocol, sections 3 and 13.4). Posted
 * documents keep what they have.
 */
import type { Draft, PropertyDefinition, Scalar, WriteContext } from '@koble/odata-server'
import { validateHeader, type HeaderColumn } from '../../sales/validate-header.ts'
import type { Pair } from '../pair.ts'
import { isPosted, refusePosted } from './posted-state.ts'

export function setHeader(draft: Draft, column: HeaderColumn, value: Scalar, context: WriteContext): void {
  if (isPosted(draft) && draft[column] !== value) refusePosted(draft)
  validateHeader(draft, column, value, context)
}

export const headerField = (column: HeaderColumn, property: PropertyDefinition): PropertyDefinition => ({
  ...property,
  column,
  set: (draft, value, context) => setHeader(draft, column, value, context),
})

/** Two properties that name one record, of a sales header. */
export const headerPair = (column: HeaderColumn, pair: Omit<Pair, 'column'>): Pair => ({
  ...pair,
  column,
  assign: (draft, value, context) => setHeader(draft, column, value, context),
})
