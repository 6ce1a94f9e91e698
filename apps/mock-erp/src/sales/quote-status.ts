/** What has become of a quote, from its dates (business-central-protocol, section 8.3). */
import { text } from '../rules/setup.ts'
import { isDate, type Values } from './sales-context.ts'

export type QuoteStatus = 'Draft' | 'Sent' | 'Accepted' | 'Expired_x0020_'

/** Accepted; else sent, until its validity ends; else a draft. */
export function quoteStatus(quote: Values, workDate: string): QuoteStatus {
  if (isDate(text(quote, 'acceptedDate'))) return 'Accepted'
  if (!isDate(text(quote, 'sentDate').slice(0, 10))) return 'Draft'
  const until = text(quote, 'validUntilDate')
  return isDate(until) && until < workDate ? 'Expired_x0020_' : 'Sent'
}
