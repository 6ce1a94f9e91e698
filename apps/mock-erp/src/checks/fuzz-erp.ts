/**
 * Random requests, well formed, senseless and torn: each is answered as the service answers, in bounded time, and one that is refused or only reads changes nothing.
 * What writes succeed is kept, so that later requests meet documents in every state.
 */
import { randomOf } from '@koble/odata-server/testing'
import { checkLedgers } from '../check/check-ledgers.ts'
import { roots } from '../roots/roots.ts'
import { CID, KOBLE, openErp, V2, type Answer, type Body, type TestErp } from '../testing/test-erp.ts'
import { drawRequest } from './fuzz/drawn-request.ts'
import type { DrawnRequest, FuzzedRoot } from './fuzz/fuzzed-root.ts'
import { batchObjection, objection } from './fuzz/protocol-answers.ts'

const casesPerCompany = 2500
const slowestMs = 5000
const RUNTIME = V2.replace('/api/v2.0', '/api/microsoft/runtime/beta')

/** Throws an Error that names the seed, the first requests and their answers when some are none of the service's, or when a ledger is off afterwards. */
export async function fuzzErp({ cases, seed }: { readonly cases: number; readonly seed: number }): Promise<void> {
  for (let done = 0; done < cases; done += casesPerCompany) {
    const random = randomOf(seed + done)
    const erp = await openErp()
    const faults: string[] = []
    try {
      const fuzzed = await readRoots(erp)
      for (let at = 0; at < Math.min(casesPerCompany, cases - done); at += 1) {
        const request = drawRequest(random, fuzzed)
        if (!isWithin(request.url)) continue
        const wrong = await checkOne(erp, request)
        if (wrong !== undefined) faults.push(`case ${done + at}: ${shown(request)}\n  ${wrong}`)
      }
      faults.push(...(await unreadable(erp, fuzzed)))
      faults.push(...checkLedgers(erp.database).lines.filter((line) => line.startsWith('  ')))
    } finally {
      await erp.close()
    }
    if (faults.length > 0) throw new Error(`Seed ${seed}, ${faults.length} wrong:\n${faults.slice(0, 10).join('\n')}`)
  }
}

/** Dots in an address may lead out of the service, to the pages for people. */
const isWithin = (url: string): boolean =>
  URL.canParse(url) &&
  /^\/v2\.0\/sandbox\/api\/(?:v2\.0|koble\/connector\/v1\.0|microsoft\/runtime\/beta)\//.test(new URL(url).pathname)

const shown = ({ method, url, headers, body }: DrawnRequest): string =>
  `${method} ${url.slice(0, 1500)} ${JSON.stringify(headers)} ${body?.slice(0, 1500) ?? ''}`

async function readRoots(erp: TestErp): Promise<readonly FuzzedRoot[]> {
  const urls = [V2, KOBLE, RUNTIME]
  const definitions = roots(erp.database, () => Promise.reject(new Error('No hook is called.')))
  const samples = new Map<string, unknown[]>()
  const found: FuzzedRoot[] = []
  for (const [at, definition] of definitions.entries()) {
    const url = urls[at] ?? V2
    const ids = new Map<string, readonly string[]>()
    for (const { name, requiresParent } of definition.sets) {
      const rows = await firstRows(erp, `${url}/companies(${CID})`, name, requiresParent?.[0])
      ids.set(
        name,
        rows.flatMap(({ id }) => (typeof id === 'string' ? [id] : [])),
      )
      for (const row of rows) {
        for (const [property, value] of Object.entries(row)) {
          if (!property.includes('@')) samples.set(property, [...(samples.get(property) ?? []).slice(-20), value])
        }
      }
    }
    found.push({ url, definition, ids, samples })
  }
  return found
}

/** Lines are found below the first documents that have some. */
async function firstRows(erp: TestErp, url: string, set: string, parent: string | undefined): Promise<readonly Body[]> {
  if (parent === undefined) return (await erp.call('GET', `${url}/${set}?$top=8`)).rows
  const documents = (await erp.call('GET', `${url}/${set.replace('Lines', 's')}?$top=4`)).rows
  const lists = await Promise.all(
    documents.map(({ id }) => erp.call('GET', `${url}/${set}?$filter=${parent} eq ${String(id)}`)),
  )
  return lists.flatMap(({ rows }) => rows).slice(0, 8)
}

/** After all that, every set is read, and no row has a null where the service has none. */
async function unreadable(erp: TestErp, fuzzed: readonly FuzzedRoot[]): Promise<readonly string[]> {
  const faults: string[] = []
  for (const { url, definition } of fuzzed) {
    for (const { name } of definition.sets) {
      const { status, text, rows } = await erp.call('GET', `${url}/companies(${CID})/${name}`)
      const wrong = objection(status, text)
      if (wrong !== undefined) faults.push(`${name} at the end: the answer ${wrong}: ${status} ${text.slice(0, 800)}`)
      const holed = rows.find((row) => Object.values(row).includes(null))
      if (holed !== undefined) faults.push(`${name} at the end: ${JSON.stringify(holed).slice(0, 1500)}`)
    }
  }
  return faults
}

/** Highest row version, last deletion: every write moves one of them. */
const stateOf = ({ database }: TestErp): string => `${database.highestVersion} ${database.lastDeletion}`

async function checkOne(erp: TestErp, request: DrawnRequest): Promise<string | undefined> {
  const before = stateOf(erp)
  const started = performance.now()
  const answer = await erp.call(request.method, request.url, request.body, request.headers)
  const tookMs = performance.now() - started
  const isBatch = answer.status === 200 && /^(?:\{"responses"|--)/.test(answer.text)
  const wrong = isBatch ? batchObjection(answer.text) : objection(answer.status, answer.text, request.method !== 'HEAD')
  if (wrong !== undefined) return `The answer ${wrong}: ${answer.status} ${answer.text.slice(0, 800)}`
  if (tookMs > slowestMs) return `It took ${tookMs} ms.`
  const mayChange = answer.status < 400 && !READING.has(request.method)
  if (!mayChange && stateOf(erp) !== before) return `It was answered ${answer.status}, and something has changed.`
  return answer.status === 200 || answer.status === 201 ? readAgain(erp, request, answer) : undefined
}

/** What a write answered is what is read afterwards. */
async function readAgain(erp: TestErp, { method, url }: DrawnRequest, answer: Answer): Promise<string | undefined> {
  const address = method === 'POST' ? answer.headers.get('location') : method === 'PATCH' ? url : null
  if (address === null || url.includes('?') || answer.body['@odata.etag'] === undefined) return undefined
  const { status, body } = await erp.call('GET', address)
  const [written, read] = [answer.body, body].map((each) => JSON.stringify({ ...each, '@odata.context': '' }))
  return status === 200 && written === read
    ? undefined
    : `It answered ${written}, but then ${address} is ${status} ${read}.`
}

const READING: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS'])
