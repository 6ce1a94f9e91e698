/** A date formula field: stored upper-cased, without blanks; anything else is no formula. */
import type { PropertyDefinition } from '@koble/odata-server'
import { refuse } from '@koble/odata-server'
import { dateFormula } from '../values/date-formula.ts'
import { text } from './properties.ts'

export const formula = (column: string): PropertyDefinition =>
  text(32, {
    set: (draft, value) => {
      const written = typeof value === 'string' ? value : ''
      draft[column] =
        dateFormula(written) ??
        refuse(
          400,
          'Application_EvaluateException',
          `The value "${written}" cannot be evaluated into type DateFormula.`,
        )
    },
  })
