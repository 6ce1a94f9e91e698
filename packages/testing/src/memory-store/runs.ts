/** Conflicts to read, feeds, jobs and leases in memory. */
import type { ConflictStore, FeedStore, JobId, JobRow, JobStore, LeaseStore, Side } from '@koble/core'
import { fenced, keyOf, leaseLost, rowsOf, stored } from './state.ts'
import type { MemoryState } from './state.ts'

export const conflictStore = (state: MemoryState): ConflictStore => ({
  async readConflict(connection, coupling) {
    return stored(rowsOf(state, connection).conflicts.get(coupling) ?? null)
  },
})

const feedKey = (side: Side, feed: string): string => keyOf(side, feed)

export const feedStore = (state: MemoryState): FeedStore => ({
  async readFeeds(connection) {
    return [...rowsOf(state, connection).feeds.values()].map(stored)
  },

  async moveCheckpoints(fence, marks, now) {
    const rows = fenced(state, fence)
    for (const { side, feed, to } of marks)
      rows.feeds.set(feedKey(side, feed), { side, feed, checkpoint: to, trouble: null, movedAt: now })
  },

  async setFeedTrouble(fence, side, feed, trouble, now) {
    const rows = fenced(state, fence)
    const row = rows.feeds.get(feedKey(side, feed))
    if (row !== undefined) rows.feeds.set(feedKey(side, feed), { ...row, trouble: stored(trouble), movedAt: now })
  },
})

const isFinished = (job: JobRow): boolean => job.status !== 'queued' && job.status !== 'running'

export const jobStore = (state: MemoryState): JobStore => {
  const change = (id: JobId, changed: Partial<JobRow>): void => {
    const job = state.jobs.get(id)
    if (job !== undefined && !isFinished(job)) state.jobs.set(id, { ...job, ...stored(changed) })
  }
  return {
    async readJob(id) {
      return stored(state.jobs.get(id) ?? null)
    },
    async startJob(fence, id, now) {
      fenced(state, fence)
      change(id, { status: 'running', startedAt: state.jobs.get(id)?.startedAt ?? now })
    },
    async saveProgress(fence, id, progress) {
      fenced(state, fence)
      change(id, progress)
    },
    async finishJob(fence, id, status, error, now) {
      fenced(state, fence)
      change(id, { status, error, finishedAt: now })
    },
    async isCancelRequested(id) {
      return state.cancelRequested.has(id)
    },
  }
}

export const leaseStore = (state: MemoryState): LeaseStore => ({
  async acquireLease(connection, worker, ttlMs, now) {
    const { lease } = rowsOf(state, connection)
    if (lease.worker !== null && lease.worker !== worker && lease.until > now) return null
    if (lease.worker !== worker) lease.token += 1
    lease.worker = worker
    lease.until = now + ttlMs
    return { connection, token: lease.token }
  },

  async renewLease(fence, ttlMs, now) {
    const { lease } = rowsOf(state, fence.connection)
    if (lease.token !== fence.token || lease.worker === null) throw leaseLost()
    lease.until = now + ttlMs
  },

  async releaseLease(fence) {
    const { lease } = rowsOf(state, fence.connection)
    if (lease.token === fence.token) lease.worker = null
  },
})
