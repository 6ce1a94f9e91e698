import { loadSmallCompany } from '@koble/e2e/two-empty-systems'
import { openWorld, type World } from '@koble/e2e/world'
import { peakMemoryMb } from '../peak-memory.ts'

const count = 10_000

/** A first full synchronization of 10,000 customers, on the embedded database, without emulated latency. */
export async function fullSynchronization(): Promise<readonly (readonly [string, string])[]> {
  const world = await openWorld()
  try {
    const customers = Array.from({ length: count }, (_, index) => ({
      number: `B-${String(index + 1).padStart(6, '0')}`,
      displayName: `Customer ${index + 1}`,
      city: 'Leeds',
      country: 'GB',
    }))
    await loadSmallCompany(world, { countriesRegions: [{ code: 'GB', displayName: 'Great Britain' }], customers })
    const connection = await world.connect()
    for (const side of ['erp', 'crm'] as const) await world.control[side].call('DELETE', '/requests')
    const started = performance.now()
    const job = await world.run(connection, { kind: 'full' }, 900_000)
    const seconds = (performance.now() - started) / 1000
    const first = [await requestsPerRecord(world, 'erp'), await requestsPerRecord(world, 'crm')]
    const again = performance.now()
    await world.run(connection, { kind: 'full' }, 900_000)
    return [
      [
        `full synchronization of ${count} customers`,
        `${job.status}, ${seconds.toFixed(1)} s, ${Math.round(count / seconds)} records a second`,
      ],
      ['requests a record, ERP and CRM', first.join(' and ')],
      ['the same again, nothing to do', `${((performance.now() - again) / 1000).toFixed(1)} s`],
      ['peak memory of the server process', `${peakMemoryMb(world.server.pid) ?? 'unknown'} MiB`],
    ]
  } finally {
    await world.close()
  }
}

async function requestsPerRecord(world: World, side: 'erp' | 'crm'): Promise<string> {
  const { total } = await world.control[side].call<{ total: number }>('GET', '/requests')
  return (total / count).toFixed(4)
}
