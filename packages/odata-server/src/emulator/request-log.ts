/** The last requests and what was answered: a ring of fixed length. */
import type { LogEntry } from '../model/emulator.ts'

export interface RequestLog {
  add(entry: Omit<LogEntry, 'number'>): void
  entries(): readonly LogEntry[]
  clear(): void
}

export function createRequestLog(length: number): RequestLog {
  let entries: LogEntry[] = []
  let number = 0
  return {
    add(entry) {
      number += 1
      entries.push({ ...entry, number })
      // Cut in pieces, so that a long run moves the list seldom.
      if (entries.length >= length * 2) entries = entries.slice(-length)
    },
    entries: () => entries.slice(-length),
    clear: () => void (entries = []),
  }
}
