/** The rows that match now, as a list: safe to change or remove while walking over it. */
import type { Reader, Row, Scalar } from '@koble/odata-server'

export const findAll = (data: Reader, table: string, match: Readonly<Record<string, Scalar>>): Row[] =>
  Array.from(data.find(table, match))
