/** Posts one customer payment against a balancing account (erp-business-logic, section 3.4). */
import type { Row, Transaction } from '@koble/odata-server'
import { dialogError } from '../rules/refusals.ts'
import { text } from '../rules/setup.ts'
import { names } from '../tables/names.ts'
import { negate } from '../values/decimal.ts'
import { applyEntries } from './apply.ts'
import { currencyFactor, toLocal } from './exchange.ts'
import { beginPosting, writeGeneral, writeLedgerEntry } from './posting.ts'
import { accountsOf, postingGroupOf } from './posting-groups.ts'

export interface Payment {
  readonly customer: Row
  readonly documentNumber: string
  readonly externalDocumentNumber?: string
  readonly postingDate: string
  /** In `currencyCode`; negative when the customer pays. */
  readonly amount: string
  readonly currencyCode: string
  readonly description: string
  readonly balancingAccount: string
  readonly appliesTo?: Row
}

export function postPayment(data: Transaction, payment: Payment): Row {
  const { customer, currencyCode, description } = payment
  checkBlocked(customer)
  const posting = beginPosting(data, payment.postingDate, payment.documentNumber)
  const factor = currencyFactor(data, currencyCode, payment.postingDate)
  const amountLcy = toLocal(payment.amount, factor)
  const postingGroup = postingGroupOf(customer)
  const entry = writeLedgerEntry(
    posting,
    {
      customerId: customer.id,
      documentType: 'Payment',
      externalDocumentNumber: payment.externalDocumentNumber ?? '',
      description,
      currencyCode,
      currencyFactor: factor,
      documentDate: payment.postingDate,
      dueDate: payment.postingDate,
      salespersonCode: text(customer, 'salespersonCode'),
      postingGroup,
      salesLcy: '0',
    },
    payment.amount,
    amountLcy,
  )
  writeGeneral(posting, payment.balancingAccount, negate(amountLcy), description)
  writeGeneral(posting, accountsOf(data, postingGroup).receivablesAccount, amountLcy, description)
  if (payment.appliesTo !== undefined) applyEntries(posting, entry, payment.appliesTo)
  return data.get(names.ledgerEntry, entry.id) ?? entry
}

/** Payments are allowed for customers blocked Ship or Invoice, not for All. */
function checkBlocked(customer: Row): void {
  const number = text(customer, 'number')
  if (customer['privacyBlocked'] === true) {
    dialogError(`You cannot post this type of document when Customer ${number} is blocked for privacy.`)
  }
  if (customer['blocked'] === 'All') {
    dialogError(`You cannot post this type of document when Customer ${number} is blocked with type All`)
  }
}
