/**
 * Columns of Dataverse tables as plain data, and the small words that the table files are written in.
 * Types and their JSON forms: reference/dataverse-protocol.md, section 4.
 */

export type ColumnType =
  | 'Uniqueidentifier'
  | 'String'
  | 'Memo'
  | 'Integer'
  | 'BigInt'
  | 'Decimal'
  | 'Double'
  | 'Money'
  | 'Boolean'
  | 'DateTime'
  | 'Picklist'
  | 'State'
  | 'Status'
  | 'Lookup'
  | 'Customer'
  | 'Owner'
  | 'EntityName'

/** When a caller may set the column: always, on create, on update, or never. */
export type Access = 'all' | 'create' | 'update' | 'read'

export interface Option {
  readonly value: number
  readonly label: string
  /** The state that a status belongs to. */
  readonly state?: number
}

/** One table that a lookup may point to, and the case-sensitive name of the navigation property that leads there. */
export interface Target {
  readonly table: string
  readonly navigation: string
}

export interface Column {
  readonly type: ColumnType
  readonly access: Access
  readonly label?: string
  readonly schemaName?: string
  readonly maxLength?: number
  readonly precision?: number
  readonly dateOnly?: boolean
  readonly options?: readonly Option[]
  readonly targets?: readonly Target[]
  readonly required?: boolean
  /** Accepted on write and never shown again (a webhook's `authvalue`). */
  readonly writeOnly?: boolean
}

export const guid = (): Column => ({ type: 'Uniqueidentifier', access: 'all' })
export const text = (maxLength: number): Column => ({ type: 'String', access: 'all', maxLength })
export const memo = (maxLength = 2000): Column => ({ type: 'Memo', access: 'all', maxLength })
export const integer = (): Column => ({ type: 'Integer', access: 'all' })
export const bigint = (): Column => ({ type: 'BigInt', access: 'read' })
export const decimal = (precision = 10): Column => ({ type: 'Decimal', access: 'all', precision })
export const double = (): Column => ({ type: 'Double', access: 'all', precision: 5 })
export const money = (): Column => ({ type: 'Money', access: 'all', precision: 4 })
export const flag = (): Column => ({ type: 'Boolean', access: 'all' })
export const instant = (): Column => ({ type: 'DateTime', access: 'all' })
export const day = (): Column => ({ type: 'DateTime', access: 'all', dateOnly: true })
export const entityName = (): Column => ({ type: 'EntityName', access: 'all' })

export const choice = (labels: Readonly<Record<number, string>>): Column => ({
  type: 'Picklist',
  access: 'all',
  options: optionsOf(labels),
})

/** A lookup on one table; `navigation` is given where it is not the column's own name. */
export const lookup = (table: string, navigation = ''): Column => ({
  type: 'Lookup',
  access: 'all',
  targets: [{ table, navigation }],
})

/** A lookup on several tables: one navigation property each, `{column}_{table}`. */
export const polymorphic = (type: 'Customer' | 'Lookup', column: string, ...tables: readonly string[]): Column => ({
  type,
  access: 'all',
  targets: tables.map((table) => ({ table, navigation: `${column}_${table}` })),
})

export const owner = (): Column => ({
  type: 'Owner',
  access: 'all',
  targets: [
    { table: 'systemuser', navigation: 'ownerid' },
    { table: 'team', navigation: 'ownerid' },
  ],
})

export const readOnly = (column: Column): Column => ({ ...column, access: 'read' })
export const onCreate = (column: Column): Column => ({ ...column, access: 'create' })
export const onUpdate = (column: Column): Column => ({ ...column, access: 'update' })

/** State and status of a table with one status for each of its two states. */
export const twoStates = (on: string, off: string): Readonly<Record<string, Column>> => ({
  statecode: { type: 'State', access: 'update', options: optionsOf({ 0: on, 1: off }) },
  statuscode: {
    type: 'Status',
    access: 'all',
    options: [
      { value: 1, label: on, state: 0 },
      { value: 2, label: off, state: 1 },
    ],
  },
})

function optionsOf(labels: Readonly<Record<number, string>>): readonly Option[] {
  return Object.entries(labels).map(([value, label]) => ({ value: Number(value), label }))
}
