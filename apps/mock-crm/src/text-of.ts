/** Text out of a value of unknown shape: a string is itself, numbers and booleans are printed, everything else is empty. */
export function textOf(value: unknown): string {
  if (typeof value === 'string') return value
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : ''
}
