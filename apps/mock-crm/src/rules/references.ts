/**
 * What happens to rows that point to a deleted row: the `Delete` of the relationship, which the lookup's column names (cascade, restrict,
 * empty the lookup; a currency in use stays). Truth: reference/dataverse-protocol.md, section 6.6; the vendor's table reference.
 */
import type { Row, WriteContext } from '@koble/odata-server'
import { errors } from '../crm-error.ts'
import { deleteBehavior, type DeleteBehavior } from '../schema/column.ts'
import type { TableSchema } from '../schema/table.ts'
import { tables } from '../schema/tables.ts'
import { refuseWith } from '../security/access.ts'
import { isPolymorphic, typeColumn } from '../service/stored-table.ts'

interface Referrer {
  readonly schema: TableSchema
  readonly column: string
  readonly polymorphic: boolean
  readonly onDelete: DeleteBehavior
}

const referrers: ReadonlyMap<string, readonly Referrer[]> = new Map(
  [...tables.keys()].map((target) => [target, referrersOf(target)]),
)

export function removeReferences(schema: TableSchema, row: Row, context: WriteContext): void {
  for (const referrer of referrers.get(schema.name) ?? []) {
    const match = {
      [referrer.column]: row.id,
      ...(referrer.polymorphic ? { [typeColumn(referrer.column)]: schema.name } : {}),
    }
    for (const found of Array.from(context.data.find(referrer.schema.name, match))) release(referrer, found, context)
  }
}

function release(referrer: Referrer, row: Row, context: WriteContext): void {
  // A cascade reaches a row by several ways (a quote by its customer and by its opportunity).
  if (context.data.get(referrer.schema.name, row.id) === undefined) return
  if (referrer.onDelete === 'Restrict') refuseWith(errors.restricted())
  if (referrer.onDelete === 'Cascade') {
    removeReferences(referrer.schema, row, context)
    context.data.remove(referrer.schema.name, row.id)
    return
  }
  context.data.update(referrer.schema.name, row.id, {
    [referrer.column]: null,
    ...(referrer.polymorphic ? { [typeColumn(referrer.column)]: null } : {}),
    writecount: Number(row['writecount'] ?? 0) + 1,
    writtencolumns: referrer.column,
  })
}

function referrersOf(target: string): readonly Referrer[] {
  return [...tables.values()].flatMap((schema) =>
    Object.entries(schema.columns)
      .filter(([, column]) => column.access !== 'read' && column.targets?.some((other) => other.table === target))
      .map(([name, column]) => ({
        schema,
        column: name,
        polymorphic: isPolymorphic(column),
        onDelete: deleteBehavior(column, target),
      })),
  )
}
