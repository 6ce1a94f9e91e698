/** How a Dataverse table is stored by the kit: column types, indexes, the emulator's own bookkeeping columns. */
import type { EdmType, TableDefinition } from '@koble/odata-server'
import type { Column, ColumnType } from '../schema/column.ts'
import { isLookup } from '../schema/tables.ts'
import type { TableSchema } from '../schema/table.ts'

/** Columns that no schema names: what the last write carried (for webhooks) and who signs in how. */
const bookkeeping = {
  /** Counts writes, so that every update moves the row version, as the service's do. */
  writecount: 'Int32',
  /** The columns of the last write, comma separated. */
  writtencolumns: 'String',
  /** The `tag` of the last write's URL. */
  writetag: 'String',
  /** The last write asked custom logic to stay silent. */
  writesilent: 'Boolean',
} as const satisfies Readonly<Record<string, EdmType>>

const edmTypes: Readonly<Record<ColumnType, EdmType>> = {
  Uniqueidentifier: 'Guid',
  String: 'String',
  Memo: 'String',
  Integer: 'Int32',
  BigInt: 'Int64',
  Decimal: 'Decimal',
  Double: 'Double',
  Money: 'Decimal',
  Boolean: 'Boolean',
  DateTime: 'DateTimeOffset',
  Picklist: 'Int32',
  State: 'Int32',
  Status: 'Int32',
  Lookup: 'Guid',
  Customer: 'Guid',
  Owner: 'Guid',
  EntityName: 'String',
}

export const edmTypeOf = (column: Column): EdmType => (column.dateOnly ? 'Date' : edmTypes[column.type])

/** Columns that the kit keeps by itself, by the name it gives them. */
export const kitColumns: Readonly<Record<string, string>> = {
  createdby: 'createdBy',
  modifiedby: 'modifiedBy',
  versionnumber: 'rowVersion',
}

/** A lookup on several tables keeps the target's table beside the id. */
export const typeColumn = (name: string): string => `${name}type`

export const isPolymorphic = (column: Column): boolean => (column.targets?.length ?? 0) > 1

/** Columns that the emulator itself searches by. */
const searched: Readonly<Record<string, readonly (readonly string[])[]>> = {
  stringmap: [['objecttypecode', 'attributename']],
  quote: [['quotenumber']],
  product: [['productnumber']],
  pricelevel: [['name']],
}

export function storedTable(schema: TableSchema): TableDefinition {
  return {
    name: schema.name,
    columns: Object.fromEntries(storedColumns(schema)),
    order: ['id'],
    unique: schema.keys.map((key) => key.columns),
    indexes: [['modifiedAt'], ...lookupIndexes(schema), ...(searched[schema.name] ?? [])],
    ignoreCase: true,
    tombstones: true,
  }
}

function* storedColumns(schema: TableSchema): Iterable<[string, EdmType]> {
  for (const [name, column] of Object.entries(schema.columns)) {
    if (name === schema.primaryId || kitColumns[name] !== undefined) continue
    if (name === 'createdon' || name === 'modifiedon') continue
    yield [name, edmTypeOf(column)]
    if (isPolymorphic(column)) yield [typeColumn(name), 'String']
  }
  yield* Object.entries(bookkeeping)
}

/** Lookups that people fill are found from the other side: collections, deletes. */
function lookupIndexes(schema: TableSchema): readonly (readonly string[])[] {
  return Object.entries(schema.columns)
    .filter(([name, column]) => isLookup(column) && column.access !== 'read' && name !== 'transactioncurrencyid')
    .map(([name]) => [name])
}
