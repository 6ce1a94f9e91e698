/** The counts of one run, as they add up. */
import type { JobCounts } from '../ports/store.ts'

export interface Tally {
  add(counts: Partial<JobCounts>): void
  read(): JobCounts
}

export const noCounts: JobCounts = {
  inserted: 0,
  modified: 0,
  deleted: 0,
  unchanged: 0,
  skipped: 0,
  failed: 0,
  coupled: 0,
  uncoupled: 0,
}

export const tallyFrom = (start: JobCounts): Tally => {
  let total = start
  return {
    add: (counts) => void (total = sum(total, counts)),
    read: () => total,
  }
}

const sum = (a: JobCounts, b: Partial<JobCounts>): JobCounts => ({
  inserted: a.inserted + (b.inserted ?? 0),
  modified: a.modified + (b.modified ?? 0),
  deleted: a.deleted + (b.deleted ?? 0),
  unchanged: a.unchanged + (b.unchanged ?? 0),
  skipped: a.skipped + (b.skipped ?? 0),
  failed: a.failed + (b.failed ?? 0),
  coupled: a.coupled + (b.coupled ?? 0),
  uncoupled: a.uncoupled + (b.uncoupled ?? 0),
})
