/** Quantities of order lines that API v2.0 takes without saying that nothing becomes of them (business-central-protocol, section 13.3). */
import type { PropertyDefinition } from '@koble/odata-server'
import { decimal } from '../properties.ts'

/** Set by postings alone. The page does not mark it read-only; a written value has no effect. */
export const setByPosting = (column: string): PropertyDefinition =>
  decimal({
    column,
    set: (draft, value, context) => {
      if (draft[column] !== value)
        context.remark(`${column} is set by postings; the value that was sent has no effect.`)
    },
  })
