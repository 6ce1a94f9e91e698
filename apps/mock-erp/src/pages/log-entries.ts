/** What the request log says of one exchange, and which ones a filter leaves. */
import { type Entity, textOf } from './api.ts'

export interface LogFilter {
  readonly text: string
  /** `ok`, `refused`, `failed`, `fault`; blank: every one. */
  readonly status: string
}

export const addressOf = (entry: Entity): string => readable(textOf(entry, 'url').replace(/^https?:\/\/[^/]+/, ''))

/** Without what every address has: the environment, and the company's id. */
export const shortAddress = (entry: Entity): string =>
  addressOf(entry)
    .replace('/v2.0/sandbox/api/', '')
    .replace(/companies\([0-9a-f-]{36}\)\/(?=.)/, '')

export function remarksOf(entry: Entity): string {
  const { fault, remarks } = entry
  return [
    ...(typeof fault === 'string' ? [`fault: ${fault}`] : []),
    ...(Array.isArray(remarks) ? remarks.map(String) : []),
  ].join('; ')
}

export function matches(entry: Entity, { text, status }: LogFilter): boolean {
  if (!hasStatus(entry, status)) return false
  const wanted = text.trim().toLowerCase()
  if (wanted === '') return true
  const places = [addressOf(entry), textOf(entry, 'method'), textOf(entry, 'principal'), remarksOf(entry)]
  const bodies = [textOf(entry, 'code'), textOf(entry, 'requestBody'), textOf(entry, 'responseBody')]
  return [...places, ...bodies].some((place) => place.toLowerCase().includes(wanted))
}

function hasStatus(entry: Entity, wanted: string): boolean {
  const status = Number(entry['status'])
  if (wanted === 'ok') return status >= 200 && status < 400
  if (wanted === 'refused') return status >= 400 && status < 500
  if (wanted === 'failed') return status === 0 || status >= 500
  return wanted !== 'fault' || typeof entry['fault'] === 'string'
}

/** `%24filter` as `$filter`. */
function readable(address: string): string {
  try {
    return decodeURIComponent(address)
  } catch {
    return address
  }
}
