/** Koble's own `unitGroups` page: the units of one item or resource as a group (docs/koble-api-pages.md). */
import type { EntitySetDefinition, ReadContext, Row } from '@koble/odata-server'
import { text as textOf } from '../rules/setup.ts'
import { itemUnits, resourceUnits, unitOf } from '../rules/units-of-record.ts'
import { choice, codeField, computed, guid, idOf, readOnly, systemFields, systemId, text } from '../sets/properties.ts'
import { names } from '../tables/names.ts'

export const unitGroups: EntitySetDefinition = {
  name: 'unitGroups',
  entityType: 'unitGroup',
  table: names.unitGroup,
  properties: {
    id: readOnly(systemId),
    sourceType: readOnly(choice('unitGroupSourceType', ['Item', 'Resource'])),
    sourceId: readOnly(guid()),
    sourceNumber: readOnly(codeField(20)),
    displayName: computed(
      text(100),
      (row) => `${textOf(row, 'sourceType').toUpperCase()} ${textOf(row, 'sourceNumber')} UOM GR`,
    ),
    baseUnitOfMeasureCode: readOnly(codeField(10)),
    baseUnitId: computed(guid(), (row, { data }) => idOf(baseUnitOf(row, data))),
    ...systemFields,
  },
}

function baseUnitOf(row: Row, data: ReadContext['data']): Row | undefined {
  const units = row['sourceType'] === 'Item' ? itemUnits : resourceUnits
  return unitOf(units, data, textOf(row, 'sourceId'), textOf(row, 'baseUnitOfMeasureCode'))
}
