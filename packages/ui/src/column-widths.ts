/**
 * Widths for a table that is drawn by window: with automatic ones the columns would move while it scrolls. Each column gets a
 * share after the length of its texts, from a sample of rows, and the table never less room than the texts need.
 */
import { cellText, cellValue, type Column } from './column.ts'

const sampled = 200
const shortest = 8
const longest = 40
/** A cell's padding, in characters. */
const padding = 4
const characterPx = 7.5
/** "11 months ago": instants are shown relative, and templates (a badge) have no length to ask. */
const otherLength = 14

const shownLength = (column: Column, row: object): number => {
  if (column.kind === 'instant') return otherLength
  if (column.format === undefined) return cellText(column, row).length
  const shown = column.format(cellValue(column, row), row)
  return typeof shown === 'string' ? shown.length : otherLength
}

const textLength = (column: Column, rows: readonly object[]): number => {
  const lengths = rows.map((row) => shownLength(column, row))
  return padding + Math.min(longest, Math.max(shortest, column.label.length + 2, ...lengths))
}

export type ColumnWidths = {
  /** Percentages that add up to 100, one a column. */
  readonly shares: readonly string[]
  readonly tablePx: number
}

export const columnWidths = (columns: readonly Column[], rows: readonly object[]): ColumnWidths => {
  const step = Math.max(1, Math.floor(rows.length / sampled))
  const sample = rows.filter((_, index) => index % step === 0).slice(0, sampled)
  const lengths = columns.map((column) => textLength(column, sample))
  const sum = lengths.reduce((total, length) => total + length, 0)
  return {
    shares: lengths.map((length) => `${((length / sum) * 100).toFixed(2)}%`),
    tablePx: Math.ceil(sum * characterPx),
  }
}
