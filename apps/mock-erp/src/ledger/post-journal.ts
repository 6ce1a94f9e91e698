/** Posts the lines of a payment journal: all of them or none; posted lines leave the journal (erp-business-logic, section 3.4). */
import type { Row, Transaction } from '@koble/odata-server'
import { dialogError, fieldError, mustHaveValue } from '../rules/refusals.ts'
import { amount, integer, text } from '../rules/setup.ts'
import { findAll } from '../tables/find-all.ts'
import { names } from '../tables/names.ts'
import { big } from '../values/decimal.ts'
import { invoiceEntry } from './invoice-entry.ts'
import { postPayment } from './post-payment.ts'

export function postJournal(data: Transaction, journal: Row): void {
  const lines = findAll(data, names.journalLine, { journalId: journal.id }).toSorted(
    (one, other) => integer(one, 'lineNumber') - integer(other, 'lineNumber'),
  )
  if (lines.length === 0) dialogError('There is nothing to post.')
  for (const line of lines) postLine(data, journal, line)
}

function postLine(data: Transaction, journal: Row, line: Row): void {
  const where = `Journal Template Name='CASHRCPT',Journal Batch Name='${text(journal, 'code')}',Line No.='${integer(line, 'lineNumber')}'`
  const customer = data.get(names.customer, text(line, 'customerId'))
  if (customer === undefined) return mustHaveValue('Account No.', names.journalLine, where)
  if (big(amount(line, 'amount')).eq(0)) mustHaveValue('Amount', names.journalLine, where)
  const balancingAccount = text(journal, 'balancingAccountNumber')
  if (balancingAccount === '') {
    dialogError(`Document No. ${text(line, 'documentNumber')} is out of balance by ${amount(line, 'amount')}.`)
  }
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
  data.remove(names.journalLine, line.id)
}
