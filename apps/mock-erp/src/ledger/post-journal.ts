/**
 * Posts the lines of a journal: all of them or none; posted lines leave the journal (erp-business-logic, section 3.4). A line with a balancing account is balanced
 * in itself, the others must balance per document number and posting date.
 */
import type { Row, Transaction } from '@koble/odata-server'
import { dialogError, fieldError, mustHaveValue } from '../rules/refusals.ts'
import { amount, integer, text } from '../rules/setup.ts'
import { findAll } from '../tables/find-all.ts'
import { names } from '../tables/names.ts'
import { big, canonical, sum } from '../values/decimal.ts'
import { invoiceEntry } from './invoice-entry.ts'
import { postJournalLine } from './post-journal-line.ts'
import { postPayment } from './post-payment.ts'
import { beginPosting } from './posting.ts'

/** The template of general journals; the lines of all others are customer payments, whatever they say. */
const GENERAL = 'GENERAL'

export function postJournal(data: Transaction, journal: Row): void {
  const lines = findAll(data, names.journalLine, { journalId: journal.id }).toSorted(
    (one, other) => integer(one, 'lineNumber') - integer(other, 'lineNumber'),
  )
  if (lines.length === 0) dialogError('There is nothing to post.')
  if (journal['templateName'] === GENERAL) postDocuments(data, journal, lines)
  else for (const line of lines) postPaymentLine(data, journal, line)
  for (const line of lines) data.remove(names.journalLine, line.id)
}

const whereOf = (journal: Row, line: Row): string =>
  `Journal Template Name='${text(journal, 'templateName') || 'CASHRCPT'}',Journal Batch Name='${text(journal, 'code')}',Line No.='${integer(line, 'lineNumber')}'`

function checkAmount(journal: Row, line: Row): void {
  if (big(amount(line, 'amount')).eq(0)) mustHaveValue('Amount', names.journalLine, whereOf(journal, line))
}

const outOfBalance = (documentNumber: string, by: string): never =>
  dialogError(`Document No. ${documentNumber} is out of balance by ${by}.`)

/** The lines of one document and date are one transaction. */
function postDocuments(data: Transaction, journal: Row, lines: readonly Row[]): void {
  const documents = Map.groupBy(lines, (line) =>
    JSON.stringify([text(line, 'documentNumber'), text(line, 'postingDate')]),
  )
  for (const document of documents.values()) {
    const [first] = document
    if (first === undefined) continue
    for (const line of document) checkAmount(journal, line)
    const open = document.filter((line) => text(line, 'balancingAccountNumber') === '')
    const difference = canonical(sum(open.map((line) => amount(line, 'amount'))))
    if (difference !== '0') outOfBalance(text(first, 'documentNumber'), difference)
    const posting = beginPosting(data, text(first, 'postingDate'), text(first, 'documentNumber'))
    for (const line of document) postJournalLine(posting, line, whereOf(journal, line))
  }
}

function postPaymentLine(data: Transaction, journal: Row, line: Row): void {
  const customer = data.get(names.customer, text(line, 'customerId'))
  if (customer === undefined) return mustHaveValue('Account No.', names.journalLine, whereOf(journal, line))
  checkAmount(journal, line)
  const balancingAccount = text(journal, 'balancingAccountNumber')
  if (balancingAccount === '') outOfBalance(text(line, 'documentNumber'), amount(line, 'amount'))
  const number = text(line, 'appliesToInvoiceNumber')
  const appliesTo = number === '' ? undefined : invoiceEntry(data, number)
  if (appliesTo !== undefined && appliesTo['customerId'] !== customer.id) {
    fieldError(`Invoice ${number} is not one of Customer ${text(customer, 'number')}.`)
  }
  postPayment(data, {
    customer,
    documentNumber: text(line, 'documentNumber'),
    externalDocumentNumber: text(line, 'externalDocumentNumber'),
    postingDate: text(line, 'postingDate'),
    amount: amount(line, 'amount'),
    currencyCode: text(appliesTo ?? customer, 'currencyCode'),
    description: text(line, 'description'),
    balancingAccount,
    ...(appliesTo === undefined ? {} : { appliesTo }),
  })
}
