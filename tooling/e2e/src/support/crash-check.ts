/** A full synchronization during which processes are killed at random moments, and what it leaves. */
import { type Job, waitUntil, type World } from '../world/world.ts'
import { loadSmallCompany } from './two-empty-systems.ts'

export interface CrashOptions {
  readonly customers: number
  readonly serverKills: number
  readonly erpKills: number
  readonly seed: number
  readonly latencyMs: number
}

export interface CrashOutcome {
  readonly accounts: number
  readonly distinctNumbers: number
  readonly coupled: number
  readonly job: string
  readonly killsInTheMiddle: number
}

/** Mulberry32: a small seeded generator. */
function seeded(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

const customersOf = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    number: `K-${String(index + 1).padStart(5, '0')}`,
    displayName: `Customer ${index + 1} & Sons`,
    city: 'Leeds',
    country: 'GB',
  }))

const delay = (ms: number): Promise<void> => new Promise((resolve) => void setTimeout(resolve, ms))

export async function crashCheck(world: World, options: CrashOptions): Promise<CrashOutcome> {
  console.log(
    `crash check: ${options.customers} customers, ${options.serverKills} kills of the server, ${options.erpKills} of the ERP, seed ${options.seed}`,
  )
  const random = seeded(options.seed)
  await loadSmallCompany(world, {
    countriesRegions: [{ code: 'GB', displayName: 'Great Britain' }],
    customers: customersOf(options.customers),
  })
  for (const side of ['erp', 'crm'] as const)
    await world.control[side].call('PUT', '/limits', { latencyMs: options.latencyMs })
  const connection = await world.connect()
  const { id } = await world.api.call<{ id: string }>('POST', `/connections/${connection}/jobs`, { kind: 'full' })
  let killsInTheMiddle = 0
  for (let kill = 0; kill < options.serverKills; kill += 1) {
    await delay(random() * 1_200)
    const status = await statusOf(world, id)
    if (status === 'queued' || status === 'running') killsInTheMiddle += 1
    await world.server.stop('SIGKILL')
    if (kill < options.erpKills) {
      await world.erp.stop('SIGKILL')
      await world.erp.start()
      await world.control.erp.call('PUT', '/limits', { latencyMs: options.latencyMs })
    }
    await world.server.start()
  }
  let job: Job | undefined
  await waitUntil(
    'the job ends',
    async () => {
      job = await world.api.call<Job>('GET', `/jobs/${id}`)
      return !['queued', 'running'].includes(job.status)
    },
    600_000,
  )
  return { ...(await leftBy(world, connection)), job: job?.status ?? 'unknown', killsInTheMiddle }
}

const statusOf = async (world: World, id: string): Promise<string> =>
  (await world.api.call<Job>('GET', `/jobs/${id}`)).status

async function leftBy(world: World, connection: string): Promise<Omit<CrashOutcome, 'job' | 'killsInTheMiddle'>> {
  const numbers: string[] = []
  let next: string | undefined = '/accounts?$select=accountnumber'
  while (next !== undefined) {
    const page: { value: { accountnumber: string }[]; '@odata.nextLink'?: string } = await world.crmApi.call(
      'GET',
      next,
    )
    numbers.push(...page.value.map(({ accountnumber }) => accountnumber))
    next = page['@odata.nextLink']
  }
  let coupled = 0
  let cursor: string | null = ''
  while (cursor !== null) {
    const page: { items: unknown[]; next: string | null } = await world.api.call(
      'GET',
      `/connections/${connection}/couplings?mapping=customer&state=coupled&limit=1000${cursor === '' ? '' : `&cursor=${cursor}`}`,
    )
    coupled += page.items.length
    cursor = page.next
  }
  return { accounts: numbers.length, distinctNumbers: new Set(numbers).size, coupled }
}
