/** What became of a posted invoice or credit memo, by its customer ledger entry (business-central-protocol, section 13.4; docs/koble-api-pages.md). */
import type { ReadContext, Row } from '@koble/odata-server'
import { amount, integer, text } from '../../rules/setup.ts'
import { dialogError } from '../../rules/refusals.ts'
import { names } from '../../tables/names.ts'
import { big, canonical, type Decimal } from '../../values/decimal.ts'
import { decodeMember } from '../../values/enum-name.ts'

export const isPosted = (header: Readonly<Record<string, unknown>>): boolean =>
  text(header, 'documentType').startsWith('Posted_')

/** "The invoice has been posted ...": of a posted header or line. */
export const refusePosted = (document: Readonly<Record<string, unknown>>): never =>
  dialogError(`The ${documentWord(document)} has been posted and can no longer be modified.`)

const documentWord = (document: Readonly<Record<string, unknown>>): string =>
  decodeMember(text(document, 'documentType')).replace('Posted ', '').toLowerCase()

export function ledgerEntryOf(header: Row, { data }: Pick<ReadContext, 'data'>): Row | undefined {
  const entryNumber = integer(header, 'ledgerEntryNumber')
  return entryNumber === 0 ? undefined : data.lookup(names.ledgerEntry, ['entryNumber'], [entryNumber])
}

/** A document whose total is 0 has no open entry. */
export const isClosed = (header: Row, context: Pick<ReadContext, 'data'>): boolean =>
  ledgerEntryOf(header, context)?.['open'] !== true

/** In the document's currency; positive while open, credit memos too. */
export function remainingAmount(header: Row, context: Pick<ReadContext, 'data'>): Decimal {
  return canonical(big(amount(ledgerEntryOf(header, context) ?? {}, 'remainingAmount')).abs())
}

export type PostedStatus = 'Open' | 'Paid' | 'Canceled' | 'Corrective'

export function postedStatus(header: Row, context: Pick<ReadContext, 'data'>): PostedStatus {
  if (header['cancelled'] === true) return 'Canceled'
  if (header['corrective'] === true) return 'Corrective'
  return isClosed(header, context) ? 'Paid' : 'Open'
}
