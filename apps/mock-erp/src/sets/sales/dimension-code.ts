/** `shortcutDimension1Code` and `2Code` of a sales header; its lines follow (erp-business-logic, section 7.1). */
import type { Draft, PropertyDefinition } from '@koble/odata-server'
import { names } from '../../tables/names.ts'
import { shortcutDimension } from '../shortcut-dimension.ts'
import { setHeader } from './header-field.ts'

const dimensionCode = (place: 1 | 2): PropertyDefinition => {
  const property = shortcutDimension(place, names.salesHeader)
  return {
    ...property,
    set: (draft, value, context) => {
      const changed: Draft = { ...draft }
      property.set?.(changed, value, context)
      setHeader(draft, 'dimensionSetId', changed['dimensionSetId'] ?? 0, context)
    },
  }
}

export const shortcutDimensions = {
  shortcutDimension1Code: dimensionCode(1),
  shortcutDimension2Code: dimensionCode(2),
}
