/** The engine's own errors, as data: one constructor a code. */
import type { ErrorDetail, ErrorKind } from '../errors/koble-error.ts'
import type { Side } from '../values/side.ts'

const detail = (kind: ErrorKind, code: string, message: string, mayHaveApplied = false): ErrorDetail => ({
  kind,
  origin: 'koble',
  code,
  message,
  mayHaveApplied,
})

export const notSent = detail(
  'unavailable',
  'not-sent',
  'The write was planned and never sent, because the work was interrupted. The record is planned again by itself.',
)

export const notAnswered = (side: Side): ErrorDetail => ({
  ...detail(
    'unavailable',
    'not-answered',
    'The service gave no answer for this record. It is read before anything is sent again.',
    true,
  ),
  origin: side,
})

export const interrupted = (side: Side): ErrorDetail => ({
  ...detail(
    'unavailable',
    'interrupted',
    'The work was stopped while the write was on its way. It is read before anything is sent again.',
    true,
  ),
  origin: side,
})

export const judged = (why: 'stale' | 'missing' | 'undecidable'): ErrorDetail =>
  detail(
    why === 'missing' ? 'missing' : 'stale',
    `outcome-${why}`,
    {
      stale: 'The record was changed by another before the write arrived. It is planned again by itself.',
      missing: 'The record was deleted before the write arrived. It is planned again by itself.',
      undecidable:
        'Nobody can tell whether the write arrived before another changed the record. What differs is shown as a conflict.',
    }[why],
  )

export const refusedPlan = detail(
  'duplicate',
  'coupling-in-the-way',
  'Another coupling of this mapping holds one of the two records, or another write to it is still open. It is looked at again at its next change.',
)

export const planFailed = (cause: unknown): ErrorDetail =>
  detail(
    'misconfigured',
    'plan-failed',
    `The record could not be planned: ${cause instanceof Error ? cause.message : 'an unknown error'}. This is an error of Koble or of a converter; report it.`,
  )

export const fieldProblems = (messages: readonly string[]): ErrorDetail =>
  detail('rejected', 'field-rejected', messages.join(' '))

export const ambiguousMatch = (label: string, name: string, hits: readonly string[]): ErrorDetail =>
  detail(
    'rejected',
    'ambiguous-match',
    `${label} ${name}: several uncoupled records match (${hits.slice(0, 5).join(', ')}${hits.length > 5 ? ', ...' : ''}). Couple the right one by hand, then synchronize.`,
  )

export const brakeAlarm = (label: string, sentence: string): ErrorDetail =>
  detail('misconfigured', 'removals-stopped', `${label}: ${sentence}`)

export const feedWentBackwards = (side: Side, label: string, message: string): ErrorDetail => ({
  ...detail(
    'misconfigured',
    'feed-went-backwards',
    `${label}: the change numbers of the ${side === 'erp' ? 'ERP' : 'CRM'} went backwards (${message}). Was a backup restored? Nothing of this table is synchronized until they go on, or a full synchronization is started.`,
  ),
  origin: side,
})
