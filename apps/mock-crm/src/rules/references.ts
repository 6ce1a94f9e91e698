/**
 * What happens to rows that point to a deleted row. The service's standard relationships: a contact goes with its account, as
 * do notes, tasks and posts; a currency in use stays; every other lookup is emptied (reference/dataverse-protocol.md, section 6.6).
 */
import type { Row, WriteContext } from '@koble/odata-server'
import { errors } from '../crm-error.ts'
import type { TableSchema } from '../schema/table.ts'
import { tables } from '../schema/tables.ts'
import { refuseWith } from '../security/access.ts'
import { isPolymorphic, typeColumn } from '../service/stored-table.ts'

type Cascade = 'remove' | 'restrict' | 'clear'

const cascades: Readonly<Record<string, Cascade>> = {
  'contact.parentcustomerid': 'remove',
  'annotation.objectid': 'remove',
  'task.regardingobjectid': 'remove',
  'post.regardingobjectid': 'remove',
  'systemuserroles.systemuserid': 'remove',
  'sdkmessageprocessingstep.eventhandler': 'restrict',
}

interface Referrer {
  readonly schema: TableSchema
  readonly column: string
  readonly polymorphic: boolean
  readonly cascade: Cascade
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
  if (referrer.cascade === 'restrict') refuseWith(errors.restricted())
  if (referrer.cascade === 'remove') {
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
        cascade: cascades[`${schema.name}.${name}`] ?? (target === 'transactioncurrency' ? 'restrict' : 'clear'),
      })),
  )
}
