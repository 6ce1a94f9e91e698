/** A Dataverse table as an entity set of the kit: its properties, its gate, its rules. */
import type { EntitySetDefinition, Json, OperationDefinition, ReadContext, Row } from '@koble/odata-server'
import { boundActions } from '../sales/actions/bound-actions.ts'
import type { TableSchema } from '../schema/table.ts'
import { productOperations } from '../rules/product.ts'
import { access } from '../security/access.ts'
import { bulkOperations } from './bulk.ts'
import { navigationOf, propertiesOf } from './properties.ts'
import { deleteRules, insertRules, modifyRules } from './write-rules.ts'

export function entitySet(schema: TableSchema): EntitySetDefinition {
  const properties = propertiesOf(schema)
  const navigation = navigationOf(schema)
  const writable = {
    insert: insertRules(schema),
    modify: modifyRules(schema),
    delete: deleteRules(schema),
    operations: {
      ...bulkOperations({ schema, properties, navigation }),
      ...boundOperations[schema.name],
    },
  }
  return {
    name: schema.setName,
    entityType: schema.name,
    table: schema.name,
    key: [schema.primaryId],
    alternateKeys: schema.keys.map((key) => key.columns),
    properties,
    navigation,
    alwaysSelected: [schema.primaryId],
    access: (operation, context) => access(schema, operation, context),
    tracked: schema.changeTracking,
    ...(hasMoney(schema) ? { annotations: (row, context) => currencyOfMoney(schema, row, context) } : {}),
    ...(schema.readOnly ? {} : writable),
  }
}

/** Operations on one row of a table. */
const boundOperations: Readonly<Record<string, Readonly<Record<string, OperationDefinition>>>> = {
  product: productOperations,
  ...boundActions,
}

const hasMoney = (schema: TableSchema): boolean =>
  Object.values(schema.columns).some((column) => column.type === 'Money')

/** Selecting an amount also answers its currency (reference/dataverse-protocol.md, section 5.1). */
function currencyOfMoney(schema: TableSchema, row: Row, context: ReadContext): Readonly<Record<string, Json>> {
  const selected = context.request.url.searchParams.get('$select')
  if (selected === null) return {}
  const wantsMoney = selected.split(',').some((name) => schema.columns[name.trim()]?.type === 'Money')
  return wantsMoney ? { _transactioncurrencyid_value: row['transactioncurrencyid'] ?? null } : {}
}
