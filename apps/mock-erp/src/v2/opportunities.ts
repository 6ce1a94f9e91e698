/** API v2.0 `opportunities` (business-central-api.json). */
import type { EntitySetDefinition } from '@koble/odata-server'
import { isClosed, opportunityDelete, opportunityInsert, opportunityModify } from '../rules/opportunities.ts'
import {
  contactCompanyName,
  contactName,
  opportunityContact,
  opportunitySalesperson,
} from '../sets/opportunity-properties.ts'
import { keyProperty } from '../sets/pair.ts'
import {
  bool,
  choice,
  codeField,
  computed,
  date,
  decimal,
  instant,
  lastModified,
  readOnly,
  systemId,
  text,
} from '../sets/properties.ts'
import { names } from '../tables/names.ts'
import { members } from '../values/members.ts'

export const opportunities: EntitySetDefinition = {
  name: 'opportunities',
  entityType: 'opportunity',
  table: names.opportunity,
  properties: {
    id: systemId,
    number: codeField(20),
    contactNumber: keyProperty('contactNumber', opportunityContact),
    contactName,
    contactCompanyName,
    salespersonCode: keyProperty('salespersonCode', opportunitySalesperson),
    description: text(100),
    status: readOnly(choice('opportunityStatus', members.opportunityStatus)),
    closed: computed(bool(), isClosed),
    creationDate: readOnly(date()),
    dateClosed: readOnly(date()),
    calculatedCurrentValue: readOnly(decimal()),
    chancesOfSuccessPrc: readOnly(decimal({ column: 'chancesOfSuccess' })),
    completedPrc: readOnly(decimal({ column: 'completed' })),
    estimatedClosingDate: readOnly(date()),
    estimatedValue: readOnly(decimal()),
    systemCreatedAt: instant({ column: 'createdAt', readOnly: true }),
    lastModifiedDateTime: lastModified,
  },
  insert: opportunityInsert,
  modify: opportunityModify,
  delete: opportunityDelete,
}
