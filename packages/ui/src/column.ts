/** A table's column as data: what it shows, how it is aligned and ordered. */
import { compareDecimal } from './compare-decimal.ts'
import { formatDate, formatInstant } from './format-date.ts'
import { formatDecimal, isDecimalString } from './format-number.ts'
import { texts } from './texts.ts'

export type ColumnKind = 'text' | 'integer' | 'decimal' | 'date' | 'instant' | 'boolean' | 'id'

/** Methods, not function properties, so that a `Column<Customer>` fits where rows are any objects. */
export type Column<Row extends object = object> = {
  /** The row's property, and the name in sort events. */
  readonly key: string
  readonly label: string
  readonly kind?: ColumnKind
  readonly align?: 'start' | 'end' | 'center'
  readonly sortable?: boolean
  /** What is shown and sorted, where it is not the property `key`. */
  value?(row: Row): unknown
  /** Text or a template in place of the kind's own format. */
  format?(value: unknown, row: Row): unknown
  href?(row: Row): string | undefined
  /** A CSS length. */
  readonly width?: string
  /** Left out of the cards that narrow tables become. */
  readonly hideNarrow?: boolean
}

export type Sort = { readonly key: string; readonly descending: boolean }

const property = (row: object, key: string): unknown => Reflect.get(row, key)

export const cellValue = (column: Column, row: object): unknown =>
  column.value === undefined ? property(row, column.key) : column.value(row)

const isNumberKind = (kind: ColumnKind | undefined): boolean => kind === 'integer' || kind === 'decimal'

export const alignmentOf = ({ align, kind }: Column): 'start' | 'end' | 'center' =>
  align ?? (isNumberKind(kind) ? 'end' : 'start')

const asText = (value: unknown): string => {
  if (value == null) return ''
  if (typeof value === 'object') return JSON.stringify(value)
  return typeof value === 'string' ? value : String(value as number | boolean | bigint)
}

const formats: Record<ColumnKind, (value: string) => string> = {
  text: (value) => value,
  id: (value) => value,
  integer: (value) => formatDecimal(value),
  decimal: (value) => formatDecimal(value),
  date: (value) => formatDate(value),
  instant: (value) => formatInstant(value),
  boolean: (value) => (value === 'true' ? texts.yes : value === 'false' ? texts.no : value),
}

/** The value as text, by the column's kind; "" for null and undefined. */
export const cellText = (column: Column, row: object): string =>
  formats[column.kind ?? 'text'](asText(cellValue(column, row)))

const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' })

const compareFilled = (kind: ColumnKind | undefined, a: string, b: string): number =>
  isNumberKind(kind) && isDecimalString(a) && isDecimalString(b) ? compareDecimal(a, b) : collator.compare(a, b)

/** Sorted by one column, stably; rows without a value stand last in either direction. */
export const sortRows = <Row extends object>(
  rows: readonly Row[],
  columns: readonly Column[],
  sort: Sort | undefined,
): readonly Row[] => {
  const column = columns.find(({ key }) => key === sort?.key)
  if (sort === undefined || column === undefined) return rows
  const sign = sort.descending ? -1 : 1
  const keyed = rows.map((row) => ({ row, text: asText(cellValue(column, row)) }))
  keyed.sort((a, b) => {
    if (a.text === '' || b.text === '') return Number(a.text === '') - Number(b.text === '')
    return sign * compareFilled(column.kind, a.text, b.text)
  })
  return keyed.map(({ row }) => row)
}
