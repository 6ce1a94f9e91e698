/** The whole emulator as one `fetch`: Web API, tokens, controls, sign-in, pages and web resources. */
import {
  createClock,
  createEmulator,
  openDatabase,
  type Clock,
  type Connection,
  type Database,
  type Emulator,
  type Principal,
} from '@koble/odata-server'
import { fixedGuid } from './fixed-guid.ts'
import { createPages } from './host/pages.ts'
import { createSessions } from './host/sessions.ts'
import { tables } from './schema/tables.ts'
import { authentication } from './security/authenticate.ts'
import { administrator, applicationUser } from './seeds/people.ts'
import { resetTo, seedFresh } from './seeds/seed.ts'
import { limitRules } from './service/limits.ts'
import { serviceRoot } from './service/root.ts'
import { storedTable } from './service/stored-table.ts'
import { dispatchWebhooks } from './webhooks/dispatcher.ts'

export interface MockCrmOptions {
  readonly clock?: Clock
  /** Directory of the durable log. Absent, or with `memory`: nothing is kept. */
  readonly dataDir?: string
  readonly memory?: boolean
  /** Used for webhooks. Default: the platform's. */
  readonly fetch?: (url: string, init: RequestInit) => Promise<Response>
  /** Origin of the Koble server that pages may call (Content-Security-Policy). Default: loopback, any port. */
  readonly kobleOrigin?: string
}

export interface MockCrm {
  fetch(request: Request, connection?: Connection): Promise<Response>
  /** Resolves when no webhook is waiting. */
  idle(): Promise<void>
  readonly clock: Clock
  readonly database: Database
  close(): Promise<void>
}

export async function createMockCrm(options: MockCrmOptions = {}): Promise<MockCrm> {
  const clock = options.clock ?? createClock()
  const database = await openDatabase({
    tables: [...tables.values()].map(storedTable),
    clock,
    ...(options.dataDir === undefined || options.memory ? {} : { directory: options.dataDir }),
  })
  seedFresh(database)
  await database.flushed()
  const sessions = createSessions(() => clock.now())
  const emulator: Emulator = createEmulator({
    roots: [serviceRoot],
    database,
    clock,
    tokens: { clients: () => clients, development: () => personal },
    authentication: { authenticate: authentication(database, sessions) },
    limits: limitRules,
    reset: (request) => resetTo(database, request),
    loadTarget: () => ({ serviceUrl: `${loadOrigin}/api/data/v9.2`, principal: personal }),
    ...(options.fetch ? { fetch: options.fetch } : {}),
  })
  const stopWebhooks = dispatchWebhooks({
    database,
    notifications: emulator.notifications,
    delayMs: () => emulator.limits().notificationDelayMs,
    host: () => 'fjordlys.crm4.koble.example',
  })
  const pages = createPages({ database, sessions, emulator, kobleOrigin: options.kobleOrigin })
  return {
    clock,
    database,
    fetch: async (request, connection) => (await emulator.fetch(request, connection)) ?? (await pages(request)),
    idle: () => emulator.notifications.idle(),
    close: async () => {
      stopWebhooks()
      await emulator.close()
    },
  }
}

const loadOrigin = 'http://127.0.0.1:4020'
const personal: Principal = { id: administrator.id, name: 'Ida Admin', person: true }
const service: Principal = { id: applicationUser.id, name: 'Koble Integration', person: false }

/** The second application is known to the directory and has no user in the organization. */
const clients = {
  [applicationUser.clientId]: { secret: applicationUser.secret, principal: service },
  'koble-stranger': {
    secret: 'koble-stranger-secret',
    principal: { id: fixedGuid('application/stranger'), name: 'Stranger', person: false },
  },
}
