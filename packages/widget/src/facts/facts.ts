/**
 * Facts as the server answers them (`GET /api/facts/…`): values that a host could draw by itself, read defensively, because an
 * older or newer server may answer.
 */
export type ValueKind = 'money' | 'number' | 'text' | 'date' | 'instant' | 'percent'
export type Severity = 'none' | 'good' | 'warning' | 'severe'
export type FactsState = 'ok' | 'notCoupled' | 'notFound' | 'stale'

export interface FactValue {
  readonly key: string
  /** Decimal string, text, date or instant; null when the ERP has none. */
  readonly value: string | null
  readonly kind: ValueKind
  readonly unit: string | null
  readonly currency: string | null
  readonly severity: Severity
  /** Always http or https: anything else was dropped. */
  readonly link: string | null
}

export interface Facts {
  readonly kind: string
  readonly state: FactsState
  readonly title: string | null
  readonly message: string | null
  readonly values: readonly FactValue[]
  readonly asOf: string | null
}

type Fields = Readonly<Record<string, unknown>>

const kinds: readonly ValueKind[] = ['money', 'number', 'text', 'date', 'instant', 'percent']
const severities: readonly Severity[] = ['none', 'good', 'warning', 'severe']
const states: readonly FactsState[] = ['ok', 'notCoupled', 'notFound', 'stale']

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const textOrNull = (value: unknown): string | null => (typeof value === 'string' ? value : null)
const oneOf = <Word extends string>(words: readonly Word[], value: unknown): Word | undefined =>
  words.find((word) => word === value)

export const webLink = (value: unknown): string | null =>
  typeof value === 'string' && /^https?:\/\//i.test(value) && URL.canParse(value) ? value : null

/** Null when the body is no answer of the facts API; a single value that cannot be read is left out. */
export function readFacts(body: unknown): Facts | null {
  if (!isFields(body) || !Array.isArray(body['values'])) return null
  const state = oneOf(states, body['state'])
  if (state === undefined) return null
  return {
    kind: textOrNull(body['kind']) ?? '',
    state,
    title: textOrNull(body['title']),
    message: textOrNull(body['message']),
    values: body['values'].flatMap((value) => readValue(value)),
    asOf: textOrNull(body['asOf']),
  }
}

function readValue(value: unknown): FactValue[] {
  if (!isFields(value) || typeof value['key'] !== 'string') return []
  return [
    {
      key: value['key'],
      value: textOrNull(value['value']),
      kind: oneOf(kinds, value['kind']) ?? 'text',
      unit: textOrNull(value['unit']),
      currency: textOrNull(value['currency']),
      severity: oneOf(severities, value['severity']) ?? 'none',
      link: webLink(value['link']),
    },
  ]
}

export const valueOf = (facts: Facts, key: string): FactValue | undefined =>
  facts.values.find((value) => value.key === key)

/** Where the record is in the ERP: the first link of its values. */
export const linkOf = (facts: Facts): string | null => facts.values.find(({ link }) => link !== null)?.link ?? null
