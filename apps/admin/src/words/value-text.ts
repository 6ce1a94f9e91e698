/** A record's value in a sentence. */
import type { Effect } from '../api/types.ts'

export type Value = Effect['values'][string]

export const valueText = (value: Value | undefined): string => {
  if (value === null || value === undefined || value === '') return '(empty)'
  if (typeof value === 'boolean') return value ? 'Yes' : 'No'
  return String(value)
}
