/** The emulator as a process: starts, stops cleanly, and says in one sentence why it cannot. */
import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createMockErp } from './mock-erp.ts'

const MAIN = fileURLToPath(new URL('main.ts', import.meta.url))
const running = new Set<ChildProcess>()
let dataDir: string

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'mock-erp-'))
})
afterEach(async () => {
  for (const child of running) child.kill('SIGKILL')
  await rm(dataDir, { recursive: true })
})

interface Process {
  readonly child: ChildProcess
  readonly listening: Promise<void>
  readonly ended: Promise<{ readonly code: number | null; readonly out: string; readonly err: string }>
}

function start(env: Record<string, string>, ...args: string[]): Process {
  const child = spawn(process.execPath, [MAIN, ...args], { env: { ...process.env, KOBLE_DATA_DIR: dataDir, ...env } })
  running.add(child)
  let [out, err] = ['', '']
  const listening = new Promise<void>((resolve) => {
    child.stdout.on('data', (chunk: Buffer) => {
      out += chunk.toString()
      if (out.includes('listens')) resolve()
    })
  })
  child.stderr.on('data', (chunk: Buffer) => {
    err += chunk.toString()
  })
  const ended = new Promise<{ code: number | null; out: string; err: string }>((resolve) => {
    child.on('close', (code) => {
      running.delete(child)
      resolve({ code, out, err })
    })
  })
  return { child, listening, ended }
}

async function freePort(): Promise<{ port: number; server: Server }> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The system gave no port.')
  return { port: address.port, server }
}

const closed = (server: Server): Promise<void> => new Promise((resolve) => server.close(() => resolve()))

test('it answers its health page, keeps what was written over SIGKILL and stops cleanly on SIGTERM', async () => {
  const { port, server } = await freePort()
  await closed(server)
  const base = `http://127.0.0.1:${port}`
  const first = start({ KOBLE_ERP_PORT: String(port) })
  await first.listening
  expect(await (await fetch(`${base}/healthz`)).json()).toEqual({ status: 'ok', service: 'mock-erp' })
  const created = await fetch(`${base}/v2.0/sandbox/api/v2.0/customers`, {
    method: 'POST',
    headers: { Authorization: 'Bearer koble-dev-token', 'Content-Type': 'application/json' },
    body: '{"displayName":"Durable"}',
  })
  const { id } = (await created.json()) as { id: string }
  first.child.kill('SIGKILL')
  await first.ended
  const second = start({ KOBLE_ERP_PORT: String(port) })
  await second.listening
  const found = await fetch(`${base}/v2.0/sandbox/api/v2.0/customers(${id})`, {
    headers: { Authorization: 'Bearer koble-dev-token' },
  })
  expect(found.status).toBe(200)
  second.child.kill('SIGTERM')
  expect(await second.ended).toMatchObject({ code: 0, err: '' })
}, 60_000)

test('a taken port is named', async () => {
  const { port, server } = await freePort()
  const { ended } = start({ KOBLE_ERP_PORT: String(port) })
  expect(await ended).toMatchObject({
    code: 1,
    err: `Port ${port} is in use. Stop the program that uses it, or set KOBLE_ERP_PORT to another port.\n`,
  })
  await closed(server)
}, 60_000)

test('damaged data is one sentence, and the ledgers of sound data are proved', async () => {
  const sound = await createMockErp({ dataDir: join(dataDir, 'erp') })
  await sound.close()
  const checked = await start({}, '--check').ended
  expect([checked.code, checked.out]).toEqual([
    0,
    expect.stringMatching(/Fjordlys Trading: \d+ general ledger transactions and documents that add up to 0, 0 wrong/),
  ])
  const log = join(dataDir, 'erp', await someLog(join(dataDir, 'erp')))
  const text = await readFile(log, 'utf8')
  await writeFile(log, text.replace('Fjordlys', 'Fjordlos'))
  const { code, err } = await start({}, '--check').ended
  expect([code, err.trim().split('\n').length, err.includes(dataDir)]).toEqual([1, 1, true])
}, 60_000)

/** The file that holds the data: a log, or a snapshot when it has grown. */
async function someLog(directory: string): Promise<string> {
  const files = await readdir(directory)
  return files.includes('snapshot') ? 'snapshot' : 'log'
}
