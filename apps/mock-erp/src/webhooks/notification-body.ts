/** What one POST to a receiver carries, and how later changes join it before it is sent (business-central-protocol, section 10.3). */
import type { JsonObject } from '@koble/odata-server'

export type ChangeType = 'created' | 'updated' | 'deleted' | 'collection'

export interface Entry extends JsonObject {
  readonly subscriptionId: string
  readonly clientState: string
  readonly expirationDateTime: string
  readonly resource: string
  readonly changeType: ChangeType
  readonly lastModifiedDateTime: string
}

/** More waiting entries of one subscription than this become one `collection`. */
const THRESHOLD = 1000

export interface Pending {
  /** One record's changes of one kind merge into the latest; created, updated and deleted stay apart. */
  add(entries: Iterable<Entry>): void
  entries(): readonly Entry[]
}

/** Entries waiting for one notification URL. `setResource` is a subscription's own resource text. */
export function createPending(setResource: (subscriptionId: string) => string): Pending {
  const waiting = new Map<string, Entry>()
  return {
    add(entries) {
      for (const entry of entries) waiting.set(`${entry.subscriptionId} ${entry.resource} ${entry.changeType}`, entry)
    },
    entries() {
      const groups = Map.groupBy(waiting.values(), (entry) => entry.subscriptionId)
      return [...groups].flatMap(([id, group]) =>
        group.length > THRESHOLD ? [collectionOf(group, setResource(id))] : group,
      )
    },
  }
}

/** One entry for all: with a filter that finds them, or without one when a deletion is among them. */
function collectionOf(group: readonly Entry[], resource: string): Entry {
  const stamps = group.map((entry) => entry.lastModifiedDateTime).toSorted()
  const [first = ''] = stamps
  const [sample] = group as readonly [Entry]
  const readAll = group.some((entry) => entry.changeType === 'deleted')
  return {
    ...sample,
    changeType: 'collection',
    resource: readAll ? resource : `${resource}?$filter=lastModifiedDateTime%20gt%20${minus50Ms(first)}`,
    lastModifiedDateTime: stamps.at(-1) ?? first,
  }
}

const minus50Ms = (instant: string): string => new Date(Date.parse(instant) - 50).toISOString()
