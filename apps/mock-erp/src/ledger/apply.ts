/**
 * Application of an entry (a payment, credit memo) to an open one of opposite sign (erp-business-logic, section 3.5): the applied amount in local currency is
 * valued at the older entry's factor; what the applying entry's own factor makes of it is a realized gain or loss.
 */
import type { Row } from '@koble/odata-server'
import type Big from 'big.js'
import { dialogError } from '../rules/refusals.ts'
import { amount, integer, text } from '../rules/setup.ts'
import { big, canonical, roundTo } from '../values/decimal.ts'
import { postDifference } from './differences.ts'
import { toLocal } from './exchange.ts'
import { currentEntry, refreshEntry, writeDetailed } from './party-entries.ts'
import type { Posting } from './posting.ts'
import type { Subledger } from './subledger.ts'

export interface ApplyOptions {
  /** No more than this of the open entry's rest, positive. Default: all of it. */
  readonly amountToApply?: string
}

/** Applies `applying` to `open`, both entries of one party with a rest. */
export function applyEntries(
  posting: Posting,
  ledger: Subledger,
  applying: Row,
  open: Row,
  { amountToApply }: ApplyOptions = {},
): void {
  checkApplicable(applying, open)
  const sign = big(amount(open, 'remainingAmount')).gt(0) ? 1 : -1
  const discount = grantedDiscount(applying, open, amountToApply)
  if (!discount.eq(0)) giveDiscount(posting, ledger, applying, open, discount)
  const due = smaller(rest(open), amountToApply === undefined ? rest(open) : big(amountToApply))
  const current = refreshEntry(posting, ledger, applying)
  const applied = smaller(rest(current), due)
  const appliedLcy = portionLcy(open, applied)
  const ownLcy = portionLcy(current, applied)
  const to = (entry: Row) => ({ appliedEntryNumber: integer(entry, 'entryNumber') })
  const signed = (value: Big, factor: number): string => canonical(value.times(factor))
  const [out, back] = [-sign, sign]
  writeDetailed(posting, ledger, open, 'Application', signed(applied, out), signed(appliedLcy, out), to(current))
  writeDetailed(posting, ledger, current, 'Application', signed(applied, back), signed(appliedLcy, back), to(open))
  realize(posting, ledger, current, ownLcy.minus(appliedLcy).times(sign))
  settle(posting, ledger, current, open, applied)
}

const rest = (entry: Row): Big => big(amount(entry, 'remainingAmount')).abs()

const smaller = (one: Big, other: Big): Big => (one.lt(other) ? one : other)

function checkApplicable(applying: Row, open: Row): void {
  const [from, to] = [text(applying, 'currencyCode'), text(open, 'currencyCode')]
  const number = text(open, 'documentNumber')
  if (from !== to)
    dialogError(`Entries in different currencies (${from || 'LCY'}, ${to || 'LCY'}) cannot be applied to each other.`)
  if (open['open'] !== true) dialogError(`Invoice ${number} is not open: there is nothing left to apply to.`)
  const product = big(amount(applying, 'remainingAmount')).times(amount(open, 'remainingAmount'))
  const wanted = big(amount(open, 'remainingAmount')).gt(0) ? 'negative' : 'positive'
  if (!product.lt(0)) dialogError(`The amount must be ${wanted} to be applied to invoice ${number}.`)
}

const PAYING = new Set<unknown>(['Payment', 'Refund'])
const GIVING = new Set<unknown>(['Invoice', 'Credit_x0020_Memo'])

/** The open entry's discount, if a payment comes by the discount date and is at least what is due less the discount; else 0. */
function grantedDiscount(applying: Row, open: Row, amountToApply: string | undefined): Big {
  const possible = big(amount(open, 'remainingDiscount')).abs()
  const enough = rest(applying).gte(rest(open).minus(possible))
  const inTime = text(applying, 'postingDate') <= text(open, 'discountDate')
  const isWhole = amountToApply === undefined || big(amountToApply).gte(rest(open))
  const isPayment = PAYING.has(applying['documentType']) && GIVING.has(open['documentType'])
  // A payment of more than what is due less the discount keeps the discount's rest open, as a credit.
  return possible.eq(0) || !enough || !inTime || !isPayment || !isWhole ? big(0) : possible
}

function giveDiscount(posting: Posting, ledger: Subledger, applying: Row, open: Row, discount: Big): void {
  const sign = big(amount(applying, 'remainingAmount')).lt(0) ? -1 : 1
  const lcy = big(toLocal(canonical(discount), text(open, 'currencyFactor')))
  const [value, valueLcy] = [canonical(discount.times(sign)), canonical(lcy.times(sign))]
  postDifference(posting, ledger, applying, 'Payment Discount', value, valueLcy)
  posting.data.update(ledger.entries, open.id, { discountGivenLcy: canonical(lcy) })
}

/** The part of an entry's remaining local amount that belongs to `value`; all of it when the entry closes. */
function portionLcy(entry: Row, value: Big): Big {
  if (rest(entry).eq(value)) return big(amount(entry, 'remainingAmountLcy')).abs()
  return big(toLocal(canonical(value), text(entry, 'currencyFactor')))
}

/** Positive: a gain, the control account is debited. */
function realize(posting: Posting, ledger: Subledger, applying: Row, difference: Big): void {
  if (difference.eq(0)) return
  const kind = difference.gt(0) ? 'Realized Gain' : 'Realized Loss'
  postDifference(posting, ledger, applying, kind, '0', canonical(difference))
}

/** Header fields of both entries; the entry that closes the other one is named in it. */
function settle(posting: Posting, ledger: Subledger, applying: Row, open: Row, applied: Big): void {
  const { data } = posting
  const later = [text(applying, 'postingDate'), text(open, 'postingDate')].toSorted().at(-1) ?? posting.postingDate
  const [opened, own] = [open, applying].map((entry) =>
    correctRemaining(posting, ledger, refreshEntry(posting, ledger, currentEntry(data, ledger, entry))),
  )
  const isClosed = (entry: Row | undefined): boolean => entry !== undefined && rest(entry).eq(0)
  const closing = (entry: Row, by: Row) => ({
    open: false,
    closedAtDate: later,
    closedByEntryNumber: integer(by, 'entryNumber'),
    closedByAmount: canonical(applied.times(big(amount(entry, 'originalAmount')).lt(0) ? -1 : 1)),
  })
  if (isClosed(opened)) data.update(ledger.entries, open.id, { ...closing(open, applying), remainingDiscount: '0' })
  else data.touch(ledger.entries, open.id)
  if (!isClosed(own)) return
  const closed = closing(applying, open)
  const both = isClosed(opened)
  data.update(ledger.entries, applying.id, both ? { ...closed, closedByEntryNumber: 0, closedByAmount: '0' } : closed)
}

/** Keeps a partly applied foreign entry's local rest at remaining / factor. */
function correctRemaining(posting: Posting, ledger: Subledger, entry: Row): Row {
  const wanted = toLocal(amount(entry, 'remainingAmount'), text(entry, 'currencyFactor'))
  const difference = roundTo(big(wanted).minus(amount(entry, 'remainingAmountLcy')))
  if (text(entry, 'currencyCode') === '' || difference.eq(0)) return entry
  postDifference(posting, ledger, entry, 'Correction of Remaining Amount', '0', canonical(difference))
  return refreshEntry(posting, ledger, entry)
}
