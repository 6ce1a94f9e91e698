/** The server and both emulators in one process: no sockets, no child processes; every request goes over an in-process network. */
import { openServer, type KobleServer, type Role, type Settings } from '@koble/server'
import { createMockCrm, type MockCrm } from '@koble/mock-crm'
import { createMockErp, type MockErp } from '@koble/mock-erp'
import { smallCompany } from '../../support/small-company.ts'
import { waitUntil } from '../../world/wait-until.ts'
import { client, type Client } from './client.ts'
import { inProcessNetwork, type Answer, type Network } from './in-process-network.ts'
import { logLines, type LogLine, type LogLines } from './log-lines.ts'
import { anyDatabase, type DatabaseKind, type TestDatabase } from './test-databases.ts'
import { virtualClock, type VirtualClock } from './virtual-clock.ts'

export const adminKey = 'server-test-key'
export const serverUrl = 'http://127.0.0.1:24000'
export const erpUrl = 'http://127.0.0.1:24010'
export const crmUrl = 'http://127.0.0.1:24020'
const person = { authorization: 'Bearer koble-dev-token' }
const credentials = { tenant: 'common', clientId: 'koble-demo', clientSecret: 'koble-demo-secret' }

export interface Job {
  readonly finishedAt: string | null
  readonly id: string
  readonly kind: string
  readonly status: string
  readonly error: string | null
  readonly counts: Readonly<Record<string, number>>
}

export interface ServerWorld {
  readonly clock: VirtualClock
  readonly log: LogLines
  readonly network: Network
  readonly settings: Settings
  /** The API under the admin key. */
  readonly api: Client
  /** The server without any key. */
  readonly anyone: Client
  /** The server without any key, as asked from this network address. */
  clientAt(address: string): Client
  /** The ERP's API of its one company, as a person. */
  readonly erp: Client
  readonly erpSite: Client
  /** The CRM's Web API, as its administrator. */
  readonly crm: Client
  /** The CRM's pages and session. */
  readonly crmSite: Client
  readonly control: { readonly erp: Client; readonly crm: Client }
  readonly answers: { readonly erp: Answer; readonly crm: Answer }
  readonly company: { readonly id: string; readonly name: string }
  /** What `POST /connections` takes to connect both systems. */
  connectionInput(change?: { name?: string; erp?: object; crm?: object; enabled?: boolean }): Record<string, unknown>
  connect(name?: string): Promise<string>
  run(connection: string, request: Readonly<Record<string, unknown>>, withinMs?: number): Promise<Job>
  ended(job: string, withinMs?: number): Promise<Job>
  /** Nothing is under way any more: what was when a connection was switched off is over. */
  idle(): Promise<void>
  /** The value of a metric without labels. */
  metric(name: string): Promise<number>
  untilLogged(event: string, matches?: (line: LogLine) => boolean): Promise<void>
  stopServer(): Promise<void>
  startServer(change?: Partial<Settings>): Promise<KobleServer>
  /** Another process on the same database; no request is routed to it. */
  startAnother(change: Partial<Settings>): Promise<KobleServer>
  close(): Promise<void>
}

export interface WorldOptions {
  readonly database?: DatabaseKind
  readonly role?: Role
}

/** Both emulators empty, with pounds as local currency; the small company in the ERP. */
async function openEmulators(
  network: Network,
): Promise<{ erp: MockErp; crm: MockCrm; company: ServerWorld['company'] }> {
  const outgoing = (url: string, init: RequestInit): Promise<Response> => network.fetch(url, init)
  const empty = { seed: 'empty', localCurrency: 'GBP' } as const
  const erp = await createMockErp({ memory: true, fetch: outgoing, seed: empty })
  const crm = await createMockCrm({ memory: true, fetch: outgoing })
  network.answerAt(erpUrl, (request) => erp.fetch(request))
  network.answerAt(crmUrl, (request) => crm.fetch(request))
  await client(network, crmUrl).call('POST', '/emulator/reset', empty)
  const loaded = await client(network, erpUrl).call<{ refused: unknown[] }>('POST', '/emulator/load', smallCompany)
  if (loaded.refused.length > 0) throw new Error(`The ERP refused records: ${JSON.stringify(loaded.refused)}`)
  const companies = await client(network, erpUrl, person).call<{ value: { id: string; name: string }[] }>(
    'GET',
    '/v2.0/sandbox/api/v2.0/companies',
  )
  return { erp, crm, company: companies.value[0]! }
}

const settingsFor = (database: TestDatabase, role: Role): Settings => ({
  ...database.settings,
  role,
  port: 24_000,
  publicUrl: serverUrl,
  adminKey,
  secretKey: undefined,
})

export async function openServerWorld(options: WorldOptions = {}): Promise<ServerWorld> {
  const network = inProcessNetwork()
  const clock = virtualClock()
  const log = logLines()
  const database = await (options.database ?? anyDatabase).open()
  const settings = settingsFor(database, options.role ?? 'all')
  const { erp, crm, company } = await openEmulators(network)
  let server: KobleServer | null = null
  const addressHeader = 'x-test-address'
  const startServer = async (change: Partial<Settings> = {}): Promise<KobleServer> => {
    const opened = await openServer({ ...settings, ...change }, { clock, log: log.log, fetch: network.fetch })
    server = opened
    network.answerAt(serverUrl, (request) => opened.fetch(request, request.headers.get(addressHeader) ?? undefined))
    return opened
  }
  const stopServer = async (): Promise<void> => {
    const running = server
    server = null
    await running?.close()
    network.answerAt(serverUrl, null)
  }
  const anyone = client(network, serverUrl)
  const api = client(network, `${serverUrl}/api`, { authorization: `Bearer ${adminKey}` })
  const connectionInput: ServerWorld['connectionInput'] = (change = {}) => ({
    name: change.name ?? 'Server test',
    enabled: change.enabled ?? true,
    erp: { baseUrl: `${erpUrl}/v2.0/sandbox`, authority: erpUrl, company: company.name, credentials, ...change.erp },
    crm: { baseUrl: crmUrl, authority: crmUrl, credentials, ...change.crm },
  })
  const metric = async (name: string): Promise<number> => {
    const { body } = await anyone.ask<string>('GET', '/metrics')
    return Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(body)?.[1] ?? Number.NaN)
  }
  const ended = async (id: string, withinMs = 40_000): Promise<Job> => {
    let job: Job | undefined
    await waitUntil(
      `job ${id} ends`,
      async () => {
        job = await api.call<Job>('GET', `/jobs/${id}`)
        return !['queued', 'running'].includes(job.status)
      },
      withinMs,
    )
    return job!
  }
  await startServer()
  return {
    clock,
    log,
    network,
    settings,
    api,
    anyone,
    clientAt: (address) => anyone.as({ [addressHeader]: address }),
    erp: client(network, `${erpUrl}/v2.0/sandbox/api/v2.0/companies(${company.id})`, person),
    erpSite: client(network, erpUrl, person),
    crm: client(network, `${crmUrl}/api/data/v9.2`, person),
    crmSite: client(network, crmUrl),
    control: { erp: client(network, `${erpUrl}/emulator`), crm: client(network, `${crmUrl}/emulator`) },
    answers: { erp: (request) => erp.fetch(request), crm: (request) => crm.fetch(request) },
    company,
    connectionInput,
    connect: async (name) =>
      (await api.call<{ id: string }>('POST', '/connections', connectionInput(name === undefined ? {} : { name }))).id,
    async run(connection, request, withinMs) {
      const { id } = await api.call<{ id: string }>('POST', `/connections/${connection}/jobs`, request)
      return ended(id, withinMs)
    },
    ended,
    untilLogged: (event, matches = () => true) =>
      waitUntil(`${event} is logged`, () => Promise.resolve(log.of(event).some(matches))),
    idle: () => waitUntil('no work is under way', async () => (await metric('koble_work_running')) === 0),
    metric,
    stopServer,
    startServer,
    startAnother: (change) => openServer({ ...settings, ...change }, { clock, log: log.log, fetch: network.fetch }),
    async close() {
      await stopServer()
      await Promise.all([erp.close(), crm.close()])
      await database.remove()
    },
  }
}
