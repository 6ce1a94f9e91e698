/**
 * Pages as one statement: rows travel as one JSON parameter, always as text, because the two drivers encode objects and
 * arrays differently.
 */
import { type RawBuilder, sql } from 'kysely'

/** JSON that PostgreSQL takes: NUL and halves of surrogate pairs, which it cannot hold, become the replacement character. */
export const jsonText = (value: unknown): string =>
  JSON.stringify(value, (_key, inner: unknown) => storable(inner)) ?? 'null'

function storable(value: unknown): unknown {
  if (typeof value === 'string') return storableText(value)
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  const names = Object.keys(value)
  if (names.every((name) => storableText(name) === name)) return value
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [storableText(name), inner]))
}

export const storableText = (text: string): string => text.toWellFormed().replaceAll('\0', '\uFFFD')

/** A JSON value as a parameter; null becomes SQL null. */
export const json = (value: unknown): RawBuilder<never> =>
  value === null || value === undefined ? sql`null::jsonb` : sql`${jsonText(value)}::jsonb`

/** `from` a page: `rowsOf(rows, 'id text, bases jsonb')` is a table `row` with these columns, in the rows' order. */
export const rowsOf = (rows: readonly object[], columns: string): RawBuilder<never> =>
  sql`json_to_recordset(${jsonText(rows)}::json) as row(${sql.raw(columns)})`

/** `= any(...)` of a list of texts, as one parameter: an array's own text form, which the planner can look into. */
export const anyOf = (texts: readonly string[]): RawBuilder<never> => sql`any(${arrayText(texts)}::text[])`

const arrayText = (texts: readonly string[]): string =>
  `{${texts.map((text) => `"${text.replaceAll(/["\\]/g, '\\$&')}"`).join(',')}}`
