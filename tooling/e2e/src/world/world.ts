/** The three processes on ports and data of their own, as an administrator would run them apart. */
import { demoConnectionInput } from '@koble/dev/demo-connection-input'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort } from './free-port.ts'
import { caller, type Caller } from './http.ts'
import { part, type Part } from './part.ts'
import { waitUntil } from './wait-until.ts'

export { waitUntil } from './wait-until.ts'
export type { Caller } from './http.ts'
export type { Part } from './part.ts'

export interface Job {
  readonly id: string
  readonly status: string
  readonly error: string | null
  readonly counts: Readonly<Record<string, number>>
  readonly progress: { readonly done: number; readonly total: number | null }
}

export interface World {
  readonly server: Part
  readonly erp: Part
  readonly crm: Part
  /** The server's API, under the admin key. */
  readonly api: Caller
  /** The ERP's API v2.0 of the first company, as a person. */
  readonly erpApi: () => Promise<Caller>
  /** Koble's own pages of the first company, as a person. */
  readonly kobleErpApi: () => Promise<Caller>
  /** The CRM's Web API, as a person who may do everything. */
  readonly crmApi: Caller
  readonly control: { readonly erp: Caller; readonly crm: Caller }
  readonly dataDir: string
  readonly adminKey: string
  /** Connects both systems; answers the connection's id. */
  connect(company?: string): Promise<string>
  /** Runs a job to its end. */
  run(connection: string, request: Readonly<Record<string, unknown>>, withinMs?: number): Promise<Job>
  close(): Promise<void>
}

const key = 'e2e-admin-key'
const person = 'koble-dev-token'

async function companyPath(erp: Part, root: string): Promise<string> {
  const { value } = await caller(erp.url, person).call<{ value: { id: string }[] }>(
    'GET',
    '/v2.0/sandbox/api/v2.0/companies',
  )
  return `${erp.url}${root}/companies(${value[0]!.id})`
}

export async function openWorld(
  options: { readonly databaseUrl?: string; readonly env?: Readonly<Record<string, string>> } = {},
): Promise<World> {
  const dataDir = mkdtempSync(join(tmpdir(), 'koble-world-'))
  const ports = { server: await freePort(), erp: await freePort(), crm: await freePort() }
  const { DATABASE_URL: _own, ...inherited } = process.env
  const env = {
    ...inherited,
    KOBLE_DATA_DIR: dataDir,
    KOBLE_ADMIN_KEY: key,
    KOBLE_PORT: String(ports.server),
    KOBLE_ERP_PORT: String(ports.erp),
    KOBLE_CRM_PORT: String(ports.crm),
    KOBLE_LOG: 'warn',
    ...(options.databaseUrl === undefined ? {} : { DATABASE_URL: options.databaseUrl }),
    ...options.env,
  }
  const server = part('server', ports.server, env)
  const erp = part('erp', ports.erp, env)
  const crm = part('crm', ports.crm, env)
  const parts = [server, erp, crm]
  const api = caller(`${server.url}/api`, key)
  const close = async (): Promise<void> => {
    await Promise.all(parts.map((each) => each.stop('SIGKILL')))
    rmSync(dataDir, { recursive: true, force: true })
  }
  try {
    await Promise.all(parts.map((each) => each.start()))
  } catch (error) {
    await close()
    throw error
  }
  return {
    server,
    erp,
    crm,
    api,
    dataDir,
    adminKey: key,
    close,
    erpApi: async () => caller(await companyPath(erp, '/v2.0/sandbox/api/v2.0'), person),
    kobleErpApi: async () => caller(await companyPath(erp, '/v2.0/sandbox/api/koble/connector/v1.0'), person),
    crmApi: caller(`${crm.url}/api/data/v9.2`, person),
    control: { erp: caller(`${erp.url}/emulator`, person), crm: caller(`${crm.url}/emulator`, person) },
    async connect(company) {
      const name =
        company ??
        (await caller(erp.url, person).call<{ value: { name: string }[] }>('GET', '/v2.0/sandbox/api/v2.0/companies'))
          .value[0]!.name
      const { id } = await api.call<{ id: string }>(
        'POST',
        '/connections',
        demoConnectionInput({ name: 'End to end', erp: erp.url, crm: crm.url, company: name }),
      )
      return id
    },
    async run(connection, request, withinMs = 120_000) {
      const { id } = await api.call<{ id: string }>('POST', `/connections/${connection}/jobs`, request)
      let job: Job | undefined
      await waitUntil(
        `job ${JSON.stringify(request)} ends`,
        async () => {
          job = await api.call<Job>('GET', `/jobs/${id}`)
          return !['queued', 'running'].includes(job.status)
        },
        withinMs,
      )
      return job!
    },
  }
}
