/** The headers of an answer: the dialect's, those of the outcome, and what was applied of the preferences. */
import { preferencesOf } from '../request/preferences.ts'
import type { Dialect } from '../model/dialect.ts'
import type { Exchange, Outcome } from '../request/exchange.ts'

export function answerHeaders(outcome: Outcome, dialect: Dialect, exchange: Exchange): Record<string, string> {
  const headers: Record<string, string> = {}
  const put = (values: Readonly<Record<string, string>>): void => {
    for (const [name, value] of Object.entries(values)) {
      const present = Object.keys(headers).find((other) => other.toLowerCase() === name.toLowerCase())
      if (present !== undefined) delete headers[present]
      headers[name] = value
    }
  }
  put(dialect.headers(exchange, outcome.json !== undefined))
  put(outcome.headers)
  const applied = outcome.status < 300 ? appliedPreferences(dialect, exchange, outcome) : ''
  if (applied !== '') put({ 'Preference-Applied': applied })
  return headers
}

function appliedPreferences(dialect: Dialect, exchange: Exchange, outcome: Outcome): string {
  const applies = dialect.appliesPreferences ?? []
  if (applies.length === 0 || exchange.headers.get('prefer') === null) return ''
  const preferences = preferencesOf(exchange.headers)
  const isRead = exchange.method === 'GET'
  const applied: string[] = []
  if (!isRead && preferences.return !== undefined && applies.includes('return'))
    applied.push(`return=${preferences.return}`)
  if (isRead && preferences.maxPageSize !== undefined && applies.includes('maxpagesize'))
    applied.push(`odata.maxpagesize=${preferences.maxPageSize}`)
  if (!isRead && preferences.continueOnError && isBatchAnswer(exchange) && applies.includes('continue-on-error'))
    applied.push('odata.continue-on-error')
  if (isRead && preferences.trackChanges && applies.includes('track-changes')) applied.push('odata.track-changes')
  if (
    outcome.json !== undefined &&
    preferences.includeAnnotations !== undefined &&
    applies.includes('include-annotations')
  )
    applied.push(`odata.include-annotations="${preferences.includeAnnotations}"`)
  return applied.join(', ')
}

function isBatchAnswer(exchange: Exchange): boolean {
  return !exchange.inBatch && /\/(?:\$|%24)batch$/i.test(exchange.url.pathname)
}
