/** Skip and delta tokens in the kit's own dress, for dialects that bring none. */
import { raise } from '../model/problem.ts'
import type { DeltaState, Dialect, SkipState } from '../model/dialect.ts'
import type { RequestInfo } from '../model/context.ts'
import type { RowPage } from '../query/run-query.ts'

export function skipText(state: SkipState, dialect: Dialect, request: RequestInfo): string {
  return dialect.encodeSkip?.(state, request) ?? skipToken(state)
}

export function skipState(token: string, dialect: Dialect): SkipState {
  const state = dialect.decodeSkip === undefined ? readSkipToken(token) : dialect.decodeSkip(token)
  return state ?? raise({ kind: 'badSkipToken', token })
}

/** The continuation behind a page; `version` is given for tracked reads, `sent` counts rows of the pages before. */
export function nextState(
  page: RowPage,
  before: SkipState | undefined,
  { sent = 0, version }: { readonly sent?: number; readonly version?: number } = {},
): SkipState {
  return {
    page: (before?.page ?? 1) + 1,
    after: page.after,
    lastId: page.rows.at(-1)?.id ?? '',
    firstId: page.rows[0]?.id ?? '',
    tracking: version !== undefined,
    sent: sent + page.rows.length,
    ...(version !== undefined && { version }),
  }
}

/** The query option that carries a delta token. */
export const deltaOption = ({ delta }: Pick<Dialect, 'delta'>): string => delta?.option ?? '$deltatoken'

export function deltaText(state: DeltaState, dialect: Dialect): string {
  return dialect.encodeDelta?.(state) ?? encode(state)
}

export function deltaState(token: string, dialect: Dialect): DeltaState {
  const state = dialect.decodeDelta === undefined ? decodeDelta(token) : dialect.decodeDelta(token)
  return state ?? raise({ kind: 'badDeltaToken', token })
}

function encode(state: object): string {
  return Buffer.from(JSON.stringify(state)).toString('base64url')
}

function decode(token: string): object | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(token, 'base64url').toString())
    return typeof value === 'object' && value !== null ? value : undefined
  } catch {
    return undefined
  }
}

/** A continuation as opaque text. */
export const skipToken = (state: SkipState): string => encode(state)

export function readSkipToken(token: string): SkipState | undefined {
  const value = decode(token)
  if (
    value === undefined ||
    !('page' in value && 'after' in value && 'lastId' in value && 'firstId' in value && 'tracking' in value)
  )
    return undefined
  const { page, after, lastId, firstId, tracking } = value
  if (
    typeof page !== 'number' ||
    typeof after !== 'string' ||
    typeof lastId !== 'string' ||
    typeof firstId !== 'string' ||
    typeof tracking !== 'boolean'
  )
    return undefined
  const sent = 'sent' in value && typeof value.sent === 'number' ? { sent: value.sent } : {}
  const state = { page, after, lastId, firstId, tracking, ...sent }
  return 'version' in value && typeof value.version === 'number' ? { ...state, version: value.version } : state
}

function decodeDelta(token: string): DeltaState | undefined {
  const value = decode(token)
  if (value === undefined || !('version' in value && 'at' in value)) return undefined
  return typeof value.version === 'number' && typeof value.at === 'string'
    ? { version: value.version, at: value.at }
    : undefined
}
