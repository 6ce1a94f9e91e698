/** A job's counts as tiles: what happened to how many records. */
import { formatInteger, type Kind } from '@koble/ui'
import { html, type TemplateResult } from 'lit'
import type { Job } from '../api/types.ts'

type Counts = Job['counts']

const shown: readonly { readonly key: keyof Counts; readonly label: string; readonly kind?: Kind }[] = [
  { key: 'coupled', label: 'Coupled' },
  { key: 'inserted', label: 'Inserted' },
  { key: 'modified', label: 'Modified' },
  { key: 'unchanged', label: 'Unchanged' },
  { key: 'deleted', label: 'Deleted' },
  { key: 'uncoupled', label: 'Uncoupled' },
  { key: 'skipped', label: 'Skipped', kind: 'warning' },
  { key: 'failed', label: 'Failed', kind: 'danger' },
]

export const jobCounts = (counts: Counts): TemplateResult =>
  html`<koble-ui-tiles>
    ${shown.map(
      ({ key, label, kind }) =>
        html`<koble-ui-tile
          label=${label}
          value=${formatInteger(counts[key])}
          kind=${counts[key] > 0 ? (kind ?? 'neutral') : 'neutral'}
        ></koble-ui-tile>`,
    )}
  </koble-ui-tiles>`

/** "12 coupled, 3 failed": what is not zero. */
export const countsText = (counts: Counts): string =>
  shown
    .filter(({ key }) => counts[key] > 0)
    .map(({ key, label }) => `${formatInteger(counts[key])} ${label.toLowerCase()}`)
    .join(', ') || 'nothing to do'
