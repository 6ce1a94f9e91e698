/**
 * Application of a payment or credit memo to an open invoice (erp-business-logic, section 3.5): the applied amount in local currency
 * is valued at the invoice's factor; what the payment's own factor makes of it is a realized gain or loss.
 */
import type { Row } from '@koble/odata-server'
import type Big from 'big.js'
import { dialogError } from '../rules/refusals.ts'
import { amount, integer, text } from '../rules/setup.ts'
import { names } from '../tables/names.ts'
import { big, canonical, roundTo } from '../values/decimal.ts'
import { toLocal } from './exchange.ts'
import { refreshEntry, writeDetailed, writeGeneral, type Posting } from './posting.ts'
import { accountsOf } from './posting-groups.ts'

const accounts = { gains: '7200', losses: '7210' } as const

/** Applies `paying` (negative) to `invoice` (positive), both open entries of one customer. */
export function applyEntries(posting: Posting, paying: Row, invoice: Row): void {
  checkApplicable(paying, invoice)
  const discount = grantedDiscount(paying, invoice)
  if (!discount.eq(0)) postDiscount(posting, paying, discount, text(invoice, 'currencyFactor'))
  const due = big(amount(invoice, 'remainingAmount'))
  const paid = big(amount(paying, 'remainingAmount')).abs().plus(discount)
  const applied = paid.lt(due) ? paid : due
  const appliedLcy = portionLcy(invoice, applied)
  const current = refreshEntry(posting.data, paying)
  const paidLcy = portionLcy(current, applied)
  writeDetailed(posting, invoice, 'Application', canonical(applied.times(-1)), canonical(appliedLcy.times(-1)))
  writeDetailed(posting, current, 'Application', canonical(applied), canonical(appliedLcy))
  postDifference(posting, current, paidLcy.minus(appliedLcy))
  settle(posting, current, invoice, applied)
}

function checkApplicable(paying: Row, invoice: Row): void {
  const [from, to] = [text(paying, 'currencyCode'), text(invoice, 'currencyCode')]
  if (from !== to)
    dialogError(`Entries in different currencies (${from || 'LCY'}, ${to || 'LCY'}) cannot be applied to each other.`)
  if (invoice['open'] !== true)
    dialogError(`Invoice ${text(invoice, 'documentNumber')} is not open: there is nothing left to apply to.`)
  if (!big(amount(paying, 'remainingAmount')).lt(0) || !big(amount(invoice, 'remainingAmount')).gt(0)) {
    dialogError(`The amount must be negative to be applied to invoice ${text(invoice, 'documentNumber')}.`)
  }
}

/** The invoice's discount, if a payment comes by the discount date and is at least what is due less the discount; else 0. */
function grantedDiscount(paying: Row, invoice: Row): Big {
  const possible = big(amount(invoice, 'remainingDiscount'))
  const due = big(amount(invoice, 'remainingAmount'))
  const enough = big(amount(paying, 'remainingAmount')).abs().gte(due.minus(possible))
  const inTime = text(paying, 'postingDate') <= text(invoice, 'discountDate')
  const isPayment = paying['documentType'] === 'Payment' && invoice['documentType'] === 'Invoice'
  if (possible.eq(0) || !enough || !inTime || !isPayment) return big(0)
  // A payment of more than what is due less the discount keeps the discount's rest open, as a credit.
  return possible
}

function postDiscount(posting: Posting, paying: Row, discount: Big, factor: string): void {
  const lcy = toLocal(canonical(discount), factor)
  const { receivablesAccount, discountAccount } = accountsOf(posting.data, text(paying, 'postingGroup'))
  writeDetailed(posting, paying, 'Payment Discount', canonical(discount.times(-1)), canonical(big(lcy).times(-1)))
  writeGeneral(posting, discountAccount, lcy, 'Payment discount')
  writeGeneral(posting, receivablesAccount, canonical(big(lcy).times(-1)), 'Payment discount')
}

/** The part of an entry's remaining local amount that belongs to `value`; all of it when the entry closes. */
function portionLcy(entry: Row, value: Big): Big {
  if (big(amount(entry, 'remainingAmount')).abs().eq(value)) return big(amount(entry, 'remainingAmountLcy')).abs()
  return big(toLocal(canonical(value), text(entry, 'currencyFactor')))
}

/** Positive: the payment was worth more than the invoice it paid, a gain. */
function postDifference(posting: Posting, paying: Row, difference: Big): void {
  if (difference.eq(0)) return
  const gain = difference.gt(0)
  const { receivablesAccount } = accountsOf(posting.data, text(paying, 'postingGroup'))
  writeDetailed(posting, paying, gain ? 'Realized Gain' : 'Realized Loss', '0', canonical(difference))
  const description = gain ? 'Realized gain' : 'Realized loss'
  writeGeneral(posting, receivablesAccount, canonical(difference), description)
  writeGeneral(posting, gain ? accounts.gains : accounts.losses, canonical(difference.times(-1)), description)
}

/** Header fields of both entries; the entry that closes the other one is named in it. */
function settle(posting: Posting, paying: Row, invoice: Row, applied: Big): void {
  const { data } = posting
  const later = [text(paying, 'postingDate'), text(invoice, 'postingDate')].toSorted().at(-1) ?? posting.postingDate
  const open = [invoice, paying].map((entry) => correctRemaining(posting, refreshEntry(data, entry)))
  const [invoiceOpen, payingOpen] = open.map((entry) => !big(amount(entry, 'remainingAmount')).eq(0))
  const closing = (by: Row, value: Big) => ({
    open: false,
    closedAtDate: later,
    closedByEntryNumber: integer(by, 'entryNumber'),
    closedByAmount: canonical(value),
  })
  if (invoiceOpen === false)
    data.update(names.ledgerEntry, invoice.id, { ...closing(paying, applied), remainingDiscount: '0' })
  else data.touch(names.ledgerEntry, invoice.id)
  if (payingOpen === true) return
  const closed = closing(invoice, applied.times(-1))
  const both = invoiceOpen === false
  data.update(names.ledgerEntry, paying.id, both ? { ...closed, closedByEntryNumber: 0, closedByAmount: '0' } : closed)
}

/** Keeps a partly applied foreign entry's local rest at remaining / factor. */
function correctRemaining(posting: Posting, entry: Row): Row {
  const wanted = toLocal(amount(entry, 'remainingAmount'), text(entry, 'currencyFactor'))
  const difference = roundTo(big(wanted).minus(amount(entry, 'remainingAmountLcy')))
  if (text(entry, 'currencyCode') === '' || difference.eq(0)) return entry
  const { receivablesAccount, roundingAccount } = accountsOf(posting.data, text(entry, 'postingGroup'))
  writeDetailed(posting, entry, 'Correction of Remaining Amount', '0', canonical(difference))
  writeGeneral(posting, receivablesAccount, canonical(difference), 'Application rounding')
  writeGeneral(posting, roundingAccount, canonical(difference.times(-1)), 'Application rounding')
  return refreshEntry(posting.data, entry)
}
