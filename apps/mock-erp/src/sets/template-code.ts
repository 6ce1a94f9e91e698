/** The configuration template of a new record: the insert rule reads it from the body, no row holds it. */
import type { PropertyDefinition } from '@koble/odata-server'
import { codeField } from './properties.ts'

export const templateCode: PropertyDefinition = {
  ...codeField(20),
  readOnly: 'afterInsert',
  get: () => '',
  set: () => {},
}
