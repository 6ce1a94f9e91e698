/** Koble's own `resources` and `resourceUnits` pages (docs/koble-api-pages.md). */
import type { Draft, EntitySetDefinition, PropertyDefinition } from '@koble/odata-server'
import { resourceDelete, resourceInsert, resourceModify } from '../rules/resources.ts'
import { amount } from '../rules/setup.ts'
import { resourceUnits as units } from '../rules/units-of-record.ts'
import { boundedDecimal } from '../sets/bounded-decimal.ts'
import { resourceBaseUnit } from '../sets/item-properties.ts'
import { bool, choice, codeField, decimal, readOnly, systemFields, systemId, text } from '../sets/properties.ts'
import { genProdPostingGroup, relatedCode } from '../sets/related-code.ts'
import { templateCode } from '../sets/template-code.ts'
import { names } from '../tables/names.ts'
import { big, canonical, roundTo } from '../values/decimal.ts'
import { members } from '../values/members.ts'
import { numberPair, pairOf } from './party-properties.ts'
import { unitSet } from './unit-set.ts'

/** Direct cost or surcharge: the unit cost is the direct cost with the surcharge. */
function costPart(column: 'directUnitCost' | 'indirectCostPercent', caption: string): PropertyDefinition {
  const bounded = boundedDecimal(column, caption)
  return {
    ...bounded,
    set: (draft, value, context) => {
      bounded.set?.(draft, value, context)
      draft['unitCost'] = costOf(draft)
    },
  }
}

function costOf(draft: Draft): string {
  const surcharge = big(1).plus(big(amount(draft, 'indirectCostPercent')).div(100))
  return canonical(roundTo(big(amount(draft, 'directUnitCost')).times(surcharge), '0.00001'))
}

export const resources: EntitySetDefinition = {
  name: 'resources',
  entityType: 'resource',
  table: names.resource,
  properties: {
    id: systemId,
    number: codeField(20),
    displayName: text(100),
    displayName2: text(50),
    type: choice('resourceType', members.resourceType),
    jobTitle: text(30),
    resourceGroupCode: codeField(20, { column: 'resourceGroup' }),
    ...pairOf('baseUnitOfMeasure', 'Code', resourceBaseUnit),
    directUnitCost: costPart('directUnitCost', 'Direct Unit Cost'),
    indirectCostPercent: costPart('indirectCostPercent', 'Indirect Cost %'),
    unitCost: boundedDecimal('unitCost', 'Unit Cost'),
    unitPrice: boundedDecimal('unitPrice', 'Unit Price'),
    capacity: readOnly(decimal()),
    ...pairOf('vendor', 'Number', numberPair(names.vendor, 'vendorId')),
    blocked: bool(),
    privacyBlocked: bool(),
    generalProductPostingGroupCode: genProdPostingGroup(names.resource),
    taxProductPostingGroupCode: relatedCode({
      column: 'vatProdPostingGroup',
      field: 'VAT Prod. Posting Group',
      table: names.resource,
      related: names.vatProdPostingGroup,
    }),
    templateCode,
    ...systemFields,
  },
  insert: resourceInsert,
  modify: resourceModify,
  delete: resourceDelete,
}

export const resourceUnits: EntitySetDefinition = unitSet('resource', units)
