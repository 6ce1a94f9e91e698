/**
 * Many records by key: one list request for many, and what the lists do not show asked for again key by key, because absence
 * from a list proves nothing.
 */
import { groups } from './query.ts'

export interface ByKeys<Key, Found> {
  readonly keysPerList: number
  readonly keysPerConfirmation: number
  /** What a list shows of these keys; it may show less than there is. */
  readonly list: (keys: readonly Key[]) => Promise<ReadonlyMap<Key, Found>>
  /** An answer for each key, or an error. */
  readonly confirm: (keys: readonly Key[]) => Promise<ReadonlyMap<Key, Found>>
}

export async function readByKeys<Key, Found>(
  keys: readonly Key[],
  { keysPerList, keysPerConfirmation, list, confirm }: ByKeys<Key, Found>,
): Promise<ReadonlyMap<Key, Found>> {
  const listed = await merged(groups(keys, keysPerList).map(list))
  const missing = keys.filter((key) => !listed.has(key))
  const confirmed = await merged(groups(missing, keysPerConfirmation).map(confirm))
  return new Map([...listed, ...confirmed])
}

async function merged<Key, Found>(readings: readonly Promise<ReadonlyMap<Key, Found>>[]): Promise<Map<Key, Found>> {
  return new Map((await Promise.all(readings)).flatMap((each) => [...each]))
}
