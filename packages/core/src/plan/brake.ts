/**
 * The brake: a run that would take away many records at once is stopped before the first of them, because a broken read or a
 * mistaken filter looks just like many deletions.
 */
export interface BrakeSettings {
  /** More than this many records ... */
  readonly records: number
  /** ... and more than this share of the mapping's couplings. */
  readonly share: number
}

export const defaultBrake: BrakeSettings = { records: 20, share: 0.05 }

export interface BrakeCounts {
  readonly deletions: number
  readonly uncouplings: number
  readonly deactivations: number
  /** Couplings of the mapping before the run. */
  readonly coupled: number
}

/** A sentence for the alarm when the run must stop; null when it may go on. */
export function brake(counts: BrakeCounts, settings: BrakeSettings = defaultBrake): string | null {
  const leaving = counts.deletions + counts.uncouplings + counts.deactivations
  if (leaving <= settings.records || leaving <= settings.share * counts.coupled) return null
  return (
    `This run would delete ${counts.deletions}, uncouple ${counts.uncouplings} and deactivate ${counts.deactivations} of ${counts.coupled} coupled records. ` +
    `That is more than ${settings.records} and ${settings.share * 100} %, so nothing of it was done. Look whether they are really gone, then release the run.`
  )
}
