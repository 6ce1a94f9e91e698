/**
 * Two properties that name one related record: its code (or number) and its id. Either may be written. What was written first in a body
 * decides, a second one must agree (business-central-protocol, section 8.2).
 */
import type { Draft, PropertyDefinition, Reader, Row, Scalar, WriteContext } from '@koble/odata-server'
import { emptyGuid } from '@koble/odata-server'
import { dialogError } from '../rules/refusals.ts'
import { codeField, guid, idOf } from './properties.ts'

export interface Pair {
  readonly table: string
  /** Before the table's name in error texts; default "a". */
  readonly article?: 'an'
  readonly keyColumn: 'code' | 'number'
  readonly length: number
  /** This row's column, and whether it holds the related record's code or its id. */
  readonly column: string
  readonly holds: 'key' | 'id'
  /** A key that means "none" (the local currency). */
  readonly isBlank?: (key: string, data: Reader) => boolean
  /** What a blank key shows as. */
  readonly blankShows?: (data: Reader) => string
  /** How a key finds its record, if not by the key column alone. */
  readonly find?: (key: string, data: Reader) => Row | undefined
  /** An unknown key: the refusal in this field's words, if not the usual ones. */
  readonly unknownKey?: (key: string) => never
  /** Likewise of an unknown id, and of two names that contradict each other. */
  readonly unknownId?: string
  readonly contradiction?: string
  /** The field's own rule, which assigns the column. */
  readonly assign?: (draft: Draft, value: Scalar, context: WriteContext) => void
  /** Runs after the column was assigned. */
  readonly after?: (draft: Draft, related: Row | undefined, context: WriteContext) => void
}

/** Per draft, the columns that the running body has set through one of the two names. */
const written = new WeakMap<Draft, Set<string>>()

export function related(pair: Pair, row: Readonly<Record<string, unknown>>, data: Reader): Row | undefined {
  const value = row[pair.column]
  if (typeof value !== 'string' || value === '' || value === emptyGuid) return undefined
  return pair.holds === 'id' ? data.get(pair.table, value) : data.lookup(pair.table, [pair.keyColumn], [value])
}

export const keyProperty = (name: string, pair: Pair): PropertyDefinition =>
  codeField(pair.length, {
    ...(pair.holds === 'key' && pair.blankShows === undefined
      ? { column: pair.column }
      : { get: (row, context) => shownKey(pair, row, context.data) }),
    set: (draft, value, context) => {
      const key = typeof value === 'string' ? value : ''
      const blank = key === '' || pair.isBlank?.(key, context.data) === true
      const record = blank ? undefined : byKey(pair, key, context.data)
      if (!blank && record === undefined) {
        pair.unknownKey?.(key)
        dialogError(noMatch(name, pair))
      }
      assign(pair, draft, record, context)
    },
  })

export const idProperty = (name: string, pair: Pair): PropertyDefinition =>
  guid({
    ...(pair.holds === 'id'
      ? { column: pair.column }
      : { get: (row, context) => idOf(related(pair, row, context.data)) }),
    set: (draft, value, context) => {
      const id = typeof value === 'string' ? value : emptyGuid
      const record = id === emptyGuid ? undefined : context.data.get(pair.table, id)
      if (id !== emptyGuid && record === undefined) {
        dialogError(pair.unknownId ?? noMatch(name, pair))
      }
      assign(pair, draft, record, context)
    },
  })

const noMatch = (name: string, pair: Pair): string =>
  `The "${name}" does not match to ${pair.article ?? 'a'} ${pair.table}.`

const byKey = (pair: Pair, key: string, data: Reader): Row | undefined =>
  pair.find === undefined ? data.lookup(pair.table, [pair.keyColumn], [key]) : pair.find(key, data)

function shownKey(pair: Pair, row: Row, data: Reader): string {
  const value = row[pair.column]
  if (pair.holds === 'key' && typeof value === 'string' && value !== '') return value
  const record = related(pair, row, data)
  const key = record?.[pair.keyColumn]
  return typeof key === 'string' ? key : (pair.blankShows?.(data) ?? '')
}

function assign(pair: Pair, draft: Draft, record: Row | undefined, context: WriteContext): void {
  const value = pair.holds === 'id' ? idOf(record) : (record?.[pair.keyColumn] ?? '')
  const columns = written.get(draft) ?? new Set<string>()
  if (record !== undefined && columns.has(pair.column) && draft[pair.column] !== value) {
    dialogError(pair.contradiction ?? `The ${subject(pair)} values do not match to a specific ${pair.table}.`)
  }
  // A blank after a value clears it, a value after a blank counts: only two different records contradict each other.
  if (record !== undefined) written.set(draft, columns.add(pair.column))
  if (draft[pair.column] === value) return
  if (pair.assign === undefined) draft[pair.column] = value
  else pair.assign(draft, value, context)
  pair.after?.(draft, record, context)
}

/** "The currency values …", "The payment terms values …". */
const subject = (pair: Pair): string => pair.table.toLowerCase()
