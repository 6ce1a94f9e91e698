/** What a check of the ledgers is: it counts what it looked at and names what is wrong. */
import type { Reader } from '@koble/odata-server'
import type Big from 'big.js'
import { big, canonical } from '../values/decimal.ts'

export interface Findings {
  readonly count: number
  readonly faults: readonly string[]
}

/** `date`: the work date. */
export type Check = (data: Reader, date: string) => Findings

export interface Sums {
  add(key: string, value: string): void
  /** "0" for a key that nothing was added to. */
  at(key: string): string
  keys(): string[]
}

export function sums(): Sums {
  const totals = new Map<string, Big>()
  return {
    add: (key, value) => void totals.set(key, (totals.get(key) ?? big(0)).plus(value)),
    at: (key) => canonical(totals.get(key) ?? big(0)),
    keys: () => [...totals.keys()],
  }
}

/** Faults of keys whose two sums differ. */
export function compare(one: Sums, other: Sums, say: (key: string, one: string, other: string) => string): Findings {
  const keys = [...new Set([...one.keys(), ...other.keys()])]
  const faults = keys.filter((key) => one.at(key) !== other.at(key)).map((key) => say(key, one.at(key), other.at(key)))
  return { count: keys.length, faults }
}

export const together = (...findings: readonly Findings[]): Findings => ({
  count: findings.reduce((total, { count }) => total + count, 0),
  faults: findings.flatMap(({ faults }) => faults),
})
