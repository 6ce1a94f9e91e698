/** What a run notes while it goes, as it is at its start. Each piece of work under a lease has its own. */
import type { Run } from './context.ts'
import { noCounts, tallyFrom } from './tally.ts'

export const freshNotes = (): Pick<Run, 'tally' | 'removals' | 'refused'> => ({
  tally: tallyFrom(noCounts),
  removals: new Set(),
  refused: new Set(),
})
