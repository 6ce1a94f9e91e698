/** Opportunities, notes, pictures, attachments, employees, projects, and what Koble's actions have done. */
import type { TableDefinition } from '@koble/odata-server'
import { columns } from './columns.ts'
import { names } from './names.ts'

const numbered = (name: string, more: TableDefinition['columns']): TableDefinition => ({
  name,
  partitioned: true,
  order: ['number'],
  unique: [['number']],
  indexes: [['modifiedAt']],
  columns: { ...columns('String', 'number', 'displayName'), ...more },
})

export const recordTables: readonly TableDefinition[] = [
  {
    name: names.opportunity,
    partitioned: true,
    order: ['number'],
    unique: [['number']],
    indexes: [['modifiedAt'], ['contactId'], ['contactCompanyId'], ['status']],
    columns: {
      ...columns('String', 'number', 'description', 'salespersonCode', 'status', 'salesCycleCode', 'campaignCode'),
      ...columns('Guid', 'contactId', 'contactCompanyId', 'salesDocumentId'),
      ...columns('Date', 'creationDate', 'dateClosed', 'estimatedClosingDate'),
      ...columns('Decimal', 'estimatedValue', 'calculatedCurrentValue', 'chancesOfSuccess', 'completed', 'probability'),
    },
  },
  {
    name: names.note,
    partitioned: true,
    order: ['parentId', 'entryNumber'],
    indexes: [['modifiedAt'], ['parentId']],
    columns: {
      entryNumber: 'Int32',
      parentId: 'Guid',
      ...columns('String', 'parentType', 'text', 'userName', 'kind', 'url', 'description'),
      notedAt: 'DateTimeOffset',
    },
  },
  {
    name: names.picture,
    partitioned: true,
    order: ['parentId'],
    unique: [['parentId']],
    columns: {
      parentId: 'Guid',
      ...columns('String', 'parentType', 'contentType', 'content'),
      ...columns('Int32', 'width', 'height'),
    },
  },
  {
    name: names.attachment,
    partitioned: true,
    order: ['parentId', 'fileName'],
    indexes: [['modifiedAt'], ['parentId']],
    columns: {
      parentId: 'Guid',
      ...columns('String', 'kind', 'parentType', 'fileName', 'contentType', 'content'),
      ...columns('Int32', 'byteSize', 'lineNumber'),
      ...columns('Boolean', 'documentFlowSales', 'documentFlowPurchase'),
    },
  },
  numbered(names.employee, {
    ...columns('String', 'givenName', 'middleName', 'surname', 'jobTitle', 'addressLine1', 'addressLine2', 'city'),
    ...columns('String', 'state', 'country', 'postalCode', 'phoneNumber', 'mobilePhone', 'email', 'personalEmail'),
    ...columns('String', 'status', 'statisticsGroupCode', 'bankBranchNumber', 'bankAccountNumber', 'iban'),
    ...columns('Date', 'employmentDate', 'terminationDate', 'birthDate'),
  }),
  numbered(names.project, {}),
  {
    name: names.actionEffect,
    partitioned: true,
    order: ['effectId'],
    unique: [['effectId']],
    indexes: [['modifiedAt'], ['sourceId']],
    columns: {
      ...columns('Guid', 'effectId', 'sourceId', 'documentId'),
      /** `source...`: the document acted on; `document...`, `number`: the one that was made; `result`: the answer, letter for letter. */
      ...columns('String', 'action', 'sourceType', 'sourceNumber', 'sourceStatus', 'documentType', 'number', 'result'),
      sourceDeleted: 'Boolean',
      postingDate: 'Date',
      versionNumber: 'Int32',
    },
    tombstones: false,
  },
]
