import { crashCheck } from '@koble/e2e/crash-check'
import { openWorld } from '@koble/e2e/world'
import type { Check } from '../check.ts'
import { peakMemoryMb } from '../peak-memory.ts'

/** The server killed twenty times, the mock ERP once, in the middle of a full synchronization of 2,000 customers. */
export const crash: Check = {
  name: 'crash',
  about: 'SIGKILL in the middle of a full synchronization: each account once, each coupled once, the job finished',
  async run({ scale, seed }) {
    const customers = Math.max(100, Math.round(2_000 * scale))
    const serverKills = Math.max(3, Math.round(20 * scale))
    const world = await openWorld()
    try {
      const outcome = await crashCheck(world, { customers, serverKills, erpKills: 1, seed, latencyMs: 50 })
      const ok =
        outcome.accounts === customers &&
        outcome.distinctNumbers === customers &&
        outcome.coupled === customers &&
        outcome.job === 'succeeded'
      return {
        ok,
        lines: [
          `${customers} customers, ${serverKills} kills of the server (${outcome.killsInTheMiddle} while the job ran), 1 of the ERP, latency 50 ms`,
          `${outcome.accounts} accounts, ${outcome.distinctNumbers} distinct numbers, ${outcome.coupled} coupled, job ${outcome.job}`,
          `server's peak memory ${peakMemoryMb(world.server.pid) ?? 'unknown'} MiB`,
        ],
      }
    } finally {
      await world.close()
    }
  },
}
