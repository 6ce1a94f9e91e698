/** Composes the server: the one place where ports meet adapters. Sockets and signals are main.ts's affair. */
import { randomUUID } from 'node:crypto'
import type { Clock, ConnectionId, EngineEvent, Log, RecordId } from '@koble/core'
import { openStore } from '@koble/store'
import { createApp } from './app.ts'
import { createEventHub, type ServerEvent } from './http/event-hub.ts'
import { createMetrics } from './http/metrics.ts'
import { pages } from './http/pages.ts'
import { createSessions } from './http/sessions.ts'
import { watchDatabase } from './http/watch-database.ts'
import { entitiesOf } from './remotes/entities.ts'
import { openRemotes } from './remotes/remotes.ts'
import { conflictsService } from './services/conflicts-service.ts'
import { connectionsService } from './services/connections-service.ts'
import { couplingsService } from './services/couplings-service.ts'
import { factsService } from './services/facts-service.ts'
import { jobsService } from './services/jobs-service.ts'
import { mappingsService } from './services/mappings-service.ts'
import { recordWork } from './services/record-work.ts'
import { crmRights } from './services/rights.ts'
import { webhooksService } from './services/webhooks-service.ts'
import { widgetAccess } from './services/widget-access.ts'
import { openApiKeys } from './settings/api-keys.ts'
import { signingSecret } from './settings/signing-secret.ts'
import type { Settings } from './settings/settings.ts'
import { createWidgetTokens } from './widget/widget-tokens.ts'
import { contextReader } from './worker/context-of.ts'
import { startPoller, type Poller } from './worker/poller.ts'
import { startConnectionKeeper, type ConnectionKeeper } from './worker/connection-keeper.ts'
import { startHousekeeper } from './worker/housekeeper.ts'
import { lastLookKeeper } from './worker/last-look.ts'
import { startWorker } from './worker/worker.ts'

/** Longer than what is in hand takes to end once it is aborted. */
const stopLimitMs = 10_000

export interface KobleServer {
  /** `address`: where the request came from, as its socket says. */
  fetch(request: Request, address?: string): Response | Promise<Response>
  /** Finishes or releases the work in hand, ends event streams, closes the database. */
  close(): Promise<void>
}

export async function openServer(
  settings: Settings,
  parts: { readonly clock: Clock; readonly log: Log; readonly fetch: typeof fetch },
): Promise<KobleServer> {
  const { clock, log } = parts
  const newId = (): string => randomUUID()
  const store = await openStore({
    url: settings.databaseUrl,
    dir: settings.dataDir,
    schema: settings.schema,
    secretKey: settings.secretKey,
  })
  const keys = await openApiKeys(store, settings, clock)
  const signing = await signingSecret(store, clock)
  const queue = await store.openQueue({ onError: (error) => log.warn('queue.error', { message: error.message }) })
  const hub = createEventHub()
  const metrics = createMetrics(hub)
  const stopping = new AbortController()
  const remotes = openRemotes({ store, clock, log, fetch: parts.fetch, newId })
  const runners = settings.role === 'api' ? null : await startRunners()
  // On PostgreSQL other processes may work on the same connections.
  const watcher =
    settings.role === 'worker' || store.kind === 'embedded' ? null : watchDatabase({ store, hub, clock, log })
  const changed = (id: ConnectionId): void => {
    remotes.forget(id)
    runners?.keeper.changed(id)
  }
  const work = recordWork({ store, queue, clock, newId, hub, stopping: stopping.signal })
  const tokens = createWidgetTokens({ secret: signing, nonces: store.nonces, now: () => clock.now() })
  const app = createApp({
    connections: connectionsService({ store, remotes, clock, log, newId, changed }),
    mappings: mappingsService({ store, clock, changed }),
    jobs: jobsService({ store, queue, clock, newId, recordUrl }),
    couplings: couplingsService({ store, remotes, work }),
    conflicts: conflictsService({ store, work }),
    facts: factsService({ store, remotes, clock }),
    rights: crmRights(remotes, clock),
    webhooks: webhooksService({
      store,
      clock,
      nudged: () => runners?.poller.nudged(),
      ignored: metrics.nudgeIgnored,
    }),
    widget: widgetAccess({ store, remotes, clock, tokens }),
    keys,
    sessions: createSessions(store, () => clock.now()),
    hub,
    stopping: stopping.signal,
    now: () => clock.now(),
    report: (error, correlationId) =>
      log.error('request.failed', {
        correlationId,
        message: error instanceof Error ? (error.stack ?? error.message) : String(error),
      }),
    notReady: () =>
      store.ping().then(
        () => null,
        () => 'The database does not answer.',
      ),
    metrics: metrics.read,
  })
  app.route('/', pages({ admin: folder('../../admin/dist'), widget: folder('../../../packages/widget/dist') }))

  return {
    fetch: (request, address) => app.fetch(request, { address }),
    async close() {
      stopping.abort()
      await within(stopLimitMs, Promise.all([runners?.stop(), watcher?.stop()]))
      await queue.close()
      await store.close()
    },
  }

  /** A service that answers nothing must not hold the end up: what is left then is taken up when its lease ends. */
  async function within(ms: number, work: Promise<unknown>): Promise<void> {
    const done = new AbortController()
    const late = clock.sleep(ms, done.signal).then(
      () => log.warn('server.stopForced', { afterMs: ms }),
      () => undefined,
    )
    await Promise.race([work, late])
    done.abort()
  }

  async function startRunners(): Promise<{ poller: Poller; keeper: ConnectionKeeper; stop(): Promise<void> }> {
    const contextOf = contextReader({
      store,
      remotes,
      clock,
      log,
      newId,
      events: (event) => hub.publish(asServerEvent(event)),
    })
    // What a worker had in hand when it died is still recorded as queued or running: the queue may have lost it, the record has not.
    for (const job of await store.jobs.listUnfinished())
      await queue.enqueue({ connection: job.connection, job: job.id, priority: 'normal' })
    const poller = startPoller({ store, queue, clock, log })
    const housekeeper = startHousekeeper({ store, clock, log })
    const lastLooks = lastLookKeeper(store, clock)
    const keeper = startConnectionKeeper({ store, remotes, clock, log, publicUrl: settings.publicUrl })
    const worker = await startWorker({
      store,
      queue,
      contextOf,
      worker: `${process.pid}-${randomUUID()}`,
      log,
      now: () => clock.now(),
      began: metrics.workBegan,
      ended: (item, result, durationMs) => {
        poller.looked(item.connection)
        if (result === 'done') void lastLooks.note(item.connection)
        metrics.workDone(item.job === null ? 'look' : 'job', result, durationMs)
        if (item.job !== null)
          hub.publish({
            connection: item.connection,
            type: 'job',
            data: { job: item.job, status: result === 'done' ? 'ended' : 'waiting' },
          })
      },
    })
    return {
      poller,
      keeper,
      async stop() {
        await Promise.all([poller.stop(), keeper.stop(), housekeeper.stop()])
        await worker.stop()
      },
    }
  }

  async function recordUrl(
    connection: ConnectionId,
    mapping: string | null,
    side: 'erp' | 'crm' | null,
    id: string | null,
  ): Promise<string | null> {
    if (mapping === null || side === null || id === null) return null
    const [remote, row] = await Promise.all([
      remotes.open(connection, 'interactive').catch(() => null),
      store.mappings.get(connection, mapping),
    ])
    const entity = entitiesOf(side).find(({ name }) => name === row?.definition[side])
    return remote === null || entity === undefined ? null : remote[side].recordUrl(entity, id as RecordId)
  }
}

const folder = (relative: string): string => new URL(relative, import.meta.url).pathname

function asServerEvent(event: EngineEvent): ServerEvent {
  const { connection, type, ...data } = event
  return { connection, type: type === 'couplings' ? 'coupling' : type, data }
}
