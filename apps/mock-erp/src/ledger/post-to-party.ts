/** One amount on a customer or vendor: the entry of the party and the control account (erp-business-logic, sections 3.3 and 3.4). */
import type { Draft, Row } from '@koble/odata-server'
import { text } from '../rules/setup.ts'
import { toLocal } from './exchange.ts'
import { writeEntry } from './party-entries.ts'
import { writeGeneral, type Posting } from './posting.ts'
import { controlAccount, type Subledger } from './subledger.ts'

export interface PartyAmount {
  readonly party: Row
  readonly postingGroup: string
  /** In `currencyCode`; a debit is positive. */
  readonly amount: string
  /** Default: the amount by the factor. */
  readonly amountLcy?: string
  readonly currencyCode: string
  readonly currencyFactor: string
  readonly description: string
  /** Dates, external number and figures of the entry. */
  readonly more?: Readonly<Draft>
}

export function postToParty(posting: Posting, ledger: Subledger, to: PartyAmount): Row {
  const { party, postingGroup, currencyCode, currencyFactor, description } = to
  const amountLcy = to.amountLcy ?? toLocal(to.amount, currencyFactor)
  const draft = {
    [ledger.owner]: party.id,
    documentDate: posting.postingDate,
    dueDate: posting.postingDate,
    ...to.more,
    description,
    currencyCode,
    currencyFactor,
    postingGroup,
  }
  const entry = writeEntry(posting, ledger, draft, to.amount, amountLcy)
  writeGeneral(posting, controlAccount(posting.data, ledger, entry), amountLcy, description, {
    sourceType: ledger.sourceType,
    sourceId: party.id,
    dimensionSetId: typeof to.more?.['dimensionSetId'] === 'number' ? to.more['dimensionSetId'] : 0,
  })
  return entry
}

/** What the entry says of its party's people. */
export const personOf = (ledger: Subledger, party: Row): Draft =>
  ledger.owner === 'customerId'
    ? { salespersonCode: text(party, 'salespersonCode'), sellToCustomerId: party.id }
    : { purchaserCode: text(party, 'salespersonCode') }
