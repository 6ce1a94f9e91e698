/** `companies`: the only set at the root; read-only (business-central-protocol, section 1.4). */
import type { EntitySetDefinition } from '@koble/odata-server'
import { guid, instant, readOnly, systemId, text } from '../sets/properties.ts'
import { names } from '../tables/names.ts'

export const companies: EntitySetDefinition = {
  name: 'companies',
  entityType: 'company',
  table: names.company,
  etags: false,
  properties: {
    id: readOnly(systemId),
    systemVersion: readOnly(text(250)),
    timestamp: { type: 'Int64', column: 'rowVersion', readOnly: true },
    name: readOnly(text(30)),
    displayName: readOnly(text(250)),
    businessProfileId: readOnly(text(250)),
    systemCreatedAt: instant({ column: 'createdAt', readOnly: true }),
    systemCreatedBy: guid({ column: 'createdBy', readOnly: true }),
    systemModifiedAt: instant({ column: 'modifiedAt', readOnly: true }),
    systemModifiedBy: guid({ column: 'modifiedBy', readOnly: true }),
  },
}
