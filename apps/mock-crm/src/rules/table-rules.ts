/** What a table does beyond storing its columns: defaults, computed columns, refusals. One file a table beside this. */
import type { Draft, Row, WriteContext } from '@koble/odata-server'

export interface TableRules {
  /** Before a new row is stored, after its columns are set. */
  readonly onCreate?: (draft: Draft, context: WriteContext) => void
  /** Before changed columns are stored; `changed` says which columns the request carried. */
  readonly onUpdate?: (draft: Draft, row: Row, context: WriteContext, changed: ReadonlySet<string>) => void
  readonly onDelete?: (row: Row, context: WriteContext) => void
  readonly afterWrite?: (row: Row, context: WriteContext) => void
}
