/** A log that keeps its lines, and can be waited on. */
import type { Log, LogFields } from '@koble/core'

export interface LogLine {
  readonly level: 'info' | 'warn' | 'error'
  readonly event: string
  readonly fields: LogFields
}

export interface LogLines {
  readonly log: Log
  readonly lines: LogLine[]
  /** Events of this name so far. */
  of(event: string): LogLine[]
}

export function logLines(): LogLines {
  const lines: LogLine[] = []
  const at = (level: LogLine['level'], context: LogFields) => (event: string, fields?: LogFields) =>
    void lines.push({ level, event, fields: { ...context, ...fields } })
  const withContext = (context: LogFields): Log => ({
    info: at('info', context),
    warn: at('warn', context),
    error: at('error', context),
    with: (fields) => withContext({ ...context, ...fields }),
  })
  return { log: withContext({}), lines, of: (event) => lines.filter((line) => line.event === event) }
}
