/** A log that keeps what was said, for tests that look, and prints nothing. */
import type { Log, LogFields } from '@koble/core'

export interface KeptLine {
  readonly level: 'info' | 'warn' | 'error'
  readonly event: string
  readonly fields: LogFields
}

export const keptLog = (
  lines: KeptLine[] = [],
  added: LogFields = {},
): Log & { readonly lines: readonly KeptLine[] } => {
  const keep =
    (level: KeptLine['level']) =>
    (event: string, fields: LogFields = {}): void =>
      void lines.push({ level, event, fields: { ...added, ...fields } })
  return {
    lines,
    info: keep('info'),
    warn: keep('warn'),
    error: keep('error'),
    with: (fields) => keptLog(lines, { ...added, ...fields }),
  }
}
