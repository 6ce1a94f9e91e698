/** A service root: one address with its sets and operations. Several roots may stand on one database. */
import type { ReadContext, RequestInfo, Scope } from './context.ts'
import type { Dialect } from './dialect.ts'
import type { EntitySetDefinition } from './entity-set.ts'
import type { OperationDefinition } from './operation.ts'

/** One parsed path segment: `customers(…)` gives name and key text, `$count` only a name. */
export interface PathSegment {
  readonly name: string
  /** Text between the parentheses, decoded, or undefined. */
  readonly key: string | undefined
}

export interface ServiceRootDefinition {
  /** The path before the first segment, or a function that answers it for a pathname ("/v2.0/t/sandbox/api/v2.0"). */
  readonly path: string | ((pathname: string) => string | undefined)
  /** Namespace of the types ("Microsoft.NAV"). */
  readonly namespace: string
  /** Short name of the namespace in the metadata document ("mscrm"). */
  readonly alias?: string
  readonly container: string
  readonly dialect: Dialect
  readonly sets: readonly EntitySetDefinition[]
  readonly operations?: Readonly<Record<string, OperationDefinition>>
  /**
   * Reads leading segments (a company), headers and query, and answers the scope and the segments that are left. May refuse.
   * Absent: no partition, all segments.
   */
  readonly route?: (
    segments: readonly PathSegment[],
    request: RequestInfo,
    context: Omit<ReadContext, 'scope'>,
  ) => { readonly scope: Scope; readonly segments: readonly PathSegment[] }
  /** Full control of one request before the kit's own routing (metadata definitions, media). Undefined: the kit goes on. */
  readonly handle?: (segments: readonly PathSegment[], context: ReadContext, body: Uint8Array) => Response | undefined
}
