/** Columns of lists, by what they hold. */
import type { Column } from '@koble/ui'
import type { Entity } from '../api.ts'
import { amountOf, dateOf, memberText, money } from './shown-value.ts'

type More = Partial<Column<Entity>>

/** The key that people know a record by. */
export const keyColumn = (key: string, label = 'No.', more: More = {}): Column<Entity> => ({
  key,
  label,
  kind: 'id',
  sortable: true,
  ...more,
})

export const textColumn = (key: string, label: string, more: More = {}): Column<Entity> => ({
  key,
  label,
  sortable: true,
  ...more,
})

/** A figure that the ERP computes cannot be ordered by. */
export const amountColumn = (key: string, label: string, more: More = {}): Column<Entity> => ({
  key,
  label,
  kind: 'decimal',
  format: (value) => money(value),
  ...more,
})

export const documentAmount = (key: string, label: string, more: More = {}): Column<Entity> =>
  amountColumn(key, label, { format: amountOf, ...more })

export const quantityColumn = (key: string, label: string, more: More = {}): Column<Entity> => ({
  key,
  label,
  kind: 'decimal',
  ...more,
})

export const dateColumn = (key: string, label: string, more: More = {}): Column<Entity> => ({
  key,
  label,
  kind: 'date',
  sortable: true,
  value: (row) => dateOf(row, key),
  ...more,
})

/** Shown relative to now. */
export const instantColumn = (key: string, label: string, more: More = {}): Column<Entity> => ({
  key,
  label,
  kind: 'instant',
  ...more,
})

export const memberColumn = (key: string, label: string, more: More = {}): Column<Entity> => ({
  key,
  label,
  sortable: true,
  value: (row) => memberText(row[key]),
  ...more,
})

export const booleanColumn = (key: string, label: string, more: More = {}): Column<Entity> => ({
  key,
  label,
  kind: 'boolean',
  format: (value) => (value === true ? 'Yes' : ''),
  ...more,
})
