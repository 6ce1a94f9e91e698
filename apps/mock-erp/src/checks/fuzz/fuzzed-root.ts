/** What requests are drawn from (a root's sets, and rows that they have at the beginning) and what they are. */
import type { ServiceRootDefinition } from '@koble/odata-server'

export interface FuzzedRoot {
  readonly url: string
  readonly definition: ServiceRootDefinition
  /** Ids of rows, by set. */
  readonly ids: ReadonlyMap<string, readonly string[]>
  /** Values that rows of any set have, by the name of their property: with them bodies get past the first check. */
  readonly samples: ReadonlyMap<string, readonly unknown[]>
}

export interface DrawnRequest {
  readonly method: string
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string
}
