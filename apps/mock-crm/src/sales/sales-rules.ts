/** The rules of every sales document and its lines, by table. */
import type { TableRules } from '../rules/table-rules.ts'
import { documentRules } from './document-rules.ts'
import { documents } from './documents.ts'
import { lineRules } from './line-rules.ts'

export const salesRules: Readonly<Record<string, TableRules>> = Object.fromEntries(
  Object.values(documents).flatMap((document) => [
    [document.table, documentRules(document)],
    [document.line.table, lineRules(document)],
  ]),
)
