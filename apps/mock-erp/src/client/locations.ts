/** Locations with what the API leaves out: a place of passage for transfers. */
import type { EntitySetDefinition } from '@koble/odata-server'
import { bool } from '../sets/properties.ts'
import { codeSets } from '../v2/code-sets.ts'

export const locations: readonly EntitySetDefinition[] = codeSets
  .filter(({ name }) => name === 'locations')
  .map((set) => ({ ...set, properties: { ...set.properties, useAsInTransit: bool() } }))
