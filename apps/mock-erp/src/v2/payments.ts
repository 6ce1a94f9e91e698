/**
 * API v2.0 `customerPaymentJournals` and `customerPayments` (business-central-api.json; erp-business-logic, section 3.4). Amounts go to the journal line
 * as they are: a receipt is sent negative.
 */
import type { Draft, EntitySetDefinition, ReadContext, Row, Transaction, WriteContext } from '@koble/odata-server'
import { emptyGuid } from '@koble/odata-server'
import { invoiceById, invoiceEntry } from '../ledger/invoice-entry.ts'
import { postJournal } from '../ledger/post-journal.ts'
import { codeRules } from '../rules/code-records.ts'
import { removeJournalLines } from '../rules/journal-lines.ts'
import { drawNumber, series } from '../rules/number-series.ts'
import { dialogError } from '../rules/refusals.ts'
import { amount, integer as integerOf, text as textOf, workDate } from '../rules/setup.ts'
import { byId } from '../sets/navigation.ts'
import { idProperty, keyProperty, type Pair } from '../sets/pair.ts'
import { codeField, date, decimal, guid, integer, lastModified, systemId, text } from '../sets/properties.ts'
import { findAll } from '../tables/find-all.ts'
import { names } from '../tables/names.ts'
import { big, negate } from '../values/decimal.ts'
import { dimensionSetLinesBelow } from './dimension-set-lines.ts'

const rules = codeRules(names.journal, { balancingAccountNumber: '1100' })

const balancingAccount: Pair = {
  table: names.account,
  keyColumn: 'number',
  length: 20,
  column: 'balancingAccountNumber',
  holds: 'key',
}

export const customerPaymentJournals: EntitySetDefinition = {
  name: 'customerPaymentJournals',
  entityType: 'customerPaymentJournal',
  table: names.journal,
  fixed: { templateName: 'CASHRCPT' },
  properties: {
    id: systemId,
    code: codeField(10),
    displayName: text(100),
    lastModifiedDateTime: lastModified,
    balancingAccountId: idProperty('balancingAccountId', balancingAccount),
    balancingAccountNumber: { ...codeField(20), readOnly: true },
  },
  navigation: {
    customerPayments: { target: 'customerPayments', collection: true, contained: true, targetColumn: 'journalId' },
  },
  insert: rules.insert,
  modify: rules.modify,
  delete: {
    after: (row, { data }) => removeJournalLines(data, row.id),
  },
  operations: {
    post: {
      kind: 'action',
      bound: 'entity',
      run: ({ row, context }) => {
        context.remark('The published page of customerPaymentJournals names no action; post is that of journals.')
        if (row !== undefined) postJournal(context.data, row)
        return undefined
      },
    },
  },
}

const customer: Pair = { table: names.customer, keyColumn: 'number', length: 20, column: 'customerId', holds: 'id' }

export const customerPayments: EntitySetDefinition = {
  name: 'customerPayments',
  entityType: 'customerPayment',
  table: names.journalLine,
  requiresParent: ['journalId'],
  properties: {
    id: systemId,
    journalId: guid({ set: setJournalId }),
    journalDisplayName: codeField(10, { get: (row, context) => journalCode(row, context), set: setJournalName }),
    lineNumber: integer(),
    customerId: idProperty('customerId', customer),
    customerNumber: keyProperty('customerNumber', customer),
    postingDate: date(),
    documentNumber: codeField(20),
    externalDocumentNumber: codeField(35),
    amount: decimal(),
    appliesToInvoiceId: guid({ get: (row, context) => appliedInvoiceId(row, context), set: setInvoiceId }),
    appliesToInvoiceNumber: codeField(20, { set: setInvoiceNumber }),
    description: text(100),
    comment: text(250),
    lastModifiedDateTime: lastModified,
  },
  navigation: {
    customer: byId('customers', names.customer, 'customerId'),
    dimensionSetLines: dimensionSetLinesBelow,
  },
  insert: { before: (draft, context) => completeLine(draft, context) },
  modify: {},
  delete: {},
}

function journalCode(row: Readonly<Record<string, unknown>>, context: ReadContext): string {
  const journal = context.data.get(names.journal, textOf(row, 'journalId'))
  return journal === undefined ? '' : textOf(journal, 'code')
}

function setJournalId(draft: Draft, value: unknown): void {
  const current = textOf(draft, 'journalId')
  if (isGiven(current) && current !== value) dialogError('The Journal Id cannot be changed.')
  draft['journalId'] = typeof value === 'string' ? value : emptyGuid
}

function setJournalName(draft: Draft, value: unknown, context: WriteContext): void {
  const code = typeof value === 'string' ? value : ''
  if (isGiven(textOf(draft, 'journalId'))) {
    if (journalCode(draft, context) !== code) dialogError('The Journal Id and Journal Display Name do not match.')
    return
  }
  draft['journalId'] = context.data.lookup(names.journal, ['code'], [code])?.id ?? emptyGuid
}

const isGiven = (id: string): boolean => id !== '' && id !== emptyGuid

function appliedInvoiceId(row: Row, context: ReadContext): string {
  const number = textOf(row, 'appliesToInvoiceNumber')
  return number === '' ? emptyGuid : textOf(invoiceEntry(context.data, number), 'documentId')
}

function setInvoiceId(draft: Draft, value: unknown, context: WriteContext): void {
  if (typeof value !== 'string' || value === emptyGuid) return
  const entry = invoiceById(context.data, value)
  if (entry === undefined) {
    dialogError('The "appliesToInvoiceId" should be the ID of an Open, Paid, Corrective, or Canceled Invoice.')
  }
  applyTo(draft, entry ?? draft)
}

function setInvoiceNumber(draft: Draft, value: unknown, context: WriteContext): void {
  if (typeof value !== 'string' || value === '') draft['appliesToInvoiceNumber'] = ''
  else applyTo(draft, invoiceEntry(context.data, value))
}

function applyTo(draft: Draft, entry: Readonly<Record<string, unknown>>): void {
  const [number, before] = [textOf(entry, 'documentNumber'), textOf(draft, 'appliesToInvoiceNumber')]
  if (before !== '' && before !== number) dialogError('The Applies To Invoice values do not match to the same Invoice.')
  draft['appliesToInvoiceNumber'] = number
  if (!isGiven(textOf(draft, 'customerId'))) draft['customerId'] = textOf(entry, 'customerId')
}

/** What the caller left out: line number, posting date, document number, description, the invoice's rest as amount. */
function completeLine(draft: Draft, context: WriteContext): void {
  const { data } = context
  const journal = data.get(names.journal, textOf(draft, 'journalId'))
  if (journal === undefined) dialogError('You must specify a journal batch ID or a journal ID to get a journal line.')
  const lines = [...data.find(names.journalLine, { journalId: textOf(draft, 'journalId') })]
  if (integerOf(draft, 'lineNumber') === 0) {
    draft['lineNumber'] = Math.max(0, ...lines.map((line) => integerOf(line, 'lineNumber'))) + 10_000
  }
  if (isBlankDate(draft['postingDate'])) draft['postingDate'] = workDate(context.clock)
  if (textOf(draft, 'documentNumber') === '')
    draft['documentNumber'] = drawNumber(data, series.payment, isPosted(data, lines))
  const paying = data.get(names.customer, textOf(draft, 'customerId'))
  if (textOf(draft, 'description') === '' && paying !== undefined) draft['description'] = textOf(paying, 'displayName')
  const number = textOf(draft, 'appliesToInvoiceNumber')
  if (number !== '' && big(amount(draft, 'amount')).eq(0)) {
    draft['amount'] = negate(amount(invoiceEntry(data, number), 'remainingAmount'))
  }
}

const isBlankDate = (value: unknown): boolean => typeof value !== 'string' || value === '' || value === '0001-01-01'

const isPosted =
  (data: Transaction, lines: readonly Row[]) =>
  (number: string): boolean =>
    lines.some((line) => line['documentNumber'] === number) ||
    findAll(data, names.ledgerEntry, { documentNumber: number }).length > 0
