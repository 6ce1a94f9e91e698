/**
 * Random business operations against an emulator in another process: `main.ts --url http://127.0.0.1:4010 --count 100 --seed 1 [--prepare]`. Prints every tenth place and, at the end, what
 * was done as JSON; ends with 2 when the emulator went away in the middle, and says at which operation that was.
 */
import process from 'node:process'
import { parseArgs } from 'node:util'
import type { Answer, Send } from './operation.ts'
import { prepareCompany } from './prepare-company.ts'
import { runOperations } from './run-operations.ts'

class Gone extends Error {}

const API = {
  v2: '/v2.0/sandbox/api/v2.0',
  koble: '/v2.0/sandbox/api/koble/connector/v1.0',
  client: '/client/v1.0',
} as const

const { values } = parseArgs({
  options: {
    url: { type: 'string', default: 'http://127.0.0.1:4010' },
    count: { type: 'string', default: '100' },
    seed: { type: 'string', default: '1' },
    prepare: { type: 'boolean', default: false },
  },
})

async function request(method: string, path: string, body?: unknown): Promise<Answer> {
  const bare = method === 'GET' || method === 'DELETE'
  const response = await fetch(`${values.url}${path}`, {
    method,
    headers: {
      Authorization: 'Bearer koble-dev-token',
      ...(bare ? {} : { 'Content-Type': 'application/json' }),
      ...(method === 'PATCH' || method === 'DELETE' ? { 'If-Match': '*' } : {}),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  }).catch((error: unknown) => {
    throw new Gone(String(error))
  })
  const text = await response.text().catch((error: unknown) => {
    throw new Gone(String(error))
  })
  return { status: response.status, body: text === '' ? {} : (JSON.parse(text) as Answer['body']) }
}

async function sender(): Promise<Send> {
  const { body } = await request('GET', `${API.v2}/companies`)
  const [company] = body['value'] as readonly { readonly id: string }[]
  return (method, path, sent) => {
    const [root = '', ...rest] = path.split('/')
    if (root === 'emulator') return request(method, `/${path}`, sent)
    const base = root === 'koble' || root === 'client' ? API[root] : API.v2
    return request(method, `${base}/companies(${company?.id ?? ''})/${rest.join('/')}`, sent)
  }
}

let place = 0

try {
  if (values.prepare) {
    await request('POST', '/emulator/reset', { seed: 'empty', localCurrency: 'EUR' })
    await request('PUT', '/emulator/clock', { now: '2026-03-02T08:00:00Z' })
    await prepareCompany(await sender())
  }
  const counts = await runOperations({
    send: await sender(),
    count: Number(values.count),
    seed: Number(values.seed),
    before: (at) => {
      place = at
      if (at % 10 === 0) console.log(`at ${at}`)
    },
  })
  console.log(JSON.stringify(counts))
} catch (error) {
  if (error instanceof Gone) console.log(JSON.stringify({ goneAt: place }))
  console.error(error instanceof Error ? (error.stack ?? error.message) : String(error))
  process.exitCode = error instanceof Gone ? 2 : 1
}
