/** The lines of a journal batch. */
import type { Reader, Row, Transaction } from '@koble/odata-server'
import { findAll } from '../tables/find-all.ts'
import { names } from '../tables/names.ts'
import { integer } from './setup.ts'

export function lastJournalLine(data: Reader, journalId: string): Row | undefined {
  let last: Row | undefined
  for (const line of data.find(names.journalLine, { journalId })) {
    if (last === undefined || integer(line, 'lineNumber') > integer(last, 'lineNumber')) last = line
  }
  return last
}

export function removeJournalLines(data: Transaction, journalId: string): void {
  for (const line of findAll(data, names.journalLine, { journalId })) data.remove(names.journalLine, line.id)
}
