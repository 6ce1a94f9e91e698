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

/** The `Delete` of a relationship's cascade configuration. */
export type DeleteBehavior = 'Cascade' | 'Restrict' | 'RemoveLink'

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
  /** May never be empty: the API refuses it. */
  readonly required?: boolean
  /** Only forms ask for it (section 6.1). */
  readonly formRequired?: boolean
  /** The smallest and largest number that is accepted. */
  readonly range?: readonly [minimum: number, maximum: number]
  /** What becomes of a row when the row that this lookup names is deleted. Default: the lookup is emptied. */
  readonly onDelete?: DeleteBehavior
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

/** The row goes with the row that it names: the relationship is parental. */
export const cascading = (column: Column): Column => ({ ...column, onDelete: 'Cascade' })
/** The row that is named stays as long as it is named. */
export const restricting = (column: Column): Column => ({ ...column, onDelete: 'Restrict' })
export const required = (column: Column): Column => ({ ...column, required: true })
export const formRequired = (column: Column): Column => ({ ...column, formRequired: true })
export const within = (minimum: number, maximum: number, column: Column): Column => ({
  ...column,
  range: [minimum, maximum],
})
export const readOnly = (column: Column): Column => ({ ...column, access: 'read' })
export const onCreate = (column: Column): Column => ({ ...column, access: 'create' })
export const onUpdate = (column: Column): Column => ({ ...column, access: 'update' })

/** A state: its value, its label, and its statuses with the default one first. */
export type StateDefinition = readonly [state: number, label: string, statuses: readonly StatusDefinition[]]
export type StatusDefinition = readonly [status: number, label: string]

/** `statecode` and `statuscode` of a table; a new row is in the first state unless its rules say otherwise. */
export const stateColumns = (...states: readonly StateDefinition[]): Readonly<Record<string, Column>> => ({
  statecode: { type: 'State', access: 'update', options: states.map(([value, label]) => ({ value, label })) },
  statuscode: {
    type: 'Status',
    access: 'all',
    options: states.flatMap(([state, , statuses]) => statuses.map(([value, label]) => ({ value, label, state }))),
  },
})

/** What the relationship does when the row that it names goes; a currency in use always stays. */
export const deleteBehavior = (column: Column, target: string): DeleteBehavior =>
  column.onDelete ?? (target === 'transactioncurrency' ? 'Restrict' : 'RemoveLink')

/** State and status of a table with one status for each of its two states. */
export const twoStates = (on: string, off: string): Readonly<Record<string, Column>> =>
  stateColumns([0, on, [[1, on]]], [1, off, [[2, off]]])

function optionsOf(labels: Readonly<Record<number, string>>): readonly Option[] {
  return Object.entries(labels).map(([value, label]) => ({ value: Number(value), label }))
}
