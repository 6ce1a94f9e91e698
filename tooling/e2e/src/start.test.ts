/** `npm start` as a person meets it: ready line, addresses, clean stop, second start on the same data, a port in use. */
import { spawn, type ChildProcess } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { freePort } from './world/free-port.ts'
import { waitUntil } from './world/wait-until.ts'

const root = new URL('../../..', import.meta.url).pathname
const dataDir = mkdtempSync(join(tmpdir(), 'koble-start-'))
const ports = {
  KOBLE_PORT: String(await freePort()),
  KOBLE_ERP_PORT: String(await freePort()),
  KOBLE_CRM_PORT: String(await freePort()),
}
const running = new Set<ChildProcess>()

afterAll(() => {
  for (const child of running) child.kill('SIGKILL')
  rmSync(dataDir, { recursive: true, force: true })
})

interface Demo {
  readonly output: () => string
  readonly code: Promise<number | null>
  readonly pid: number
  stop(signal: NodeJS.Signals): Promise<number | null>
}

function start(...args: string[]): Demo {
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', 'tooling/dev/src/start.ts', ...args],
    {
      cwd: root,
      env: { ...process.env, ...ports, KOBLE_DATA_DIR: dataDir, KOBLE_LOG: 'warn' },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  )
  running.add(child)
  let printed = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (printed += chunk.toString()))
  const code = new Promise<number | null>((resolve) => child.once('exit', (exitCode) => resolve(exitCode)))
  return {
    output: () => printed,
    code,
    pid: child.pid!,
    stop(signal) {
      child.kill(signal)
      return code
    },
  }
}

const isReady = (demo: Demo): boolean => /^Koble is ready/m.test(demo.output())
const untilReady = (demo: Demo): Promise<void> =>
  waitUntil(
    `the demo is ready:\n${demo.output()}`,
    async () => {
      if (isReady(demo)) return true
      if (/KOBLE_|failed/.test(demo.output()) && !isReady(demo))
        throw new Error(`ended instead of starting\n${demo.output()}`)
      return false
    },
    60_000,
  )

/** Processes of this machine that have the data folder in their environment. */
function processesOf(folder: string): number[] {
  const ids = readdirSync('/proc').filter((name) => /^\d+$/.test(name))
  return ids
    .filter((id) => existsSync(`/proc/${id}/environ`) && readEnviron(id).includes(`KOBLE_DATA_DIR=${folder}\0`))
    .map(Number)
}

function readEnviron(id: string): string {
  try {
    return readFileSync(`/proc/${id}/environ`, 'utf8')
  } catch {
    return ''
  }
}

const addresses = () => {
  const [server, erp, crm] = [ports.KOBLE_PORT, ports.KOBLE_ERP_PORT, ports.KOBLE_CRM_PORT].map(
    (port) => `http://127.0.0.1:${port}`,
  )
  return [
    `${server}/`,
    `${server}/api/openapi.json`,
    `${server}/healthz`,
    `${server}/readyz`,
    `${server}/metrics`,
    `${server}/widget/koble-widget.js`,
    `${server}/widget/koble-widget.classic.js`,
    `${server}/widget/koble-host-dataverse.js`,
    `${erp}/`,
    `${crm}/`,
  ]
}

test('a first start prints the addresses and the ready line, and every address answers', async () => {
  const demo = start()
  await untilReady(demo)
  for (const address of addresses()) expect.soft((await fetch(address)).status, address).toBe(200)
  const key = readFileSync(join(dataDir, 'admin.key'), 'utf8').trim()
  const couplings = await fetch(`http://127.0.0.1:${ports.KOBLE_PORT}/api/connections`, {
    headers: { authorization: `Bearer ${key}` },
  })
  expect(((await couplings.json()) as { items: unknown[] }).items.length).toBe(1)
  expect(await demo.stop('SIGTERM')).toBe(0)
  expect(processesOf(dataDir)).toEqual([])
})

test('a second start works on the same data, and its end leaves no process even when the supervisor is killed', async () => {
  const demo = start()
  await untilReady(demo)
  expect(demo.output()).not.toContain('First full synchronization')
  await demo.stop('SIGKILL')
  await waitUntil('all children are gone', async () => processesOf(dataDir).length === 0)
})

test('a port in use is named, and the start ends with an error', async () => {
  const taken: Server = createServer()
  await new Promise<void>((resolve) => taken.listen(Number(ports.KOBLE_ERP_PORT), '127.0.0.1', () => resolve()))
  const demo = start()
  expect(await demo.code).toBe(1)
  expect(demo.output()).toContain(`Port ${ports.KOBLE_ERP_PORT} is in use`)
  expect(demo.output()).toContain('KOBLE_ERP_PORT')
  await new Promise((resolve) => taken.close(resolve))
})
