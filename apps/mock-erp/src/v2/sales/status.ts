/** `status` of the sales documents of API v2.0 (business-central-protocol, sections 8.3, 13.1 and 13.4). */
import type { PropertyDefinition, ReadContext, Row } from '@koble/odata-server'
import { text, workDate } from '../../rules/setup.ts'
import { choice, computed } from '../../sets/properties.ts'
import { isPosted, postedStatus } from '../../sets/sales/posted-state.ts'
import { quoteStatus as quoteStatusOf } from '../../sales/quote-status.ts'

const draftStatus = (row: Row): 'Draft' | 'In_x0020_Review' =>
  row['status'] === 'Pending_x0020_Approval' ? 'In_x0020_Review' : 'Draft'

const isReleased = (row: Row): boolean => ['Released', 'Pending_x0020_Prepayment'].includes(text(row, 'status'))

export const orderStatus: PropertyDefinition = computed(
  choice('salesOrderEntityBufferStatus', ['Draft', 'In_x0020_Review', 'Open']),
  (row) => (isReleased(row) ? 'Open' : draftStatus(row)),
)

export const quoteStatus: PropertyDefinition = computed(
  choice('salesQuoteEntityBufferStatus', ['Draft', 'Sent', 'Accepted', 'Expired_x0020_']),
  (row, { clock }) => quoteStatusOf(row, workDate(clock)),
)

const draftOrPosted = (row: Row, context: ReadContext): string =>
  isPosted(row) ? postedStatus(row, context) : draftStatus(row)

export const invoiceStatus: PropertyDefinition = computed(
  choice('invoiceEntityAggregateStatus', [
    '_x0020_',
    'Draft',
    'In_x0020_Review',
    'Open',
    'Paid',
    'Canceled',
    'Corrective',
  ]),
  draftOrPosted,
)

export const creditMemoStatus: PropertyDefinition = computed(
  choice('salesCrMemoEntityBufferStatus', ['Draft', 'In_x0020_Review', 'Open', 'Canceled', 'Corrective', 'Paid']),
  draftOrPosted,
)
