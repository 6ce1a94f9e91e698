/**
 * Random requests, well formed, senseless and torn: each is answered as the service answers, in bounded time, and one that is refused or only reads changes nothing.
 * What writes succeed is kept, so that later requests meet documents in every state.
 */
import { randomOf } from '@koble/odata-server/testing'
import { checkLedgers } from '../check/check-ledgers.ts'
import { roots } from '../roots/roots.ts'
import { CID, KOBLE, openErp, V2, type TestErp } from '../testing/test-erp.ts'
import { drawRequest, type DrawnRequest, type FuzzedRoot } from './drawn-request.ts'
import { batchObjection, objection } from './protocol-answers.ts'

const casesPerCompany = 2500
const slowestMs = 5000
const RUNTIME = V2.replace('/api/v2.0', '/api/microsoft/runtime/beta')

/** Throws an Error that names the seed, the request and the answer when one is none of the service's. */
export async function fuzzErp({ cases, seed }: { readonly cases: number; readonly seed: number }): Promise<void> {
  for (let done = 0; done < cases; done += casesPerCompany) {
    const random = randomOf(seed + done)
    const erp = await openErp()
    try {
      const fuzzed = await readRoots(erp)
      for (let at = 0; at < Math.min(casesPerCompany, cases - done); at += 1) {
        const request = drawRequest(random, fuzzed)
        if (!isWithin(request.url)) continue
        const wrong = await checkOne(erp, request)
        if (wrong !== undefined) throw new Error(`Seed ${seed}, case ${done + at}: ${shown(request)}\n  ${wrong}`)
      }
      const report = checkLedgers(erp.database)
      if (report.failed > 0) throw new Error(`Seed ${seed}: the ledgers are off: ${JSON.stringify(report).slice(0, 1000)}`)
    } finally {
      await erp.close()
    }
  }
}

/** Dots in an address may lead out of the service, to the pages for people. */
const isWithin = (url: string): boolean =>
  URL.canParse(url) && /^\/v2\.0\/sandbox\/api\/(?:v2\.0|koble\/connector\/v1\.0|microsoft\/runtime\/beta)\//.test(new URL(url).pathname)

const shown = ({ method, url, headers, body }: DrawnRequest): string =>
  `${method} ${url.slice(0, 1500)} ${JSON.stringify(headers)} ${body?.slice(0, 1500) ?? ''}`

async function readRoots(erp: TestErp): Promise<readonly FuzzedRoot[]> {
  const urls = [V2, KOBLE, RUNTIME]
  const definitions = roots(erp.database, () => Promise.reject(new Error('No hook is called.')))
  const found: FuzzedRoot[] = []
  for (const [at, definition] of definitions.entries()) {
    const url = urls[at] ?? V2
    const ids = new Map<string, readonly string[]>()
    for (const { name, key } of definition.sets) {
      if (key !== undefined) continue
      const answer = await erp.call('GET', `${url}/companies(${CID})/${name}?$select=id&$top=8`)
      ids.set(name, answer.rows.map((row) => String(row['id'])))
    }
    found.push({ url, definition, ids })
  }
  return found
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
  return undefined
}

const READING: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS'])
