/** Koble's own `opportunities` page (docs/koble-api-pages.md). */
import type { EntitySetDefinition, Reader, Row } from '@koble/odata-server'
import { emptyGuid } from '@koble/odata-server'
import { customerOf } from '../rules/business-relation.ts'
import { isClosed, opportunityDelete, opportunityInsert, opportunityModify } from '../rules/opportunities.ts'
import { dialogError } from '../rules/refusals.ts'
import { text as textOf } from '../rules/setup.ts'
import {
  companyOf,
  contactCompanyName,
  contactName,
  contactOf,
  opportunityContact,
  opportunitySalesperson,
} from '../sets/opportunity-properties.ts'
import {
  bool,
  choice,
  codeField,
  computed,
  date,
  decimal,
  guid,
  idOf,
  readOnly,
  systemFields,
  systemId,
  text,
} from '../sets/properties.ts'
import { names } from '../tables/names.ts'
import { members } from '../values/members.ts'
import { pairOf } from './party-properties.ts'

const DOCUMENT_TYPES = ['_x0020_', 'Quote', 'Order', 'Posted_x0020_Invoice'] as const

export const opportunities: EntitySetDefinition = {
  name: 'opportunities',
  entityType: 'opportunity',
  table: names.opportunity,
  properties: {
    id: systemId,
    number: codeField(20),
    description: text(100),
    ...pairOf('contact', 'Number', opportunityContact),
    contactName,
    contactCompanyNumber: computed(codeField(20), (row, { data }) => textOf(companyOf(row, data) ?? {}, 'number')),
    contactCompanyId: readOnly(guid()),
    contactCompanyName,
    customerId: computed(guid(), (row, { data }) => idOf(customerOfOpportunity(row, data))),
    customerNumber: computed(codeField(20), (row, { data }) =>
      textOf(customerOfOpportunity(row, data) ?? {}, 'number'),
    ),
    ...pairOf('salesperson', 'Code', opportunitySalesperson),
    salesCycleCode: codeField(10),
    status: readOnly(choice('opportunityStatus', members.opportunityStatus)),
    closed: computed(bool(), isClosed),
    creationDate: readOnly(date()),
    dateClosed: readOnly(date()),
    estimatedClosingDate: readOnly(date()),
    estimatedValue: readOnly(decimal()),
    calculatedCurrentValue: readOnly(decimal()),
    probabilityPercent: readOnly(decimal({ column: 'probability' })),
    chancesOfSuccessPercent: readOnly(decimal({ column: 'chancesOfSuccess' })),
    completedPercent: readOnly(decimal({ column: 'completed' })),
    salesDocumentType: computed(choice('opportunitySalesDocumentType', DOCUMENT_TYPES), (row, { data }) =>
      textOf(documentOf(row, data) ?? { documentType: '_x0020_' }, 'documentType'),
    ),
    salesDocumentNumber: computed(codeField(20), (row, { data }) => textOf(documentOf(row, data) ?? {}, 'number')),
    salesDocumentId: readOnly(guid()),
    ...systemFields,
  },
  insert: {
    ...opportunityInsert,
    before: (draft, context, body) => {
      if ((textOf(draft, 'contactId') || emptyGuid) === emptyGuid) {
        dialogError('A "contactNumber" or a "contactId" must be provided.')
      }
      opportunityInsert.before?.(draft, context, body)
    },
  },
  modify: opportunityModify,
  delete: opportunityDelete,
}

function customerOfOpportunity(row: Row, data: Reader): Row | undefined {
  const contact = contactOf(row, data)
  return contact === undefined ? undefined : customerOf(data, contact)
}

const documentOf = (row: Row, data: Reader): Row | undefined =>
  data.get(names.salesHeader, textOf(row, 'salesDocumentId'))
