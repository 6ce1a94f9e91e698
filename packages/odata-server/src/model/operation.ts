/** Bound and unbound actions and functions. */
import type { ReadContext, WriteContext } from './context.ts'
import type { EntitySetDefinition } from './entity-set.ts'
import type { Row } from './row.ts'
import type { Json, JsonObject } from './value.ts'

export interface OperationCall {
  /** The bound row, when bound to an entity. */
  readonly row: Row | undefined
  readonly set: EntitySetDefinition | undefined
  /** An action's body, or a function's parameters by name (strings, numbers, lists as JSON). */
  readonly parameters: JsonObject
  readonly context: WriteContext
}

export interface ShownEntity {
  readonly set: string
  readonly row: Row
  /** The properties shown (as an action's parameters ask for them; the context does not name them). Default: all. */
  readonly properties?: readonly string[]
  /** The answer names the entity's type. */
  readonly typed?: boolean
}

/** Nothing: 204. `body` is sent as it is; `entity` is shown through its set, with the dialect's annotations. */
export interface OperationResult {
  readonly status?: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: Json
  readonly entity?: ShownEntity
  /** The row that came out of it; a dialect may name it in `Location`. */
  readonly made?: { readonly set: string; readonly row: Row }
}

export interface OperationDefinition {
  readonly kind: 'action' | 'function'
  /** Bound to one row or to the whole set; absent for unbound ones. */
  readonly bound?: 'entity' | 'collection'
  readonly parameters?: Readonly<Record<string, string>>
  readonly returns?: string
  /** Runs inside the request's transaction. */
  readonly run: (call: OperationCall) => OperationResult | undefined
  readonly prepare?: (call: Omit<OperationCall, 'context'> & { readonly context: ReadContext }) => Promise<void>
}
