/** Structured, one line a fact. `event` is `noun.verb` (`job.started`); fields never hold record values or secrets. */
export interface Log {
  info(event: string, fields?: LogFields): void
  warn(event: string, fields?: LogFields): void
  error(event: string, fields?: LogFields): void
  /** A log that adds these fields to every line. */
  with(fields: LogFields): Log
}
export type LogFields = Readonly<Record<string, string | number | boolean | null | undefined>>
