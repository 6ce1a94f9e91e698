/** General ledger, VAT and bank ledgers, and the journals that post into them. */
import type { TableDefinition } from '@koble/odata-server'
import { columns } from './columns.ts'
import { names } from './names.ts'

export const ledgerTables: readonly TableDefinition[] = [
  {
    name: names.generalEntry,
    partitioned: true,
    order: ['entryNumber'],
    unique: [['entryNumber']],
    indexes: [['modifiedAt'], ['accountNumber'], ['transactionNumber'], ['documentNumber']],
    columns: {
      ...columns('Int32', 'entryNumber', 'transactionNumber', 'dimensionSetId'),
      ...columns('String', 'accountNumber', 'documentType', 'documentNumber', 'description'),
      ...columns('String', 'genBusPostingGroup', 'genProdPostingGroup', 'vatBusPostingGroup', 'vatProdPostingGroup'),
      postingDate: 'Date',
      amount: 'Decimal',
      /** Customer, Vendor, Bank_x0020_Account: whose ledger the entry belongs to. */
      sourceType: 'String',
      sourceId: 'Guid',
    },
    tombstones: false,
  },
  {
    name: names.journal,
    partitioned: true,
    order: ['code'],
    unique: [['code']],
    indexes: [['modifiedAt']],
    columns: columns('String', 'code', 'displayName', 'balancingAccountNumber', 'templateName'),
  },
  {
    name: names.journalLine,
    partitioned: true,
    order: ['journalId', 'lineNumber'],
    unique: [['journalId', 'lineNumber']],
    indexes: [['modifiedAt'], ['journalId'], ['customerId']],
    columns: {
      ...columns('Guid', 'journalId', 'customerId'),
      /** General journals: the account of another kind, and what balances the line. */
      ...columns('String', 'accountType', 'balancingAccountType', 'balancingAccountNumber', 'accountNumber'),
      ...columns('String', 'taxCode'),
      ...columns('Int32', 'lineNumber', 'dimensionSetId'),
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
  {
    name: names.vatEntry,
    partitioned: true,
    order: ['entryNumber'],
    unique: [['entryNumber']],
    indexes: [['transactionNumber'], ['documentNumber']],
    columns: {
      ...columns('Int32', 'entryNumber', 'transactionNumber'),
      /** Sale, Purchase. */
      ...columns('String', 'type', 'documentType', 'documentNumber', 'calculationType', 'vatIdentifier', 'country'),
      ...columns('String', 'genBusPostingGroup', 'genProdPostingGroup', 'vatBusPostingGroup', 'vatProdPostingGroup'),
      ...columns('String', 'taxRegistrationNumber'),
      billToId: 'Guid',
      postingDate: 'Date',
      ...columns('Decimal', 'base', 'amount'),
    },
    tombstones: false,
  },
  {
    name: names.bankAccount,
    partitioned: true,
    order: ['number'],
    unique: [['number']],
    indexes: [['modifiedAt']],
    columns: {
      ...columns('String', 'number', 'displayName', 'bankAccountNumber', 'currencyCode', 'iban', 'accountNumber'),
      ...columns('Boolean', 'blocked', 'intercompanyEnabled'),
    },
  },
  {
    name: names.bankLedgerEntry,
    partitioned: true,
    order: ['entryNumber'],
    unique: [['entryNumber']],
    indexes: [['bankAccountNumber'], ['documentNumber']],
    columns: {
      ...columns('Int32', 'entryNumber', 'transactionNumber'),
      ...columns('String', 'bankAccountNumber', 'documentType', 'documentNumber', 'description', 'currencyCode'),
      postingDate: 'Date',
      ...columns('Decimal', 'amount', 'amountLcy'),
    },
    tombstones: false,
  },
]
