/** Chart of accounts with its entries, bank accounts, exchange rates and payment journals of API v2.0. */
import { act, countOf, textOf } from '../api.ts'
import {
  amountColumn,
  booleanColumn,
  dateColumn,
  keyColumn,
  memberColumn,
  quantityColumn,
  textColumn,
} from './columns.ts'
import type { EntityDefinition } from './definition.ts'
import * as field from './fields.ts'

const entryColumns = [
  keyColumn('entryNumber', 'Entry no.', { align: 'end' }),
  dateColumn('postingDate', 'Posting date'),
  memberColumn('documentType', 'Type', { sortable: false }),
  textColumn('documentNumber', 'Document no.'),
  textColumn('description', 'Description'),
  amountColumn('debitAmount', 'Debit'),
  amountColumn('creditAmount', 'Credit'),
]

export const accounts: EntityDefinition = {
  set: 'v2.0/accounts',
  path: '/accounts',
  one: 'G/L account',
  many: 'Chart of accounts',
  icon: 'money',
  group: 'Finance',
  title: 'displayName',
  key: 'number',
  sort: 'number',
  isReadOnly: true,
  columns: [
    keyColumn('number'),
    textColumn('displayName', 'Name'),
    memberColumn('category', 'Category'),
    memberColumn('accountType', 'Account type'),
    booleanColumn('directPosting', 'Direct posting'),
    amountColumn('netChange', 'Net change'),
  ],
  tabs: [
    {
      heading: 'General',
      fields: [
        field.shown('number', 'No.'),
        field.shown('displayName', 'Name'),
        field.shown('category', 'Category'),
        field.shown('subCategory', 'Subcategory'),
        field.shown('accountType', 'Account type'),
        field.shown('netChange', 'Net change', { type: 'decimal' }),
        field.shown('directPosting', 'Direct posting', { type: 'checkbox' }),
        field.shown('blocked', 'Blocked', { type: 'checkbox' }),
      ],
    },
  ],
  related: [
    {
      heading: 'General ledger entries',
      path: () => 'v2.0/generalLedgerEntries',
      query: (account) => ({ $filter: `accountId eq ${textOf(account, 'id')}`, $orderby: 'entryNumber desc' }),
      columns: entryColumns,
      emptyText: 'Nothing was posted to this account yet.',
    },
  ],
}

export const generalLedgerEntries: EntityDefinition = {
  set: 'v2.0/generalLedgerEntries',
  path: '/general-ledger-entries',
  one: 'General ledger entry',
  many: 'General ledger entries',
  icon: 'history',
  group: 'Finance',
  title: 'description',
  key: 'documentNumber',
  sort: 'entryNumber',
  descending: true,
  isReadOnly: true,
  hasNoCard: true,
  columns: [
    ...entryColumns.slice(0, 4),
    textColumn('accountNumber', 'Account no.', {
      sortable: false,
      href: (entry) => `/accounts/${textOf(entry, 'accountId')}`,
    }),
    ...entryColumns.slice(4),
  ],
  tabs: [],
}

export const bankAccounts: EntityDefinition = {
  set: 'v2.0/bankAccounts',
  path: '/bank-accounts',
  one: 'Bank account',
  many: 'Bank accounts',
  icon: 'home',
  group: 'Finance',
  title: 'displayName',
  key: 'number',
  sort: 'number',
  isReadOnly: true,
  columns: [
    keyColumn('number'),
    textColumn('displayName', 'Name'),
    textColumn('currencyCode', 'Currency', { sortable: false }),
    textColumn('iban', 'IBAN'),
    booleanColumn('blocked', 'Blocked'),
  ],
  tabs: [
    {
      heading: 'General',
      fields: [
        field.shown('number', 'No.'),
        field.shown('displayName', 'Name'),
        field.shown('bankAccountNumber', 'Bank account no.'),
        field.shown('iban', 'IBAN'),
        field.shown('currencyCode', 'Currency code'),
        field.shown('blocked', 'Blocked', { type: 'checkbox' }),
      ],
    },
  ],
}

export const currencyExchangeRates: EntityDefinition = {
  set: 'v2.0/currencyExchangeRates',
  path: '/currency-exchange-rates',
  one: 'Exchange rate',
  many: 'Exchange rates',
  icon: 'globe',
  group: 'Finance',
  title: 'currencyCode',
  key: 'currencyCode',
  sort: 'startingDate',
  descending: true,
  isReadOnly: true,
  hasNoCard: true,
  columns: [
    keyColumn('currencyCode', 'Currency'),
    dateColumn('startingDate', 'From'),
    quantityColumn('exchangeRateAmount', 'Units of the currency'),
    quantityColumn('relationalExchangeRateAmount', 'in LCY'),
  ],
  tabs: [],
}

export const paymentJournals: EntityDefinition = {
  set: 'v2.0/customerPaymentJournals',
  path: '/payment-journals',
  one: 'Payment journal',
  many: 'Customer payment journals',
  icon: 'money',
  group: 'Finance',
  title: 'displayName',
  key: 'code',
  sort: 'code',
  columns: [
    keyColumn('code', 'Code'),
    textColumn('displayName', 'Name'),
    textColumn('balancingAccountNumber', 'Balancing account', { sortable: false }),
  ],
  tabs: [
    {
      heading: 'General',
      fields: [field.code(10), field.name(100), field.shown('balancingAccountNumber', 'Balancing account no.')],
    },
  ],
  lines: [
    {
      heading: 'Payments',
      one: 'Payment',
      key: 'lineNumber',
      collection: (journal) => `v2.0/customerPaymentJournals(${textOf(journal, 'id')})/customerPayments`,
      columns: [
        field.date('postingDate', 'Posting date', { width: 12 }),
        field.text('documentNumber', 'Document no.', 20, { width: 10 }),
        field.numberOf('customerNumber', 'Customer no.', 'customers', { required: true, width: 10 }),
        field.text('externalDocumentNumber', 'External document no.', 35, { width: 12 }),
        field.text('description', 'Description', 100, { width: 20 }),
        field.decimal('amount', 'Amount', { hint: 'Negative: received', width: 10 }),
        field.text('appliesToInvoiceNumber', 'Applies to invoice', 20, { width: 11 }),
      ],
      emptyText: 'No payments yet. A payment received has a negative amount.',
    },
  ],
  actions: [
    {
      key: 'post',
      label: 'Post',
      icon: 'check',
      question: (journal) => ({
        heading: `Post journal ${textOf(journal, 'code')}?`,
        effect: 'Its payments are posted to the customers’ accounts and the general ledger. This cannot be undone.',
        confirmLabel: 'Post',
      }),
      run: async (journal) => {
        const path = `v2.0/customerPaymentJournals(${textOf(journal, 'id')})`
        const count = await countOf(`${path}/customerPayments`)
        await act(`${path}/Microsoft.NAV.post`)
        return { message: `${count} ${count === 1 ? 'payment was' : 'payments were'} posted.` }
      },
    },
  ],
}
