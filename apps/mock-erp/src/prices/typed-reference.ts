/**
 * A record whose table depends on a type beside it: to whom a price is given (its source), and for what (its asset). Numbered records are held by id, the others
 * by code (docs/koble-api-pages.md, priceLists and priceListLines).
 */
import type { Draft, PropertyDefinition, Reader, Row, WriteContext } from '@koble/odata-server'
import { emptyGuid } from '@koble/odata-server'
import { dialogError } from '../rules/refusals.ts'
import { text } from '../rules/setup.ts'
import { codeField, guid, idOf } from '../sets/properties.ts'

export interface ReferenceKind {
  /** Undefined: the emulator has no such table, and takes a code as it is. */
  readonly table: string | undefined
  readonly key: 'number' | 'code'
  /** "a Customer", in refusals. */
  readonly phrase: string
}

/** What a pair of properties found: the columns to store, and the record if there is one. */
export interface Found {
  readonly id: string
  readonly code: string
  readonly record: Row | undefined
}

export interface TypedReference {
  /** Columns of the type, of an id and of a code; property names of number and id. */
  readonly columns: { readonly type: string; readonly id: string; readonly code: string }
  readonly properties: { readonly number: string; readonly id: string }
  /** By the type's member. A type without one names nothing. */
  readonly kinds: Readonly<Record<string, ReferenceKind>>
  /** A number where the type names nothing. */
  readonly refuseNumber: (draft: Draft, number: string) => never
}

type Fields = Readonly<Record<string, unknown>>
type Assign = (draft: Draft, found: Found, context: WriteContext) => void

const NOTHING: Found = { id: emptyGuid, code: '', record: undefined }

const kindOf = ({ columns, kinds }: TypedReference, row: Fields): ReferenceKind | undefined =>
  kinds[text(row, columns.type)]

export function recordOf(reference: TypedReference, row: Fields, data: Reader): Row | undefined {
  const kind = kindOf(reference, row)
  if (kind?.table === undefined) return undefined
  return kind.key === 'number'
    ? data.get(kind.table, text(row, reference.columns.id))
    : data.lookup(kind.table, ['code'], [text(row, reference.columns.code)])
}

export const numberOf = (reference: TypedReference, row: Fields, data: Reader): string =>
  text(row, reference.columns.code) || text(recordOf(reference, row, data) ?? {}, 'number')

/** Whether anything is named, be the record there or not. */
export const isNamed = ({ columns }: TypedReference, row: Fields): boolean =>
  text(row, columns.code) !== '' || !['', emptyGuid].includes(text(row, columns.id))

export const numberProperty = (reference: TypedReference, assign: Assign): PropertyDefinition =>
  codeField(20, {
    get: (row, { data }) => numberOf(reference, row, data),
    set: (draft, value, context) => {
      const number = typeof value === 'string' ? value : ''
      take(reference, draft, number === '' ? NOTHING : byNumber(reference, draft, number, context), assign, context)
    },
  })

export const referenceId = (reference: TypedReference, assign: Assign): PropertyDefinition =>
  guid({
    get: (row, { data }) => idOf(recordOf(reference, row, data)),
    set: (draft, value, context) => {
      const id = typeof value === 'string' ? value : emptyGuid
      take(reference, draft, id === emptyGuid ? NOTHING : byId(reference, draft, id, context), assign, context)
    },
  })

function byNumber(reference: TypedReference, draft: Draft, number: string, context: WriteContext): Found {
  const kind = kindOf(reference, draft) ?? reference.refuseNumber(draft, number)
  if (kind.table === undefined) {
    context.remark(`The emulator has no table for ${kind.phrase}: the code ${number} is taken as it is.`)
    return { ...NOTHING, code: number }
  }
  const record = context.data.lookup(kind.table, [kind.key], [number])
  return record === undefined ? unknown(reference.properties.number, kind) : found(kind, record)
}

function byId(reference: TypedReference, draft: Draft, id: string, context: WriteContext): Found {
  const kind = kindOf(reference, draft) ?? reference.refuseNumber(draft, id)
  const record = kind.table === undefined ? undefined : context.data.get(kind.table, id)
  return record === undefined ? unknown(reference.properties.id, kind) : found(kind, record)
}

const found = (kind: ReferenceKind, record: Row): Found =>
  kind.key === 'number' ? { id: record.id, code: '', record } : { id: emptyGuid, code: text(record, 'code'), record }

const unknown = (property: string, kind: ReferenceKind): never =>
  dialogError(`The "${property}" does not match to ${kind.phrase}.`)

/** Per draft, what the running body has named by one of the two properties: the other must agree. */
const taken = new WeakMap<Draft, Map<TypedReference, Found>>()

function take(reference: TypedReference, draft: Draft, now: Found, assign: Assign, context: WriteContext): void {
  const before = taken.get(draft)?.get(reference)
  if (before !== undefined && isSomething(now) && (before.id !== now.id || before.code !== now.code)) {
    const name = (kindOf(reference, draft)?.phrase ?? '').replace(/^an? /, '')
    dialogError(`The ${name.toLowerCase()} values do not match to a specific ${name}.`)
  }
  if (isSomething(now)) taken.set(draft, (taken.get(draft) ?? new Map<TypedReference, Found>()).set(reference, now))
  assign(draft, now, context)
}

const isSomething = ({ id, code }: Found): boolean => id !== emptyGuid || code !== ''
