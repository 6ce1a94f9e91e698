/** Core's log port on pino: structured, one line a fact. */
import type { Log, LogFields } from '@koble/core'
import { pino, type Logger } from 'pino'

const wrap = (logger: Logger): Log => ({
  info: (event: string, fields: LogFields = {}) => logger.info(fields, event),
  warn: (event: string, fields: LogFields = {}) => logger.warn(fields, event),
  error: (event: string, fields: LogFields = {}) => logger.error(fields, event),
  with: (fields: LogFields) => wrap(logger.child(fields)),
})

/** `KOBLE_LOG` sets the level: `info` unless said otherwise. */
export const createLog = (level: string): Log =>
  wrap(
    pino({
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
    }),
  )
