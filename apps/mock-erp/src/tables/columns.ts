/**
 * Columns as rows hold them. A column is named like the API property that shows it; relations to small tables are held as codes, as
 * in the ERP (a deleted code dangles), relations between customers, contacts and ledger entries as ids (a rename touches nothing).
 */
import type { EdmType, TableDefinition } from '@koble/odata-server'

export type Columns = Readonly<Record<string, EdmType>>

export const columns = (type: EdmType, ...names: readonly string[]): Columns =>
  Object.fromEntries(names.map((name) => [name, type]))

/** Name, address and ways to reach somebody: customers and contacts share them, and copy them to each other. */
export const partyColumns: Columns = columns(
  'String',
  'displayName',
  'displayName2',
  'addressLine1',
  'addressLine2',
  'city',
  'state',
  'country',
  'postalCode',
  'phoneNumber',
  'mobilePhoneNumber',
  'faxNumber',
  'email',
  'website',
  'salespersonCode',
  'currencyCode',
  'taxRegistrationNumber',
)

/** A table whose primary key is a code. */
export const codeTable = (name: string, more: Columns, indexes: TableDefinition['indexes'] = []): TableDefinition => ({
  name,
  partitioned: true,
  order: ['code'],
  unique: [['code']],
  indexes: [['modifiedAt'], ...indexes],
  columns: { code: 'String', displayName: 'String', ...more },
})
