/** Posts one payment of a customer, or to a vendor, against a balancing account, and applies it (erp-business-logic, section 3.4). */
import type { Row, Transaction } from '@koble/odata-server'
import { dialogError } from '../rules/refusals.ts'
import { text } from '../rules/setup.ts'
import { negate } from '../values/decimal.ts'
import { applyEntries } from './apply.ts'
import { applyToOldest } from './apply-to-oldest.ts'
import { bankAccount, postToBank } from './bank.ts'
import { currencyFactor, toLocal } from './exchange.ts'
import { currentEntry } from './party-entries.ts'
import { personOf, postToParty } from './post-to-party.ts'
import { beginPosting, writeGeneral, type PostedType, type Posting } from './posting.ts'
import { postingGroupOf, vendorPostingGroupOf } from './posting-groups.ts'
import { customerLedger, vendorLedger, type Subledger } from './subledger.ts'

/** A general ledger account, or a bank account. */
export type BalancingAccount = string | { readonly bank: string }

/** An open entry, and how much of it is paid (positive; default: its rest). */
export interface AppliesTo {
  readonly entry: Row
  readonly amount?: string
}

interface PartyPayment {
  readonly documentType?: PostedType
  readonly documentNumber: string
  readonly externalDocumentNumber?: string
  readonly postingDate: string
  /** In `currencyCode`; negative when the customer pays, positive when a vendor is paid. */
  readonly amount: string
  readonly currencyCode: string
  readonly description: string
  readonly balancingAccount: BalancingAccount
  readonly appliesTo?: Row
  /** Several entries, in this order; `appliesTo` is the short form for one. */
  readonly applications?: readonly AppliesTo[]
}

export interface Payment extends PartyPayment {
  readonly customer: Row
}

export interface VendorPayment extends PartyPayment {
  readonly vendor: Row
}

export function postPayment(data: Transaction, payment: Payment): Row {
  checkPayable('Customer', payment.customer)
  return post(data, customerLedger, payment.customer, postingGroupOf(payment.customer), payment)
}

export function postVendorPayment(data: Transaction, payment: VendorPayment): Row {
  checkPayable('Vendor', payment.vendor)
  return post(data, vendorLedger, payment.vendor, vendorPostingGroupOf(payment.vendor), payment)
}

function post(data: Transaction, ledger: Subledger, party: Row, postingGroup: string, payment: PartyPayment): Row {
  const { currencyCode, description, amount } = payment
  const posting = beginPosting(data, payment.postingDate, payment.documentNumber, payment.documentType ?? 'Payment')
  const factor = currencyFactor(data, currencyCode, payment.postingDate)
  const more = { externalDocumentNumber: payment.externalDocumentNumber ?? '', ...personOf(ledger, party) }
  const line = { party, postingGroup, amount, currencyCode, currencyFactor: factor, description, more }
  const entry = postToParty(posting, ledger, line)
  balance(posting, payment.balancingAccount, negate(amount), negate(toLocal(amount, factor)), description)
  applyPayment(posting, ledger, entry, payment)
  return currentEntry(data, ledger, entry)
}

/** The other side of a line: a general ledger account or a bank account. */
export function balance(
  posting: Posting,
  account: BalancingAccount,
  value: string,
  valueLcy: string,
  description: string,
): void {
  if (typeof account === 'string') writeGeneral(posting, account, valueLcy, description)
  else postToBank(posting, bankAccount(posting.data, account.bank), value, valueLcy, description)
}

function applyPayment(posting: Posting, ledger: Subledger, entry: Row, payment: PartyPayment): void {
  const { data } = posting
  const one = payment.appliesTo === undefined ? [] : [{ entry: payment.appliesTo }]
  const applications: readonly AppliesTo[] = payment.applications ?? one
  for (const { entry: open, amount } of applications) {
    const options = amount === undefined ? {} : { amountToApply: amount }
    applyEntries(posting, ledger, currentEntry(data, ledger, entry), currentEntry(data, ledger, open), options)
  }
  const party = data.get(ledger.parties, text(entry, ledger.owner))
  const toOldest = party?.['applicationMethod'] === 'Apply_x0020_to_x0020_Oldest'
  if (applications.length === 0 && toOldest) applyToOldest(posting, ledger, entry)
}

/** Payments are allowed for customers blocked Ship or Invoice, not for All; for vendors not when blocked Payment. */
function checkPayable(kind: 'Customer' | 'Vendor', party: Row): void {
  const [number, blocked] = [text(party, 'number'), text(party, 'blocked')]
  if (party['privacyBlocked'] === true) {
    dialogError(`You cannot post this type of document when ${kind} ${number} is blocked for privacy.`)
  }
  if (blocked === 'All' || (kind === 'Vendor' && blocked === 'Payment')) {
    dialogError(`You cannot post this type of document when ${kind} ${number} is blocked with type ${blocked}`)
  }
}
