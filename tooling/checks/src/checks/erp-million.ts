import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { quantile } from '../bench/quantile.ts'
import type { Check } from '../check.ts'
import { startErp, type ErpProcess } from '../erp-process.ts'

const pageSize = 1000
const repetitions = 7
/** Below this, noise decides. */
const floorMs = 1

interface Page {
  readonly value: readonly { readonly number: string }[]
  readonly '@odata.nextLink'?: string
}

interface Memory {
  readonly rssBytes: number
  readonly heapUsedBytes: number
  readonly heapLimitBytes: number
}

/** A seed of a million customers (and as many contacts) in the mock ERP as a process: load, memory, pages, start from the snapshot. */
export const erpMillion: Check = {
  name: 'erp-million',
  about: 'a million customers in the mock ERP: the last page takes no more than twice the first',
  async run({ scale }) {
    const customers = Math.max(pageSize * 2, Math.round(1_000_000 * scale))
    const dataDir = await mkdtemp(join(tmpdir(), 'koble-million-'))
    try {
      const measured = await withErp(dataDir, (erp) => measure(erp, customers))
      const restarted = await withErp(dataDir, async (erp) => ({ count: await countOf(erp), startMs: erp.startMs }))
      return {
        ok: measured.ok && restarted.count === customers,
        lines: [
          ...measured.lines,
          `start from the snapshot ${seconds(restarted.startMs)}, ${restarted.count} customers`,
        ],
      }
    } finally {
      await rm(dataDir, { recursive: true, force: true })
    }
  },
}

async function withErp<T>(dataDir: string, work: (erp: ErpProcess) => Promise<T>): Promise<T> {
  const erp = await startErp(dataDir)
  try {
    return await work(erp)
  } finally {
    await erp.stop()
  }
}

async function countOf(erp: ErpProcess): Promise<number> {
  const page = await erp.call('GET', `${await customersOf(erp)}?$count=true&$top=1`)
  return (page as { '@odata.count': number })['@odata.count']
}

async function measure(erp: ErpProcess, customers: number): Promise<{ ok: boolean; lines: readonly string[] }> {
  const started = performance.now()
  await erp.call('POST', '/emulator/reset', {
    body: { seed: 'large', counts: { customers, contacts: 0, ledgerEntries: 0 } },
  })
  const loadMs = performance.now() - started
  const memory = (await erp.call('GET', '/emulator/memory')) as Memory
  const path = await customersOf(erp)
  const walk = await walkFrom(erp, path)
  const middle = `L${String(Math.round(customers / 2)).padStart(7, '0')}`
  const first = await timesOf(erp, path)
  const last = await timesOf(erp, walk.lastLink)
  const queries = {
    'middle page': `${path}?$filter=number gt '${middle}'`,
    "displayName ge 'N'": `${path}?$filter=displayName ge 'N'`,
    'lastModifiedDateTime gt': `${path}?$filter=lastModifiedDateTime gt 2020-01-01T00:00:00Z`,
    'from the end': `${path}?$orderby=number desc`,
    'with $count': `${path}?$count=true`,
  }
  const lines: string[] = []
  for (const [name, query] of Object.entries(queries)) lines.push(figure(name, await timesOf(erp, query)))
  const ratio = Math.max(floorMs, median(last)) / Math.max(floorMs, median(first))
  return {
    ok: ratio <= 2 && walk.rows === customers,
    lines: [
      `${customers} customers and as many contacts loaded in ${seconds(loadMs)}, pages of ${pageSize}`,
      `resident ${mebibytes(memory.rssBytes)} (peak ${erp.peakMemoryMb() ?? 'unknown'} MiB), heap ${mebibytes(memory.heapUsedBytes)} of at most ${mebibytes(memory.heapLimitBytes)}`,
      `${walk.rows} customers by next links in ${seconds(walk.ms)}`,
      figure('first page', first),
      figure('last page', last),
      ...lines,
      `last page / first page = ${ratio.toFixed(2)} (at most 2)`,
    ],
  }
}

async function customersOf(erp: ErpProcess): Promise<string> {
  const { value } = (await erp.call('GET', '/v2.0/sandbox/api/v2.0/companies')) as { value: { id: string }[] }
  return `/v2.0/sandbox/api/v2.0/companies(${value[0]?.id})/customers`
}

async function pageOf(erp: ErpProcess, path: string): Promise<Page> {
  const page = await erp.call('GET', path, { headers: { Prefer: `odata.maxpagesize=${pageSize}` } })
  return page as Page
}

/** Every page by its next link, as a client reads. */
async function walkFrom(erp: ErpProcess, path: string): Promise<{ rows: number; lastLink: string; ms: number }> {
  const started = performance.now()
  let lastLink = path
  let rows = 0
  for (let next: string | undefined = path; next !== undefined;) {
    lastLink = next
    const page: Page = await pageOf(erp, next)
    rows += page.value.length
    next = page['@odata.nextLink']
  }
  return { rows, lastLink, ms: performance.now() - started }
}

/** Milliseconds of each repetition; the first may build an index. */
async function timesOf(erp: ErpProcess, path: string): Promise<number[]> {
  const times: number[] = []
  for (let at = 0; at < repetitions; at += 1) {
    const started = performance.now()
    await pageOf(erp, path)
    times.push(performance.now() - started)
  }
  return times
}

const median = (times: readonly number[]): number => quantile(times, 0.5)
const figure = (name: string, times: readonly number[]): string =>
  `${name}: ${median(times).toFixed(1)} ms (median of ${times.length}; the first ${times[0]?.toFixed(1)} ms)`
const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`
const mebibytes = (bytes: number): string => `${Math.round(bytes / 2 ** 20)} MiB`
