/**
 * API v2.0 `generalProductPostingGroups`, `inventoryPostingGroups`, `taxAreas` and `taxGroups` (business-central-api.json). In a company with VAT the
 * last two are the VAT business and product posting groups.
 */
import type { EntitySetDefinition, PropertyDefinition } from '@koble/odata-server'
import { codeRules } from '../rules/code-records.ts'
import { bool, choice, codeField, computed, lastModified, readOnly, systemId, text } from '../sets/properties.ts'
import { names } from '../tables/names.ts'
import { members } from '../values/members.ts'

const group = (
  name: string,
  entityType: string,
  table: string,
  more: Readonly<Record<string, PropertyDefinition>> = {},
): EntitySetDefinition => ({
  name,
  entityType,
  table,
  properties: {
    id: readOnly(systemId),
    code: readOnly(codeField(20)),
    description: readOnly(text(100, { column: 'displayName' })),
    ...more,
    lastModifiedDateTime: lastModified,
  },
})

const taxSet = (name: string, entityType: string, table: string): EntitySetDefinition => ({
  name,
  entityType,
  table,
  properties: {
    id: systemId,
    code: codeField(20),
    displayName: text(100),
    taxType: computed(choice('taxType', members.taxType), () => 'VAT'),
    lastModifiedDateTime: lastModified,
  },
  ...codeRules(table),
})

export const postingGroups: readonly EntitySetDefinition[] = [
  group('generalProductPostingGroups', 'generalProductPostingGroup', names.genProdPostingGroup, {
    defaultVATProductPostingGroup: readOnly(codeField(20, { column: 'defaultVatProdPostingGroup' })),
    autoInsertDefault: readOnly(bool()),
  }),
  group('inventoryPostingGroups', 'inventoryPostingGroup', names.inventoryPostingGroup),
  taxSet('taxAreas', 'taxArea', names.vatBusPostingGroup),
  taxSet('taxGroups', 'taxGroup', names.vatProdPostingGroup),
]
