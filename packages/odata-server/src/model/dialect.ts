/** A dialect: what one service says and refuses where OData leaves room. Data and a few functions; the apps own theirs. */
import type { ReadContext, RequestInfo } from './context.ts'
import type { EntitySetDefinition, PropertyDefinition } from './entity-set.ts'
import type { Problem } from './problem.ts'
import type { Row } from './row.ts'
import type { Json, JsonObject, Scalar } from './value.ts'

export interface ProblemAnswer {
  readonly status: number
  readonly body: Json | undefined
  readonly headers?: Readonly<Record<string, string>>
}

/** A continuation as the kit needs it; a dialect may dress it (`encodeSkip`, `decodeSkip`). */
export interface SkipState {
  /** Number of the page that the link asks for, from 2. */
  readonly page: number
  /** Order values and id of the last row sent, as opaque text. */
  readonly after: string
  readonly lastId: string
  readonly firstId: string
  readonly tracking: boolean
  /** Rows sent so far, where `$top` limits all pages together. */
  readonly sent?: number
  /** Version at which a tracked read began. */
  readonly version?: number
}

export interface DeltaState {
  readonly version: number
  readonly at: string
}

/** What a write answers. */
export interface WriteAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  /** Send the entity. */
  readonly representation: boolean
}

export interface Dialect {
  readonly name: string
  answerProblem(problem: Problem, request: RequestInfo): ProblemAnswer
  /** Headers of every answer of the service; `body` says whether it carries JSON. */
  headers(request: RequestInfo, body: boolean): Readonly<Record<string, string>>
  etag(row: Row, set: EntitySetDefinition, context: ReadContext): string
  /** Also as `ETag` header of single entities. */
  readonly etagHeader?: boolean
  /** Lines for the request log about what in this request the service documents to pass over. */
  remarks?(request: RequestInfo): readonly string[]

  /** Query options taken ("$filter", "$skip", "$apply", …), inside `$expand` too ("$levels"); others that begin with $ are `unsupportedOption`. */
  readonly options: readonly string[]
  /** Filter functions taken (lower case; namespaced ones with their name). Absent: all of OData. */
  readonly functions?: readonly string[]
  /** Filter operators taken: eq ne gt ge lt le and or not in has add sub mul div divby mod neg any all. Absent: all. */
  readonly operators?: readonly string[]
  /** A whole look at a parsed filter; may raise (OR over distinct fields) or answer another (a lambda that is ignored). */
  checkFilter?(filter: FilterExpression, set: EntitySetDefinition, context: ReadContext): FilterExpression | undefined
  /** Own functions in filters ("Microsoft.Dynamics.CRM.In"); `property(name)` reads the current row. */
  readonly customFunctions?: Readonly<Record<string, CustomFunction>>
  /** Text comparison in filters and orders without regard to case. */
  readonly ignoreCase: boolean
  /** Wildcards in equality or in the text functions: answers a test, or undefined for plain comparison. */
  textPattern?(
    operator: 'eq' | 'contains' | 'startswith' | 'endswith',
    pattern: string,
  ): ((text: string) => boolean) | undefined

  /** `$apply` groups and aggregates no more rows than this; beyond, `refuse` says so in the service's words. Absent: any number. */
  readonly apply?: {
    readonly maximumRows: number
    readonly refuse: (rows: number) => never
    /** The context of the result names the set alone. Default: also the properties made. */
    readonly plainContext?: boolean
  }

  readonly page: {
    readonly maximum: number
    /** A next link is answered although `$top` was given, when the page is smaller than `$top`. */
    readonly linkWithTop: boolean
    /** `$top` is ignored when maxpagesize is given. */
    readonly maxPageSizeBeatsTop: boolean
    /** Counting stops here. */
    readonly countCap?: number
  }
  encodeSkip?(state: SkipState, request: RequestInfo): string
  decodeSkip?(token: string): SkipState | undefined
  /** Text put before `$skiptoken=` in next links ("aid=FIFO&"). */
  readonly skipPrefix?: string
  encodeDelta?(state: DeltaState): string
  decodeDelta?(token: string): DeltaState | undefined
  readonly delta?: {
    readonly daysToLive: number
    /** The query option of delta links, one of `options`. Default "$deltatoken". */
    readonly option?: string
    /** The reason that deleted rows show. Default "deleted". */
    readonly reason?: 'deleted' | 'changed'
  }
  /** What `Prefer: odata.track-changes` does: nothing, `notTracked` for every set, or (default) what the sets offer. */
  readonly trackChanges?: 'offered' | 'ignored' | 'refused'

  readonly conditions: {
    readonly patchNeedsIfMatch: boolean
    readonly deleteNeedsIfMatch: boolean
    /** Default false. */
    readonly actionNeedsIfMatch?: boolean
    /** PATCH of a missing key creates. */
    readonly upsert: boolean
  }
  /** PUT of an entity does what PATCH does. Default true; else it is `methodNotAllowed`. */
  readonly putModifies?: boolean
  /** A write to a read-only property. */
  readonly readOnly: 'refuse' | 'ignore'
  /** null in a body for a property that is not nullable: its empty value, or refused as `badValue`. */
  readonly nulls: 'empty' | 'keep' | 'refuse'
  /** Where bodies are stricter than rows: null in a body. Default: as `nulls`. */
  readonly nullInBody?: 'empty' | 'keep' | 'refuse'
  /** Empty text in a body. */
  readonly emptyText: 'keep' | 'null'
  /** Names of actions and functions in URLs are compared without regard to case. */
  readonly ignoreOperationCase?: boolean

  writeAnswer(write: WriteInfo): WriteAnswer
  /** Operations that made a row name it in `Location`. Default false. */
  readonly operationLocation?: boolean
  /** JSON of a value; default: numbers plain, decimals with their digits. */
  formatValue?(value: Scalar, property: PropertyDefinition, context: ReadContext): Json
  /** Annotations of lists (`@Microsoft.Dynamics.CRM.totalrecordcount`). */
  listAnnotations?(
    list: { readonly count: number | undefined; readonly capped: boolean },
    context: ReadContext,
  ): JsonObject
  /** Per-property annotations asked for by `Prefer: odata.include-annotations`. `includes(name)` matches the preference. */
  propertyAnnotations?(
    row: Row,
    name: string,
    property: PropertyDefinition,
    set: EntitySetDefinition,
    context: ReadContext,
    includes: (annotation: string) => boolean,
  ): JsonObject
  /** Preferences answered in `Preference-Applied`. Absent: none. */
  readonly appliesPreferences?: readonly (
    | 'return'
    | 'maxpagesize'
    | 'track-changes'
    | 'include-annotations'
    | 'continue-on-error'
  )[]

  readonly batch: {
    readonly formats: readonly ('json' | 'multipart')[]
    readonly maximum: number
    /** The outer status is the failing part's (Dataverse) or 200. */
    readonly outerStatusOfFailure: boolean
    /** Change-set parts need a Content-ID. */
    readonly contentIdRequired: boolean
    /** `Isolation: snapshot` makes the whole batch one transaction; earlier answers still say what they said. */
    readonly snapshotIsolation: boolean
    readonly atomicityGroups: boolean
    /** `dependsOn` and references to earlier requests ("$1") count. Default true. */
    readonly dependencies?: boolean
  }
  readonly limits: {
    readonly bodyBytes: number
    readonly urlLength: number
    readonly batchUrlLength?: number
    readonly expandDepth: number
  }
}

export interface WriteInfo {
  readonly method: 'POST' | 'PATCH' | 'PUT' | 'DELETE'
  readonly created: boolean
  readonly preferReturn: 'representation' | 'minimal' | undefined
  /** Absolute URL of the row by its primary key. */
  readonly entityUrl: string
  /** The URL as addressed (alternate key form), absolute. */
  readonly requestUrl: string
  readonly etag: string | undefined
  readonly request: RequestInfo
}

export interface CustomFunction {
  /** Arguments by name or position. */
  readonly evaluate: (call: {
    readonly args: JsonObject
    readonly property: (path: string) => Scalar
    readonly context: ReadContext
  }) => Scalar
}

/** The parsed filter. Literals carry their EDM type and canonical value. */
export type FilterExpression =
  | { readonly kind: 'literal'; readonly type: LiteralType; readonly value: Scalar }
  | { readonly kind: 'path'; readonly path: readonly string[] }
  | { readonly kind: 'list'; readonly items: readonly FilterExpression[] }
  | { readonly kind: 'unary'; readonly operator: 'not' | 'neg'; readonly operand: FilterExpression }
  | {
      readonly kind: 'binary'
      readonly operator: BinaryOperator
      readonly left: FilterExpression
      readonly right: FilterExpression
    }
  | {
      readonly kind: 'call'
      readonly name: string
      readonly args: readonly FilterExpression[]
      readonly named?: JsonObject
    }
  | {
      readonly kind: 'lambda'
      readonly operator: 'any' | 'all'
      readonly path: readonly string[]
      readonly variable: string
      readonly predicate: FilterExpression | undefined
    }

export type LiteralType =
  | 'Null'
  | 'Boolean'
  | 'String'
  | 'Int'
  | 'Decimal'
  | 'Double'
  | 'Guid'
  | 'Date'
  | 'TimeOfDay'
  | 'DateTimeOffset'
  | 'Duration'
  | 'Enum'
export type BinaryOperator =
  | 'or'
  | 'and'
  | 'eq'
  | 'ne'
  | 'gt'
  | 'ge'
  | 'lt'
  | 'le'
  | 'in'
  | 'has'
  | 'add'
  | 'sub'
  | 'mul'
  | 'div'
  | 'divby'
  | 'mod'
