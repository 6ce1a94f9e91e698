/** A decimal field that may not be negative, and perhaps has a highest value. */
import type { PropertyDefinition } from '@koble/odata-server'
import { fieldError } from '../rules/refusals.ts'
import { big } from '../values/decimal.ts'
import { decimal } from './properties.ts'

export const boundedDecimal = (column: string, caption: string, maximum?: string): PropertyDefinition =>
  decimal({
    set: (draft, value) => {
      const written = typeof value === 'string' || typeof value === 'number' ? String(value) : '0'
      if (big(written).lt(0))
        fieldError(`The value must be greater than or equal to 0. Value: ${written}. (${caption})`)
      if (maximum !== undefined && big(written).gt(maximum))
        fieldError(`The value must be less than or equal to ${maximum}. Value: ${written}. (${caption})`)
      draft[column] = written
    },
  })
