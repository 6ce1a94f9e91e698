/**
 * Turns committed changes into notifications: one POST a notification URL, held back for 30 s after the first change. A receiver that answers
 * an odd status loses its subscriptions at once, one that is busy or silent after six attempts (business-central-protocol, section 10.3).
 */
import type { Change, Database, Emulator, Notification, NotificationOutcome, Row } from '@koble/odata-server'
import { cutZeros } from '../dialect/cut-zeros.ts'
import { text } from '../rules/setup.ts'
import { findAll } from '../tables/find-all.ts'
import { names } from '../tables/names.ts'
import { systemUser } from '../users.ts'
import { createPending, type ChangeType, type Entry, type Pending } from './notification-body.ts'
import { parseResource } from './resource.ts'
import { isInPart, tableOf } from '../tables/table-part.ts'
import { supported } from './supported.ts'

const NOTIFICATION_DELAY_MS = 30_000
const MINUTE_MS = 60_000
/** Wait after the first, second, ... failed attempt. */
const RETRY_MINUTES = [1, 1, 1, 10, 100, 1000] as const

export function startNotifier(database: Database, emulator: Pick<Emulator, 'notifications' | 'limits'>): () => void {
  return database.onCommit((changes) => {
    const relevant = changes.filter((change) => watched.has(change.table))
    if (relevant.length === 0) return
    for (const [url, entries] of entriesByUrl(database, relevant)) send(database, emulator, url, entries)
  })
}

const watched = new Set(Object.values(supported).flatMap((sets) => Object.values(sets).map(tableOf)))

function entriesByUrl(database: Database, changes: readonly Change[]): Map<string, Entry[]> {
  const byUrl = new Map<string, Entry[]>()
  const now = database.clock.iso()
  for (const subscription of database.read().scan(names.subscription)) {
    if (text(subscription, 'expirationDateTime') <= now) continue
    const entries = changes.flatMap((change) => {
      const changeType = concerns(database, subscription, change) ? changeTypeOf(subscription, change) : undefined
      return changeType === undefined ? [] : [entryOf(subscription, change, changeType, now)]
    })
    if (entries.length === 0) continue
    const url = text(subscription, 'notificationUrl')
    byUrl.set(url, [...(byUrl.get(url) ?? []), ...entries])
  }
  return byUrl
}

function concerns(database: Database, subscription: Row, change: Change): boolean {
  const resource = parseResource(text(subscription, 'resource'))
  const part = resource === undefined ? undefined : supported[resource.root][resource.set]
  if (resource === undefined || part === undefined || tableOf(part) !== change.table) return false
  if (resource.companyId !== undefined) return resource.companyId === change.partition
  return database.read().lookup(names.company, ['name'], [resource.companyName ?? ''])?.id === change.partition
}

/** For the subscribed set: a draft that is posted comes into the posted ones. Undefined: the row is and was none of the set. */
function changeTypeOf(subscription: Row, { before, after }: Change): ChangeType | undefined {
  const resource = parseResource(text(subscription, 'resource'))
  const part = resource === undefined ? '' : (supported[resource.root][resource.set] ?? '')
  const [was, is] = [isInPart(part, before), isInPart(part, after)]
  if (was && is) return 'updated'
  return is ? 'created' : was ? 'deleted' : undefined
}

const entryOf = (subscription: Row, change: Change, changeType: ChangeType, now: string): Entry => ({
  subscriptionId: text(subscription, 'subscriptionId'),
  clientState: text(subscription, 'clientState'),
  expirationDateTime: cutZeros(text(subscription, 'expirationDateTime')),
  resource: `${text(subscription, 'resource')}(${change.id})`,
  changeType,
  lastModifiedDateTime: cutZeros(change.after?.modifiedAt ?? now),
})

function send(
  database: Database,
  emulator: Pick<Emulator, 'notifications' | 'limits'>,
  url: string,
  entries: readonly Entry[],
): void {
  const pending = createPending((id) =>
    text(database.read().lookup(names.subscription, ['subscriptionId'], [id]) ?? {}, 'resource'),
  )
  pending.add(entries)
  emulator.notifications.enqueue(notification(url, pending), {
    key: keyOf(url),
    delayMs: emulator.limits().notificationDelayMs ?? NOTIFICATION_DELAY_MS,
    merge: (waiting, next) => {
      pendingOf.get(waiting)?.add(pendingOf.get(next)?.entries() ?? [])
      return waiting
    },
    retry: waitAfter,
    done: (outcome) => {
      if (!isAccepted(outcome)) unsubscribe(database, emulator, url)
    },
  })
}

const keyOf = (url: string): string => `webhook ${url}`

/** What joins a notification that waits. Its body is read when it is sent. */
const pendingOf = new WeakMap<Notification, Pending>()

function notification(url: string, pending: Pending): Notification {
  const correlation = crypto.randomUUID()
  const sets = pending.entries().map(({ resource }) => parseResource(resource.replace(/\([^()]*\)$|\?.*$/, ''))?.set)
  const created: Notification = {
    url,
    headers: {
      'Content-Type': 'application/json',
      Accept: 'application/json',
      clientRequestId: correlation,
      'x-ms-correlation-id': correlation,
    },
    body: {
      get value() {
        return pending.entries()
      },
    },
    subject: [...new Set(sets)].join(', '),
  }
  pendingOf.set(created, pending)
  return created
}

const isAccepted = (outcome: NotificationOutcome): boolean =>
  'status' in outcome && outcome.status >= 200 && outcome.status < 300

/** Busy and silent receivers are asked again; any other status ends the subscription. */
function waitAfter(outcome: NotificationOutcome): number | undefined {
  const status = 'status' in outcome ? outcome.status : 0
  if (status !== 0 && status !== 408 && status !== 429 && status < 500) return undefined
  const minutes = RETRY_MINUTES[outcome.attempt - 1]
  return minutes === undefined ? undefined : minutes * MINUTE_MS
}

function unsubscribe(database: Database, emulator: Pick<Emulator, 'notifications'>, notificationUrl: string): void {
  emulator.notifications.forget(keyOf(notificationUrl))
  database.transact(systemUser, '', (data) => {
    for (const row of findAll(data, names.subscription, { notificationUrl })) data.remove(names.subscription, row.id)
  })
}
