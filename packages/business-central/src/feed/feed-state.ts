/** Koble's `feedState` page: one request tells how far every table has come (docs/koble-api-pages.md, "The change feed"). */
import { KobleError } from '@koble/core'
import { textOf, type JsonObject } from '@koble/odata-client'
import { companyPath, getPage, type Environment } from '../environment.ts'
import { pagesRoot } from '../session.ts'
import type { VersionMark } from './checkpoint.ts'

export interface TableState {
  readonly highestVersion: bigint
  /** Every version below it is final and visible. */
  readonly lowestUncommittedVersion: bigint
  readonly lastDeletion: bigint
}

export type FeedState = ReadonlyMap<string, TableState>

export async function readFeedState(environment: Environment, signal?: AbortSignal): Promise<FeedState> {
  const path = `${pagesRoot}/${companyPath(environment, 'feedState')}`
  const page = await getPage(environment, 'Reading the change feed', { path, signal })
  return new Map(page.rows.map((row) => [textOf(row, 'tableName') ?? '', readState(row)]))
}

/** Int64 as the exact parser leaves it: a number, or the text of one too long for it. */
function readInt64(row: JsonObject, name: string): bigint {
  const value = row[name]
  const text = typeof value === 'number' ? String(value) : value
  if (typeof text === 'string' && /^-?\d{1,19}$/.test(text)) return BigInt(text)
  throw new KobleError({
    kind: 'misconfigured',
    origin: 'erp',
    code: 'erp-page-missing',
    message: `Reading the change feed: ${name} is no number. Install the newest version of Koble's extension in Business Central.`,
  })
}

const readState = (row: JsonObject): TableState => ({
  highestVersion: readInt64(row, 'highestRowVersion'),
  lowestUncommittedVersion: readInt64(row, 'lowestUncommittedRowVersion'),
  lastDeletion: readInt64(row, 'lastDeletionEntryNumber'),
})

export { readInt64 }

/** The states of the tables in which an entity's changes are seen. */
export function statesOf(state: FeedState, sets: readonly string[]): readonly TableState[] {
  return sets.map((set) => {
    const found = state.get(set)
    if (found !== undefined) return found
    throw new KobleError({
      kind: 'misconfigured',
      origin: 'erp',
      code: 'erp-page-missing',
      message: `The change feed of Business Central has no table ${set}. Install the newest version of Koble's extension.`,
    })
  })
}

export const movedSince = (states: readonly TableState[], mark: VersionMark): boolean =>
  states.some((state) => state.highestVersion > mark.version || state.lastDeletion > mark.entry)

/** A mark beyond what the database has ever given out: the database is an older one. */
export const wentBackwards = (states: readonly TableState[], mark: VersionMark): boolean =>
  states.some((state) => state.lowestUncommittedVersion <= mark.version)
