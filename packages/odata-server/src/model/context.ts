/** What every hook gets: who asks, when, through which address, and the data to work on. */
import type { Clock } from './clock.ts'
import type { Principal, Row } from './row.ts'
import type { Reader, Transaction } from './table.ts'
import type { JsonObject } from './value.ts'

export interface RequestInfo {
  readonly method: string
  /** The absolute URL as the client wrote it (inside a batch: resolved). */
  readonly url: URL
  readonly headers: Headers
}

/** What the routing hook found in front of the set: a partition, and the text that context URLs repeat. */
export interface Scope {
  readonly partition: string
  /** Put before set names in context URLs and links: "companies(…)/" or "". */
  readonly prefix: string
  /** The application's own facts about the scope. */
  readonly data?: Readonly<Record<string, string>>
}

export interface Usage {
  rowsRead: number
  rowsWritten: number
}

interface Base {
  readonly principal: Principal
  readonly request: RequestInfo
  readonly scope: Scope
  readonly clock: Clock
  /** The request's moment on the emulator's clock. */
  readonly now: string
  /** The next GUID of the seeded generator. */
  newId(): string
  /** Absolute address of the service root, without a slash at the end. */
  readonly serviceUrl: string
  /** A line for the request log: a documented oddity was emulated. */
  remark(text: string): void
  /** Rows touched so far; the limits' `cost` charges them. */
  readonly usage: Usage
  /** Per-request memory, for example of computed figures. */
  readonly memo: Map<string, unknown>
}

export interface ReadContext extends Base {
  readonly data: Reader
}

/** Writing through the rules of a set, for actions that write many rows or other sets. */
export interface SetWriter {
  /** As POST does. `parent` gives the column that names the parent row. */
  insert(set: string, body: JsonObject, parent?: { readonly column: string; readonly row: Row }): Row
  /** As PATCH does, without conditions. */
  modify(set: string, row: Row, body: JsonObject): Row
  remove(set: string, row: Row): void
  /** The row that an address names ("/accounts(…)", "accounts(number='A')", absolute), of this set; refused when there is none. */
  resolve(set: string, address: string): Row
}

export interface WriteContext extends Base {
  readonly data: Transaction
  readonly sets: SetWriter
}
