/** API v2.0 `dimensions` and `dimensionValues`: read-only (business-central-api.json; erp-business-logic, section 7.1). */
import type { EntitySetDefinition } from '@koble/odata-server'
import { byId } from '../sets/navigation.ts'
import { codeField, guid, lastModified, readOnly, systemId, text } from '../sets/properties.ts'
import { names } from '../tables/names.ts'

export const dimensions: EntitySetDefinition = {
  name: 'dimensions',
  entityType: 'dimension',
  table: names.dimension,
  properties: {
    id: readOnly(systemId),
    code: readOnly(codeField(20)),
    displayName: readOnly(text(30)),
    consolidationCode: readOnly(codeField(20)),
    lastModifiedDateTime: lastModified,
  },
  navigation: { dimensionValues: { target: 'dimensionValues', collection: true, targetColumn: 'dimensionId' } },
}

export const dimensionValues: EntitySetDefinition = {
  name: 'dimensionValues',
  entityType: 'dimensionValue',
  table: names.dimensionValue,
  properties: {
    id: readOnly(systemId),
    code: readOnly(codeField(20)),
    dimensionId: readOnly(guid()),
    displayName: readOnly(text(50)),
    consolidationCode: readOnly(codeField(20)),
    lastModifiedDateTime: lastModified,
  },
  navigation: { dimension: byId('dimensions', names.dimension, 'dimensionId') },
}
