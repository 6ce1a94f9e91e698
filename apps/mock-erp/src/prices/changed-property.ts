/**
 * A property whose rules run only when its value changes: one that equals the stored one is no change and never refused
 * (docs/koble-api-pages.md, "What every page of records has").
 */
import type { Draft, PropertyDefinition, Row, WriteContext } from '@koble/odata-server'

export const changed = (
  name: string,
  property: PropertyDefinition,
  check: (draft: Draft, context: WriteContext) => void,
): PropertyDefinition => {
  const column = property.column ?? name
  return {
    ...property,
    set: (draft, value, context) => {
      const shown = property.get === undefined ? draft[column] : property.get(draft as Row, context)
      if (shown === value) return
      check(draft, context)
      if (property.set === undefined) draft[column] = value
      else property.set(draft, value, context)
    },
  }
}
