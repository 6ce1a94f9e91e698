/** Properties of a sales line whose columns the rules of sales documents validate, in the order of the body (business-central-protocol, section 3). */
import type { PropertyDefinition } from '@koble/odata-server'
import { validateLine, type LineColumn } from '../../sales/validate-line.ts'
import type { Pair } from '../pair.ts'

export const lineField = (column: LineColumn, property: PropertyDefinition): PropertyDefinition => ({
  ...property,
  column,
  set: (draft, value, context) => validateLine(draft, column, value, context),
})

/** Two properties that name one record, of a sales line. */
export const linePair = (column: LineColumn, pair: Omit<Pair, 'column'>): Pair => ({
  ...pair,
  column,
  assign: (draft, value, context) => validateLine(draft, column, value, context),
})

/** A row that is being changed; a new one has no version yet. */
export const isStored = (draft: { readonly rowVersion?: unknown }): boolean => draft.rowVersion !== undefined
