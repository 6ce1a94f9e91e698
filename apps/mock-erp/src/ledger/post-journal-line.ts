/** One line of a general journal, in local currency: a G/L account, customer, vendor or bank account, and its balancing account (erp-business-logic, section 3.4). */
import type { Reader, Row } from '@koble/odata-server'
import { checkPostingDate } from '../posting/check-posting-date.ts'
import { dialogError, fieldError, mustHaveValue } from '../rules/refusals.ts'
import { amount, text } from '../rules/setup.ts'
import { names } from '../tables/names.ts'
import { negate } from '../values/decimal.ts'
import { bankAccount, postToBank } from './bank.ts'
import { personOf, postToParty } from './post-to-party.ts'
import { checkPostingAccount } from './posting-setup.ts'
import { postingGroupOf, vendorPostingGroupOf } from './posting-groups.ts'
import { writeGeneral, type Posting } from './posting.ts'
import { customerLedger, vendorLedger } from './subledger.ts'

export function postJournalLine(posting: Posting, line: Row, where: string): void {
  const description = text(line, 'description')
  checkPostingDate(posting.data, posting.postingDate)
  const own = text(line, 'accountNumber')
  if (own === '') mustHaveValue('Account No.', names.journalLine, where)
  postTo(posting, text(line, 'accountType'), own, amount(line, 'amount'), description, line)
  const balancing = text(line, 'balancingAccountNumber')
  if (balancing === '') return
  postTo(posting, text(line, 'balancingAccountType'), balancing, negate(amount(line, 'amount')), description, line)
}

type PostTo = (posting: Posting, number: string, value: string, description: string, line: Row) => void

/** By account type; blank is a G/L account. */
const TARGETS: Readonly<Record<string, PostTo>> = {
  '': postToAccount,
  G_x002f_L_x0020_Account: postToAccount,
  Bank_x0020_Account: (posting, number, value, description) =>
    postToBank(posting, bankAccount(posting.data, number), value, value, description),
  Customer: (posting, number, value, description, line) => {
    const party = byNumber(posting.data, names.customer, number)
    checkBlocked(party, 'Customer', ['Invoice', 'All'])
    const more = { ...personOf(customerLedger, party), externalDocumentNumber: text(line, 'externalDocumentNumber') }
    postToParty(posting, customerLedger, {
      ...local(value, description),
      party,
      postingGroup: postingGroupOf(party),
      more,
    })
  },
  Vendor: (posting, number, value, description, line) => {
    const party = byNumber(posting.data, names.vendor, number)
    checkBlocked(party, 'Vendor', ['All'])
    const more = { ...personOf(vendorLedger, party), externalDocumentNumber: text(line, 'externalDocumentNumber') }
    const postingGroup = vendorPostingGroupOf(party)
    postToParty(posting, vendorLedger, { ...local(value, description), party, postingGroup, more })
  },
}

const local = (value: string, description: string) => ({
  amount: value,
  currencyCode: '',
  currencyFactor: '1',
  description,
})

function postTo(posting: Posting, type: string, number: string, value: string, description: string, line: Row): void {
  const target = TARGETS[type]
  if (target === undefined) return dialogError(`Account Type ${type} cannot be posted from a general journal.`)
  target(posting, number, value, description, line)
}

/** Accounts entered by hand must allow it. */
function postToAccount(posting: Posting, number: string, value: string, description: string): void {
  const account = checkPostingAccount(posting.data, number)
  if (account['directPosting'] !== true) {
    fieldError(`Direct Posting must be equal to 'Yes' in G/L Account: No.=${number}. Current value is 'No'.`)
  }
  writeGeneral(posting, number, value, description)
}

function byNumber(data: Reader, table: string, number: string): Row {
  const row = data.lookup(table, ['number'], [number])
  return row ?? dialogError(`The ${table} does not exist. Identification fields and values: No.='${number}'`)
}

/** Lines without a document type count as invoices (section 2.9). */
function checkBlocked(party: Row, kind: 'Customer' | 'Vendor', refused: readonly string[]): void {
  const [number, blocked] = [text(party, 'number'), text(party, 'blocked')]
  const refusal = `You cannot post this type of document when ${kind} ${number} is blocked`
  if (party['privacyBlocked'] === true) dialogError(`${refusal} for privacy.`)
  if (refused.includes(blocked)) dialogError(`${refusal} with type ${blocked}`)
}
