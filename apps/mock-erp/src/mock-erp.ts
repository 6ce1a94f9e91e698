/** The emulator as a function from requests to answers: no socket, so that tests and other programs can hold one in process. */
import { createClock, createEmulator, openDatabase } from '@koble/odata-server'
import type { Clock, Connection, Database, Emulator, Json } from '@koble/odata-server'
import { errorBody } from './dialect/answer-problem.ts'
import { createErpSwitches } from './dialect/switches.ts'
import { roots } from './roots/roots.ts'
import { servePages } from './server/serve-pages.ts'
import { createLoader } from './seeds/load.ts'
import { reseed } from './seeds/seed.ts'
import { tables } from './tables/tables.ts'
import { connectorUser, demoClient, demoPerson } from './users.ts'
import { startNotifier } from './webhooks/notifier.ts'

export interface MockErpOptions {
  readonly clock?: Clock
  /** Directory of the durable log. Ignored with `memory`. */
  readonly dataDir?: string
  readonly memory?: boolean
  /** What an empty database is filled with: as the body of `/emulator/reset`. Default: the demo company. */
  readonly seed?: { readonly seed: string; readonly [option: string]: Json }
  /** For handshakes and notifications. Default: the platform's. */
  readonly fetch?: (url: string, init: RequestInit) => Promise<Response>
}

export interface MockErp {
  /** Answers every request; `connection` lets a fault tear the socket. */
  readonly fetch: (request: Request, connection?: Connection) => Promise<Response>
  readonly close: () => Promise<void>
  readonly clock: Clock
  readonly database: Database
  readonly emulator: Emulator
}

export async function createMockErp(options: MockErpOptions = {}): Promise<MockErp> {
  const clock = options.clock ?? createClock()
  const directory = options.memory === true ? undefined : options.dataDir
  const database = await openDatabase({ tables, clock, ...(directory === undefined ? {} : { directory }) })
  const switches = createErpSwitches()
  const api = roots(database, (url, init) => emulator.notifications.send(url, init), switches)
  const emulator: Emulator = createEmulator({
    roots: api,
    database,
    clock,
    tokens: {
      clients: () => ({ [demoClient.id]: { secret: demoClient.secret, principal: connectorUser } }),
      development: () => demoPerson,
    },
    limits: {
      documented: {
        requestsPer5Minutes: 6000,
        concurrent: 5,
        queued: 95,
        queueWaitMs: 480_000,
        operationMs: 480_000,
      },
      countBatchParts: true,
      answer: ({ actual, maximum, retryAfterSeconds }) => ({
        status: 429,
        headers: { 'Retry-After': String(retryAfterSeconds) },
        body: errorBody(
          'Application_TooManyRequests',
          `Too many requests reached. Actual (${actual}). Maximum (${maximum}).`,
        ),
      }),
    },
    switches,
    reset: ({ seed, options: details }) => reseed(database, seed, details),
    load: createLoader(database, { v2: rootAt(api, 0), koble: rootAt(api, 1) }),
    ...(options.fetch === undefined ? {} : { fetch: options.fetch }),
  })
  const stopNotifier = startNotifier(database, emulator)
  if (database.getFact('seeded') === undefined) {
    const { seed, ...details } = options.seed ?? { seed: 'demo' }
    reseed(database, seed, details)
  }
  await database.flushed()
  return {
    clock,
    database,
    emulator,
    fetch: async (request, connection) =>
      (await emulator.fetch(request, connection)) ?? servePages(new URL(request.url), request.method),
    close: async () => {
      stopNotifier()
      // Closes the clock and the database with it.
      await emulator.close()
    },
  }
}

function rootAt<T>(list: readonly T[], at: number): T {
  const found = list[at]
  if (found === undefined) throw new Error(`There is no service root ${at}.`)
  return found
}
