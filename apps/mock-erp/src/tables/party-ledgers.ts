/** The ledgers of customers and vendors: alike but for whose they are (erp-business-logic, sections 3.3 to 3.5). */
import type { TableDefinition } from '@koble/odata-server'
import { columns, type Columns } from './columns.ts'
import { names } from './names.ts'

const entries = (name: string, owner: string, own: Columns): TableDefinition => ({
  name,
  partitioned: true,
  order: ['entryNumber'],
  unique: [['entryNumber']],
  indexes: [['modifiedAt'], [owner], ['documentNumber'], ['documentId']],
  columns: {
    ...columns('Int32', 'entryNumber', 'transactionNumber', 'closedByEntryNumber', 'dimensionSetId'),
    ...columns('Guid', owner, 'documentId'),
    ...columns('String', 'documentType', 'documentNumber', 'externalDocumentNumber', 'description'),
    ...columns('String', 'currencyCode', 'postingGroup'),
    ...columns('Date', 'postingDate', 'documentDate', 'dueDate', 'discountDate', 'closedAtDate'),
    ...columns('Decimal', 'originalAmount', 'amount', 'remainingAmount', 'originalAmountLcy', 'amountLcy'),
    ...columns('Decimal', 'remainingAmountLcy', 'currencyFactor', 'closedByAmount'),
    ...columns('Decimal', 'originalDiscount', 'remainingDiscount', 'discountGivenLcy'),
    open: 'Boolean',
    ...own,
  },
})

/** What an entry's amounts are the sums of. */
const details = (name: string, owner: string): TableDefinition => ({
  name,
  partitioned: true,
  order: ['entryNumber'],
  unique: [['entryNumber']],
  indexes: [[owner], ['ledgerEntryNumber']],
  columns: {
    ...columns('Int32', 'entryNumber', 'ledgerEntryNumber', 'transactionNumber', 'appliedEntryNumber'),
    [owner]: 'Guid',
    ...columns('String', 'entryType', 'documentNumber', 'initialDocumentType', 'currencyCode'),
    ...columns('Date', 'postingDate', 'initialDueDate'),
    ...columns('Decimal', 'amount', 'amountLcy'),
    unapplied: 'Boolean',
  },
  tombstones: false,
})

export const partyLedgers: readonly TableDefinition[] = [
  entries(names.ledgerEntry, 'customerId', {
    sellToCustomerId: 'Guid',
    salespersonCode: 'String',
    ...columns('Decimal', 'salesLcy', 'profitLcy', 'invoiceDiscountLcy'),
  }),
  details(names.detailedEntry, 'customerId'),
  entries(names.vendorLedgerEntry, 'vendorId', { purchaserCode: 'String', purchaseLcy: 'Decimal' }),
  details(names.detailedVendorEntry, 'vendorId'),
]
