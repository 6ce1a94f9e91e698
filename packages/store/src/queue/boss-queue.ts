/**
 * Core's queue on pg-boss. Its policy `singleton` with the connection as key lets one item of a connection be active at a
 * time, over all processes (its group concurrency did not: three to four ran at once); a heartbeat gives a dead worker's
 * item back.
 */
import type { ConnectionId, JobId, Queue, WorkItem } from '@koble/core'
import { sql } from 'kysely'
import { fromKysely, type Job, PgBoss } from 'pg-boss'
import type { Database } from '../open/database.ts'
import { type Db, transact, type Tx } from '../sql/db.ts'

export interface QueueOptions {
  /** Connections worked on at the same time in this process. */
  readonly concurrency?: number | undefined
  /** What pg-boss reports besides what it throws. */
  readonly onError?: ((error: Error) => void) | undefined
}

export interface BossQueue extends Queue {
  /** Stops taking items and lets go of the database. */
  close(): Promise<void>
}

const name = 'connection-work'
const priorities = { interactive: 20, normal: 10, background: 0 } as const
/** 23 hours: pg-boss refuses a day. The heartbeat, not this, finds a worker that died. */
const longestRunSeconds = 23 * 3600

interface Stored {
  readonly connection: ConnectionId
  readonly job: JobId | null
  readonly priority: WorkItem['priority']
}

export async function openBossQueue(database: Database, options: QueueOptions = {}): Promise<BossQueue> {
  const schema = `${database.schema}_queue`
  const boss = new PgBoss({
    ...database.boss,
    schema,
    schedule: false,
    superviseIntervalSeconds: 5,
    monitorIntervalSeconds: 5,
    useListenNotify: true,
    registerInstance: false,
    persistWarnings: false,
  })
  boss.on('error', (error) => options.onError?.(error))
  await boss.start()
  await database.exclusively(() => prepare(boss))
  if (database.kind === 'embedded') await giveBackAll(database.db, boss, schema)
  const stops = new Set<() => Promise<void>>()
  return {
    enqueue: (item, when) => enqueue(database.db, boss, schema, item, when?.notBefore),
    async work(handler) {
      const stop = await startWork(boss, handler, options.concurrency ?? 4)
      stops.add(stop)
      return { stop }
    },
    async close() {
      for (const stop of stops) await stop()
      await boss.stop({ graceful: true, timeout: 5_000 })
    },
  }
}

async function prepare(boss: PgBoss): Promise<void> {
  const settings = {
    retryLimit: 1_000_000,
    retryDelay: 1,
    retryBackoff: true,
    retryDelayMax: 60,
    expireInSeconds: longestRunSeconds,
    heartbeatSeconds: 10,
    retentionSeconds: 90 * 86_400,
    deleteAfterSeconds: 3_600,
    notify: true,
  }
  if ((await boss.getQueue(name)) === null) await boss.createQueue(name, { ...settings, policy: 'singleton' })
}

/** When no other process can be alive, what is active was left by one that died: nobody waits for its heartbeat. */
async function giveBackAll(db: Db, boss: PgBoss, schema: string): Promise<void> {
  const { rows } = await sql<{ id: string }>`
    select id::text as id from ${sql.table(`${schema}.job`)} where name = ${name} and state = 'active'`.execute(db)
  if (rows.length === 0) return
  const ids = rows.map((row) => row.id)
  await boss.cancel(name, ids)
  await boss.resume(name, ids)
}

/** An equal item that is not begun is not doubled, but it comes as early and with as much priority as the new one asks. */
function enqueue(db: Db, boss: PgBoss, schema: string, item: WorkItem, notBefore: number | undefined): Promise<void> {
  const { connection, job, priority } = item
  const data: Stored = { connection, job, priority }
  const startAfter = notBefore === undefined ? undefined : new Date(notBefore)
  return transact(db, async (tx) => {
    await sql`select pg_advisory_xact_lock(hashtext(${`${schema}:${connection}`}))`.execute(tx)
    const queued = await findQueued(tx, schema, connection, job)
    const through = { db: fromKysely(tx) }
    if (queued === undefined) {
      await boss.send(name, data, {
        ...through,
        singletonKey: connection,
        priority: priorities[priority],
        ...(startAfter && { startAfter }),
      })
      return
    }
    const sooner = startAfter === undefined || startAfter.getTime() < queued.startsAt
    const higher = priorities[priority] > queued.priority
    if (!sooner && !higher) return
    await boss.update(name, higher ? data : undefined, {
      ...through,
      id: queued.id,
      ...(higher && { priority: priorities[priority] }),
      ...(sooner && { startAfter: startAfter ?? new Date(0) }),
    })
  })
}

interface Queued {
  readonly id: string
  readonly priority: number
  readonly startsAt: number
}

async function findQueued(
  tx: Tx,
  schema: string,
  connection: ConnectionId,
  job: JobId | null,
): Promise<Queued | undefined> {
  const { rows } = await sql<Queued>`
    select id::text as id, priority, (extract(epoch from start_after) * 1000)::float8 as "startsAt"
    from ${sql.table(`${schema}.job`)}
    where name = ${name} and state < 'active' and singleton_key = ${connection}
      and data ->> 'job' is not distinct from ${job}::text
    order by created_on limit 1
    for update`.execute(tx)
  return rows[0]
}

type Handler = (item: WorkItem, signal: AbortSignal) => Promise<void>

async function startWork(boss: PgBoss, handler: Handler, concurrency: number): Promise<() => Promise<void>> {
  const stopping = new AbortController()
  const inHand = new Set<Promise<void>>()
  const id = await boss.work<Stored>(
    name,
    { batchSize: 1, localConcurrency: concurrency, pollingIntervalSeconds: 0.5, notifyPollingIntervalSeconds: 0.5 },
    async ([job]: Job<Stored>[]) => {
      if (job === undefined) return
      stopping.signal.throwIfAborted()
      const done = handler(job.data, AbortSignal.any([job.signal, stopping.signal]))
      inHand.add(done)
      await done.finally(() => inHand.delete(done))
    },
  )
  let stopped: Promise<void> | undefined
  return () => (stopped ??= stop())

  async function stop(): Promise<void> {
    stopping.abort(new Error('The worker stops.'))
    await boss.offWork(name, { id, wait: true })
    await Promise.allSettled(inHand)
  }
}
