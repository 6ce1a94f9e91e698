/** API v2.0 `attachments` and `documentAttachments`: files at records and documents (business-central-protocol, section 12). */
import type {
  Draft,
  EntitySetDefinition,
  NavigationDefinition,
  PropertyDefinition,
  Reader,
  Row,
  WriteContext,
} from '@koble/odata-server'
import { dimensionParent } from '../rules/dimension-holders.ts'
import { refuseTakenId } from '../rules/record-identity.ts'
import { dialogError } from '../rules/refusals.ts'
import { text as textOf } from '../rules/setup.ts'
import { contentOf } from '../sets/stored-content.ts'
import { bool, choice, guid, integer, lastModified, readOnly, systemId, text } from '../sets/properties.ts'
import { names } from '../tables/names.ts'
import { decodeMember } from '../values/enum-name.ts'

const RECORDS = {
  Customer: names.customer,
  Vendor: names.vendor,
  Item: names.item,
  Employee: names.employee,
  Job: names.project,
} as const

const DOCUMENTS = [
  'Journal',
  'Sales_x0020_Order',
  'Sales_x0020_Quote',
  'Sales_x0020_Credit_x0020_Memo',
  'Sales_x0020_Invoice',
  'Purchase_x0020_Invoice',
  'Purchase_x0020_Order',
  'Purchase_x0020_Credit_x0020_Memo',
  'Sales_x0020_Return_x0020_Order',
  'Sales_x0020_Blanket_x0020_Order',
  'Sales_x0020_Shipment',
  'Purchase_x0020_Receipt',
  'Transfer_x0020_Order',
  'General_x0020_Ledger_x0020_Entry',
] as const

const PARENT_TYPES = ['_x0020_', ...DOCUMENTS, ...(Object.keys(RECORDS) as (keyof typeof RECORDS)[])] as const

const fileName = text(250)
const attachmentContent: PropertyDefinition = { type: 'Stream', stream: { read: contentOf, write, clear } }

const set = (
  kind: 'attachment' | 'document',
  shown: Pick<EntitySetDefinition, 'name' | 'entityType' | 'properties'>,
): EntitySetDefinition => ({
  ...shown,
  table: names.attachment,
  fixed: { kind },
  requiresParent: ['parentId'],
  insert: {
    start: (_draft, context, body) => refuseTakenId(names.attachment, context, body),
    before: (draft, { data }) => placeAtParent(draft, data, kind),
  },
  modify: {
    before: (draft, row) => {
      for (const column of ['parentId', 'parentType']) {
        if (draft[column] !== row[column]) dialogError(`You cannot change the value of the key field ${column}.`)
      }
    },
  },
  delete: {},
})

export const attachments = set('attachment', {
  name: 'attachments',
  entityType: 'attachment',
  properties: {
    id: systemId,
    parentId: guid(),
    fileName,
    // Taken as the page takes it; the content says how large it is.
    byteSize: integer(),
    attachmentContent,
    lastModifiedDateTime: lastModified,
    parentType: choice('attachmentEntityBufferDocumentType', PARENT_TYPES),
  },
})

export const documentAttachments = set('document', {
  name: 'documentAttachments',
  entityType: 'documentAttachment',
  properties: {
    id: systemId,
    fileName,
    byteSize: readOnly(integer()),
    attachmentContent,
    parentType: choice('documentAttachmentParentType', PARENT_TYPES),
    parentId: guid(),
    lineNumber: integer(),
    documentFlowSales: bool(),
    documentFlowPurchase: bool(),
    lastModifiedDateTime: lastModified,
  },
})

const below = (target: string): NavigationDefinition => ({ target, collection: true, targetColumn: 'parentId' })

/** The navigation properties of a document's or record's set. */
export const attachmentsBelow = below('attachments')
export const documentAttachmentsBelow = below('documentAttachments')

function placeAtParent(draft: Draft, data: Reader, kind: 'attachment' | 'document'): void {
  const id = textOf(draft, 'parentId')
  const given = textOf(draft, 'parentType')
  const found = parentTypeOf(data, id)
  if (found === undefined) return dialogError('You must specify a parent ID')
  if (kind === 'attachment' && found in RECORDS) {
    dialogError(`Parent type ${decodeMember(found)} is not supported. Use documentAttachments API instead.`)
  }
  if (given !== '' && given !== '_x0020_' && given !== found) dialogError(`Parent with ID ${id} does not exist.`)
  draft['parentType'] = found
}

/** What the record with this id is; undefined: nothing that takes files. */
function parentTypeOf(data: Reader, id: string): (typeof PARENT_TYPES)[number] | undefined {
  for (const [type, table] of Object.entries(RECORDS)) {
    if (data.get(table, id) !== undefined) return type as keyof typeof RECORDS
  }
  const holder = dimensionParent(data, id)?.parentType
  const type = holder === 'Journal_x0020_Line' ? 'Journal' : holder
  return DOCUMENTS.find((document) => document === type)
}

function write(row: Row, { bytes }: { readonly bytes: Uint8Array }, { data }: WriteContext): void {
  data.update(names.attachment, row.id, {
    content: Buffer.from(bytes).toString('base64'),
    byteSize: bytes.byteLength,
  })
}

function clear(row: Row, { data }: WriteContext): void {
  data.update(names.attachment, row.id, { content: '', byteSize: 0 })
}
