/**
 * Dimension sets: combinations of dimensions and values, one integer each, 0 the empty one (erp-business-logic, section 7.1). Equal combinations
 * share their integer; a set is never changed.
 */
import type { Reader, Transaction } from '@koble/odata-server'
import { insertRow } from '../tables/insert-row.ts'
import { names } from '../tables/names.ts'
import { integer, text } from './setup.ts'

/** Value code by dimension code. */
export type DimensionPairs = ReadonlyMap<string, string>

export function dimensionsOf(data: Reader, setId: number): Map<string, string> {
  const pairs = new Map<string, string>()
  if (setId === 0) return pairs
  for (const entry of data.find(names.dimensionSetEntry, { dimensionSetId: setId })) {
    pairs.set(text(entry, 'dimensionCode'), text(entry, 'dimensionValueCode'))
  }
  return pairs
}

/** The set of these pairs; a new one when nobody had them before. Pairs without a value do not count. */
export function dimensionSet(data: Transaction, pairs: DimensionPairs): number {
  const wanted = [...pairs].filter(([, value]) => value !== '')
  const [first] = wanted
  if (first === undefined) return 0
  return knownSet(data, wanted, first) ?? newSet(data, wanted)
}

type Pair = readonly [dimensionCode: string, dimensionValueCode: string]

function knownSet(
  data: Reader,
  wanted: readonly Pair[],
  [dimensionCode, dimensionValueCode]: Pair,
): number | undefined {
  for (const entry of data.find(names.dimensionSetEntry, { dimensionCode, dimensionValueCode })) {
    const setId = integer(entry, 'dimensionSetId')
    const pairs = dimensionsOf(data, setId)
    if (pairs.size === wanted.length && wanted.every(([code, value]) => pairs.get(code) === value)) return setId
  }
  return undefined
}

function newSet(data: Transaction, wanted: readonly Pair[]): number {
  const dimensionSetId = lastSet(data) + 1
  for (const [dimensionCode, dimensionValueCode] of wanted) {
    insertRow(data, names.dimensionSetEntry, { dimensionSetId, dimensionCode, dimensionValueCode })
  }
  return dimensionSetId
}

function lastSet(data: Reader): number {
  const by = ['dimensionSetId', 'dimensionCode']
  for (const entry of data.scan(names.dimensionSetEntry, { by, descending: true }))
    return integer(entry, 'dimensionSetId')
  return 0
}

/** The set with one dimension changed; a blank value takes it out. */
export function withDimension(data: Transaction, setId: number, code: string, value: string): number {
  const pairs = dimensionsOf(data, setId)
  if ((pairs.get(code) ?? '') === value) return setId
  if (value === '') pairs.delete(code)
  else pairs.set(code, value)
  return dimensionSet(data, pairs)
}

/** A set after the change of another one that it began with: only the difference between the two is applied (a header's lines). */
export function followingSet(data: Transaction, setId: number, before: number, after: number): number {
  if (before === after) return setId
  const [own, old, fresh] = [setId, before, after].map((each) => dimensionsOf(data, each)) as [
    Map<string, string>,
    Map<string, string>,
    Map<string, string>,
  ]
  for (const code of old.keys()) if (!fresh.has(code)) own.delete(code)
  for (const [code, value] of fresh) if (old.get(code) !== value) own.set(code, value)
  return dimensionSet(data, own)
}
