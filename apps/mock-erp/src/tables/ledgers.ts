/** The ledgers that payments and balances need, and the journals that post into them. */
import type { TableDefinition } from '@koble/odata-server'
import { columns } from './columns.ts'
import { names } from './names.ts'

export const ledgerTables: readonly TableDefinition[] = [
  {
    name: names.ledgerEntry,
    partitioned: true,
    order: ['entryNumber'],
    unique: [['entryNumber']],
    indexes: [['modifiedAt'], ['customerId'], ['documentNumber'], ['documentId']],
    columns: {
      ...columns('Int32', 'entryNumber', 'transactionNumber', 'closedByEntryNumber'),
      ...columns('Guid', 'customerId', 'documentId'),
      ...columns('String', 'documentType', 'documentNumber', 'externalDocumentNumber', 'description'),
      ...columns('String', 'currencyCode', 'salespersonCode', 'postingGroup'),
      ...columns('Date', 'postingDate', 'documentDate', 'dueDate', 'discountDate', 'closedAtDate'),
      ...columns('Decimal', 'originalAmount', 'amount', 'remainingAmount', 'originalAmountLcy', 'amountLcy'),
      ...columns('Decimal', 'remainingAmountLcy', 'salesLcy', 'currencyFactor', 'remainingDiscount', 'closedByAmount'),
      open: 'Boolean',
    },
  },
  {
    name: names.detailedEntry,
    partitioned: true,
    order: ['entryNumber'],
    unique: [['entryNumber']],
    indexes: [['customerId'], ['ledgerEntryNumber']],
    columns: {
      ...columns('Int32', 'entryNumber', 'ledgerEntryNumber', 'transactionNumber'),
      customerId: 'Guid',
      ...columns('String', 'entryType', 'documentNumber', 'initialDocumentType', 'currencyCode'),
      ...columns('Date', 'postingDate', 'initialDueDate'),
      ...columns('Decimal', 'amount', 'amountLcy'),
    },
    tombstones: false,
  },
  {
    name: names.generalEntry,
    partitioned: true,
    order: ['entryNumber'],
    unique: [['entryNumber']],
    indexes: [['accountNumber'], ['transactionNumber']],
    columns: {
      ...columns('Int32', 'entryNumber', 'transactionNumber'),
      ...columns('String', 'accountNumber', 'documentNumber', 'description'),
      postingDate: 'Date',
      amount: 'Decimal',
    },
    tombstones: false,
  },
  {
    name: names.journal,
    partitioned: true,
    order: ['code'],
    unique: [['code']],
    indexes: [['modifiedAt']],
    columns: columns('String', 'code', 'displayName', 'balancingAccountNumber'),
  },
  {
    name: names.journalLine,
    partitioned: true,
    order: ['journalId', 'lineNumber'],
    unique: [['journalId', 'lineNumber']],
    indexes: [['journalId'], ['customerId']],
    columns: {
      ...columns('Guid', 'journalId', 'customerId'),
      lineNumber: 'Int32',
      postingDate: 'Date',
      ...columns(
        'String',
        'documentNumber',
        'externalDocumentNumber',
        'description',
        'comment',
        'appliesToInvoiceNumber',
      ),
      amount: 'Decimal',
    },
  },
]
