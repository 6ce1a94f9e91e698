/** What is left over from before: open effects, couplings whose next attempt is due, and after a start released waits. */
import { carryOutRemovals } from './carry-out-removals.ts'
import { markOf, settingsOf } from './context.ts'
import type { Run } from './context.ts'
import { automatic } from './candidate.ts'
import { lookAtCouplings, orderedMappings } from './look-again.ts'
import { releaseWaiting, sweepWaiting } from './release-waiting.ts'
import { settleOpenEffects } from './settle-open-effects.ts'

/** Open effects are settled, then what is due is looked at, each coupling once; not under a mapping whose feed stands still. */
export const catchUp = async (run: Run): Promise<void> => {
  const { coupled } = await settleOpenEffects(run)
  await releaseWaiting(run, coupled)
  const limit = settingsOf(run.context).pageSize
  const until = markOf(run).now
  const due = await run.context.store.findDue(run.context.connection, until, limit)
  if (due.length === 0) return
  const feeds = await run.context.store.readFeeds(run.context.connection)
  const still = new Set(feeds.filter((feed) => feed.trouble !== null).map((feed) => feed.feed))
  for (const mapping of orderedMappings(run.context)) {
    if (still.has(mapping.name)) continue
    const mine = due.filter((coupling) => coupling.mapping === mapping.name)
    await releaseWaiting(run, await lookAtCouplings(run, mapping, mine, automatic))
  }
}

/** Once after a worker took the connection over: also what a stop between two steps left behind. */
export const recover = async (run: Run): Promise<void> => {
  await catchUp(run)
  await sweepWaiting(run)
  for (const mapping of orderedMappings(run.context)) await carryOutRemovals(run, mapping)
}
