/** Entity sets: projections of tables, with their own rules for reading and writing. */
import type { ReadContext, WriteContext } from './context.ts'
import type { OperationDefinition } from './operation.ts'
import type { Draft, Row } from './row.ts'
import type { EdmType, Json, JsonObject, Scalar } from './value.ts'

/** What a stream holds. */
export interface StreamContent {
  /** "image/png"; what the writer's `Content-Type` said. */
  readonly contentType: string
  readonly bytes: Uint8Array
}

/**
 * Bytes behind a property of type `Stream`: links in answers, raw bytes at the property's own address. The application keeps them where it
 * likes (base64 text in a column). Truth: OData protocol 4.01, section 11.2.4 and 11.4.8; JSON Format, section 9.
 */
export interface StreamDefinition {
  /** Undefined: nothing there, answered 204. */
  readonly read: (row: Row, context: ReadContext) => StreamContent | undefined
  /** PUT and PATCH; with it answers carry an edit link. Absent: 405. */
  readonly write?: (row: Row, content: StreamContent, context: WriteContext) => void
  /** DELETE. Absent: 405. */
  readonly clear?: (row: Row, context: WriteContext) => void
  /** Given: answers carry `@odata.mediaContentType`, when it is not undefined. */
  readonly contentType?: (row: Row, context: ReadContext) => string | undefined
}

export interface PropertyDefinition {
  readonly type: EdmType
  /** The table's column. Default: the property's own name. Ignored when `get` is given without `set`. */
  readonly column?: string
  readonly maxLength?: number
  /** Digits after the point that answers show ("20000.0000"); undefined: as stored. */
  readonly scale?: number
  readonly nullable?: boolean
  /** Allowed values of a choice; a value outside is `notAnOption`. `parse` below may widen what is accepted. */
  readonly members?: readonly (string | number)[]
  /** Name of the enumeration type in the metadata document (members must be strings). */
  readonly enumType?: string
  /** Writes are refused by the dialect's `readOnly` rule. `afterInsert`: only a POST may give it. */
  readonly readOnly?: boolean | 'afterInsert'
  /** Taken in bodies, never shown, not in filters. */
  readonly writeOnly?: boolean
  /** Left out of answers unless selected by name. */
  readonly hidden?: boolean
  /** Computed value; without it the column is shown. A computed property is filtered and sorted by evaluating it. */
  readonly get?: (row: Row, context: ReadContext) => Scalar
  /** Given: the value goes into answers as this JSON (a structured property). */
  readonly json?: (row: Row, context: ReadContext) => Json
  /** What a property of type `Stream` (and only that) reads and writes; it is in no body, filter or order. */
  readonly stream?: StreamDefinition
  /** Turns the JSON of a body into a value before checks (encoded option names, upper-cased codes). */
  readonly parse?: (value: Json, context: WriteContext) => Json
  /** Brings a value that a filter or key compares with this property into the stored form (codes in upper case, encoded names). */
  readonly filterValue?: (value: Scalar) => Scalar
  /** Validates and assigns; without it the column is assigned. Runs in the order of the body's properties. */
  readonly set?: (draft: Draft, value: Scalar, context: WriteContext) => void
  /** Extra annotations of this property, by annotation name without the property's own name. */
  readonly annotations?: (row: Row, context: ReadContext) => Readonly<Record<string, Json>>
}

export interface NavigationDefinition {
  /** The set that shows the target's rows. */
  readonly target: string
  /** Further sets whose rows may be bound: one property for rows of several tables (an owner). */
  readonly alsoBinds?: readonly string[]
  readonly collection?: boolean
  /** Containment: addressed and created only through the parent. */
  readonly contained?: boolean
  readonly partner?: string
  /** Single: this row's column that holds the target's id. */
  readonly column?: string
  /** Collection (or single from the other side): the target's column that holds this row's id; index it. */
  readonly targetColumn?: string
  /** Instead of columns: the rows, computed. */
  readonly rows?: (row: Row, context: ReadContext) => Iterable<Row>
  /** `@odata.bind`, `$ref`, null. Default: assigns `column`. `target` undefined clears. */
  readonly bind?: (draft: Draft, target: Row | undefined, context: WriteContext) => void
  readonly readOnly?: boolean
  /** A collection without `targetColumn`: `$ref` adds the row or removes it. */
  readonly relate?: (row: Row, target: Row, removing: boolean, context: WriteContext) => void
}

export interface InsertRules {
  /** Defaults, before the body's properties are set. */
  readonly start?: (draft: Draft, context: WriteContext, body: JsonObject) => void
  /** After the body's properties, before the row is stored: required fields, number series. */
  readonly before?: (draft: Draft, context: WriteContext, body: JsonObject) => void
  readonly after?: (row: Row, context: WriteContext) => void
  /** Does the whole insert itself and answers the row. `parent` is the row that the collection was reached from. */
  readonly instead?: (body: JsonObject, context: WriteContext, parent?: Row) => Row
  /** Asynchronous preparation outside the transaction (a webhook's handshake). */
  readonly prepare?: (body: JsonObject, context: ReadContext) => Promise<void>
}

export interface ModifyRules {
  /** Does the whole change itself and answers the row: for rows that no table holds. */
  readonly instead?: (row: Row, body: JsonObject, context: WriteContext) => Row
  /** Before the body's properties are set (inactive rows, closed documents). */
  readonly start?: (draft: Draft, row: Row, context: WriteContext, body: JsonObject) => void
  readonly before?: (draft: Draft, row: Row, context: WriteContext, body: JsonObject) => void
  readonly after?: (row: Row, before: Row, context: WriteContext) => void
  readonly prepare?: (row: Row, body: JsonObject, context: ReadContext) => Promise<void>
}

export interface DeleteRules {
  /** Does the whole deletion itself: for rows that no table holds. */
  readonly instead?: (row: Row, context: WriteContext) => void
  readonly before?: (row: Row, context: WriteContext) => void
  readonly after?: (row: Row, context: WriteContext) => void
}

export interface EntitySetDefinition {
  readonly name: string
  /** Entity type's name without namespace ("customer"). */
  readonly entityType: string
  /** The table behind it. A set without a table gives `rows`. */
  readonly table?: string
  /** Rows that are computed instead of stored (reports, feed states); each needs a unique `id`. */
  readonly rows?: (context: ReadContext) => Iterable<Row>
  /** Key properties. Default: the one property whose column is `id`. */
  readonly key?: readonly string[]
  readonly alternateKeys?: readonly (readonly string[])[]
  readonly properties: Readonly<Record<string, PropertyDefinition>>
  readonly navigation?: Readonly<Record<string, NavigationDefinition>>
  /** A singleton: no key, one row. */
  readonly singleton?: boolean
  /**
   * Column values (by column name, in stored form) that every row of this set has, one or one of several: the part of the table that belongs
   * to it. Read through an index that begins with these columns; an insert assigns a single value; other rows are not found here.
   */
  readonly fixed?: Readonly<Record<string, Scalar | readonly Scalar[]>>
  /** Columns of the set's default order, when it is not the table's; a unique list, or the id decides ties. */
  readonly order?: readonly string[]
  /** Part of the table that belongs to this set, where columns do not tell it: no index serves it. */
  readonly where?: (row: Row, context: ReadContext) => boolean
  /** What this principal may do here; throws `refuse(...)` for a missing privilege. Answers a row test, or true for all rows. */
  readonly access?: (
    operation: 'read' | 'insert' | 'modify' | 'delete',
    context: ReadContext,
  ) => true | ((row: Row) => boolean)
  /** The set is listed only below a parent or with an equality filter on one of these properties. */
  readonly requiresParent?: readonly string[]
  /** Absent: 405. */
  readonly insert?: InsertRules
  readonly modify?: ModifyRules
  readonly delete?: DeleteRules
  readonly operations?: Readonly<Record<string, OperationDefinition>>
  /** Delta links are answered. */
  readonly tracked?: boolean
  /** False: no `@odata.etag`, conditions refused by the dialect. Default true. */
  readonly etags?: boolean
  /** Not in the service document and metadata. */
  readonly hidden?: boolean
  /** Properties that every answer has, whatever `$select` says. Default: none. */
  readonly alwaysSelected?: readonly string[]
  /** Annotations of each row, by full name. */
  readonly annotations?: (row: Row, context: ReadContext) => Readonly<Record<string, Json>>
}
