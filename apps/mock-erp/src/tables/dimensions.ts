/** Dimensions (erp-business-logic, section 7.1). A set is the entries that share its integer; 0 is the empty set. */
import type { TableDefinition } from '@koble/odata-server'
import { codeTable, columns } from './columns.ts'
import { names } from './names.ts'

export const dimensionTables: readonly TableDefinition[] = [
  codeTable(names.dimension, { consolidationCode: 'String', blocked: 'Boolean' }),
  {
    name: names.dimensionValue,
    partitioned: true,
    order: ['dimensionCode', 'code'],
    unique: [['dimensionCode', 'code']],
    indexes: [['modifiedAt'], ['dimensionId']],
    columns: {
      dimensionId: 'Guid',
      ...columns('String', 'dimensionCode', 'code', 'displayName', 'consolidationCode', 'type'),
      blocked: 'Boolean',
    },
  },
  {
    name: names.defaultDimension,
    partitioned: true,
    order: ['parentType', 'parentId', 'dimensionCode'],
    unique: [['parentType', 'parentId', 'dimensionCode']],
    indexes: [['modifiedAt'], ['parentId']],
    columns: {
      /** Customer, Item, Vendor, Employee, Resource, G_x002f_L_x0020_Account, Salesperson. The zero GUID: the whole table. */
      ...columns('String', 'parentType', 'dimensionCode', 'dimensionValueCode', 'postingValidation'),
      parentId: 'Guid',
    },
  },
  {
    name: names.dimensionSetEntry,
    partitioned: true,
    order: ['dimensionSetId', 'dimensionCode'],
    unique: [['dimensionSetId', 'dimensionCode']],
    indexes: [['dimensionCode', 'dimensionValueCode']],
    columns: { dimensionSetId: 'Int32', ...columns('String', 'dimensionCode', 'dimensionValueCode') },
    tombstones: false,
  },
]
