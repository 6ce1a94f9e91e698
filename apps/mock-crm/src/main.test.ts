/** The process: it starts, stops on a signal, keeps what it acknowledged through a kill, and says in one sentence why it cannot start. */
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, it } from 'vitest'

const main = fileURLToPath(new URL('main.ts', import.meta.url))
let directory: string
let children: ChildProcess[]

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'koble-crm-main-'))
  children = []
})
afterEach(async () => {
  for (const child of children) child.kill('SIGKILL')
  await rm(directory, { recursive: true, force: true })
})

function run(environment: Readonly<Record<string, string>>): ChildProcess {
  const child = spawn(process.execPath, [main], {
    env: { ...process.env, KOBLE_DATA_DIR: directory, KOBLE_CRM_PORT: '0', KOBLE_EMULATOR_MEMORY: '', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  children.push(child)
  return child
}

/** The address of the ready line. */
async function ready(child: ChildProcess): Promise<string> {
  if (child.stdout === null) throw new Error('The child has no output.')
  for await (const line of createInterface(child.stdout)) {
    const address = /http:\/\/127\.0\.0\.1:\d+/.exec(line)?.[0]
    if (address !== undefined) return address
  }
  throw new Error('The child ended before it was ready.')
}

async function refusal(child: ChildProcess): Promise<{ code: unknown; text: string }> {
  let text = ''
  child.stderr?.on('data', (data: Buffer) => (text += data.toString()))
  const [code] = await once(child, 'close')
  return { code, text }
}

const post = (address: string, name: string): Promise<Response> =>
  fetch(`${address}/api/data/v9.2/accounts`, {
    method: 'POST',
    headers: { Authorization: 'Bearer koble-dev-token', 'Content-Type': 'application/json' },
    body: JSON.stringify({ name }),
  })

it('what was acknowledged outlives a kill, and a signal stops it cleanly', async () => {
  const first = run({})
  const answer = await post(await ready(first), 'Before the kill')
  expect(answer.status).toBe(204)
  first.kill('SIGKILL')
  await once(first, 'close')
  const second = run({})
  const address = await ready(second)
  const url = (answer.headers.get('OData-EntityId') ?? '').replace(/^http:\/\/[^/]+/, address)
  const found = await fetch(url, { headers: { Authorization: 'Bearer koble-dev-token' } })
  expect(await found.json()).toMatchObject({ name: 'Before the kill' })
  second.kill('SIGTERM')
  const [code] = await once(second, 'close')
  expect(code).toBe(0)
})

it('a taken port is named', async () => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  const { code, text } = await refusal(run({ KOBLE_CRM_PORT: String(port) }))
  server.close()
  expect(code).toBe(1)
  expect(text.trim()).toBe(
    `Port ${port} is in use. Stop the program that uses it, or set KOBLE_CRM_PORT to another port.`,
  )
})

it('a bad setting is one sentence', async () => {
  const { code, text } = await refusal(run({ KOBLE_CRM_PORT: 'http' }))
  expect([code, text.trim()]).toEqual([1, 'KOBLE_CRM_PORT must be a port number from 0 to 65535, not "http".'])
})

it('a damaged data folder is one sentence that names it', async () => {
  const first = run({})
  await post(await ready(first), 'Damaged')
  first.kill('SIGTERM')
  await once(first, 'close')
  const log = join(directory, 'crm', 'log')
  await writeFile(log, `nonsense\n${await readFile(log, 'utf8')}`)
  const { code, text } = await refusal(run({}))
  expect(code).toBe(1)
  expect(text).toContain(directory)
  expect(text.trim().split('\n')).toHaveLength(1)
})
