/** `npm start`: the whole demo under one supervisor with three children. See interfaces in ARCHITECTURE.md. */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { startChild, type Child } from './supervisor/child.ts'
import { demoApi, ensureDemoConnection } from './supervisor/demo-connection.ts'
import { FriendlyError } from './supervisor/friendly-error.ts'
import { readPorts, requireFree, type Ports } from './supervisor/ports.ts'
import { waitUntilHealthy } from './supervisor/wait-until-healthy.ts'

const root = resolve(import.meta.dirname, '../../..')
const started = Date.now()
const parts = ['admin.key', 'secret.key', 'db', 'db.lock', 'erp', 'crm', 'server']

function readOptions(): { fresh: boolean } {
  try {
    return { fresh: parseArgs({ options: { fresh: { type: 'boolean', default: false } } }).values.fresh }
  } catch (error) {
    throw new FriendlyError(
      `${error instanceof Error ? error.message : String(error)} npm start takes only -- --fresh.`,
    )
  }
}

function prepareDataDir(fresh: boolean): string {
  const folder = resolve(process.env['KOBLE_DATA_DIR'] || join(root, '.koble'))
  try {
    if (fresh) for (const part of parts) rmSync(join(folder, part), { recursive: true, force: true })
    mkdirSync(folder, { recursive: true })
    readdirSync(folder)
  } catch (error) {
    throw new FriendlyError(
      `The data folder ${folder} cannot be used: ${error instanceof Error ? error.message : String(error)}. Set KOBLE_DATA_DIR to a folder that can be written.`,
    )
  }
  return folder
}

function buildPages(): void {
  const { status, stdout, stderr } = spawnSync(
    'turbo',
    ['run', 'build', '--output-logs=errors-only', '--log-order=grouped'],
    {
      cwd: root,
      encoding: 'utf8',
    },
  )
  if (status === 0) return
  console.error(stdout + stderr)
  throw new FriendlyError('Building the pages failed; the messages above say why.')
}

function startAll(dataDir: string, ports: Ports): Child[] {
  const { DATABASE_URL: _ignored, ...inherited } = process.env
  const env = {
    ...inherited,
    KOBLE_DATA_DIR: dataDir,
    KOBLE_PORT: String(ports.server),
    KOBLE_ERP_PORT: String(ports.erp),
    KOBLE_CRM_PORT: String(ports.crm),
  }
  return [
    startChild('erp', join(root, 'apps/mock-erp/src/main.ts'), env),
    startChild('crm', join(root, 'apps/mock-crm/src/main.ts'), env),
    startChild('server', join(root, 'apps/server/src/main.ts'), env),
  ]
}

function readAdminKey(dataDir: string): string {
  const file = join(dataDir, 'admin.key')
  const key = process.env['KOBLE_ADMIN_KEY'] || (existsSync(file) ? readFileSync(file, 'utf8').trim() : '')
  if (key === '') throw new FriendlyError(`No admin key was found in ${file}. Start again with -- --fresh.`)
  return key
}

async function becomeReady(dataDir: string, ports: Ports): Promise<void> {
  await Promise.all([
    waitUntilHealthy('The mock ERP', `http://127.0.0.1:${ports.erp}/healthz`),
    waitUntilHealthy('The mock CRM', `http://127.0.0.1:${ports.crm}/healthz`),
    waitUntilHealthy('The server', `http://127.0.0.1:${ports.server}/readyz`),
  ])
  const key = readAdminKey(dataDir)
  const job = await ensureDemoConnection(demoApi(ports.server, key), ports)
  if (job)
    console.log(
      `First full synchronization: ${job.counts['inserted'] ?? 0} records created, ${job.counts['coupled'] ?? 0} coupled.`,
    )
  console.log(banner(ports, key))
}

const banner = (ports: Ports, key: string): string =>
  `
  Console     http://127.0.0.1:${ports.server}/        sign in with the admin key ${key}
  Mock ERP    http://127.0.0.1:${ports.erp}/        opens without sign-in
  Mock CRM    http://127.0.0.1:${ports.crm}/        sign in as anna.krog@fjordlys.example, password koble-demo
  API         http://127.0.0.1:${ports.server}/api/openapi.json

Koble is ready after ${((Date.now() - started) / 1000).toFixed(1)} s. Ctrl+C stops everything.`

/** Stops in the order in which data flows: the server first, so that it finishes or releases its work in hand. */
async function stopAll(children: readonly Child[]): Promise<void> {
  const byName = (name: string): Child[] => children.filter((child) => child.name === name)
  await Promise.all(byName('server').map((child) => child.stop()))
  await Promise.all(children.map((child) => child.stop()))
}

async function supervise(): Promise<number> {
  const { fresh } = readOptions()
  const ports = readPorts(process.env)
  await requireFree(ports)
  const dataDir = prepareDataDir(fresh)
  buildPages()
  const stopped = new Promise<string>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve(signal))
    // The starter above us may die without a word (SIGKILL): notice that the parent changed.
    const parent = process.ppid
    setInterval(() => process.ppid !== parent && resolve('the starter’s end'), 250).unref()
  })
  const children = startAll(dataDir, ports)
  const died = Promise.race(children.map(async (child) => ({ died: `${child.name} ${await child.ended}` })))
  const ready = becomeReady(dataDir, ports).then(() => new Promise<never>(() => {}))
  try {
    const end = await Promise.race([stopped, died, ready])
    if (typeof end === 'string') {
      console.log(`Stopping (${end})…`)
      return 0
    }
    console.error(`The process of ${end.died}; the others are stopped. Its lines above say why.`)
    return 1
  } finally {
    await stopAll(children)
  }
}

try {
  process.exitCode = await supervise()
} catch (error) {
  console.error(error instanceof FriendlyError ? error.message : error)
  process.exitCode = 1
}
// Timers and sockets of what was interrupted must not hold the process.
process.exit()
