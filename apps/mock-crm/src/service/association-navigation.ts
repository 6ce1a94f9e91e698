/** The navigation properties of many-to-many relationships: read through the intersect table, written by `$ref`. */
import type { NavigationDefinition, ReadContext, Row, WriteContext } from '@koble/odata-server'
import { errors } from '../crm-error.ts'
import { sidesOf, type Side } from '../schema/associations.ts'
import { tableOf } from '../schema/tables.ts'
import { demand, refuseWith } from '../security/access.ts'

export const associationNavigation = (table: string): Record<string, NavigationDefinition> =>
  Object.fromEntries(sidesOf(table).map((side) => [side.association.name, navigation(side)]))

const navigation = (side: Side): NavigationDefinition => ({
  target: tableOf(side.other.table).setName,
  collection: true,
  readOnly: true,
  rows: (row, context) => relatedRows(side, row, context),
  relate: (row, other, removing, context) => {
    demand(tableOf(side.own.table), 'append', row, context)
    demand(tableOf(side.other.table), 'appendTo', other, context)
    if (removing) dissociate(side, row, other, context)
    else associate(side, row, other, context)
  },
})

const relatedRows = ({ association, own, other }: Side, row: Row, context: ReadContext): readonly Row[] =>
  [...context.data.find(association.intersect, { [own.column]: row.id })].flatMap(
    (link) => context.data.get(other.table, String(link[other.column])) ?? [],
  )

function linkOf({ association, own, other }: Side, row: Row, related: Row, context: ReadContext): Row | undefined {
  for (const link of context.data.find(association.intersect, { [own.column]: row.id })) {
    if (link[other.column] === related.id) return link
  }
  return undefined
}

function associate(side: Side, row: Row, related: Row, context: WriteContext): void {
  if (linkOf(side, row, related, context) !== undefined) refuseWith(errors.duplicateId())
  const { association, own, other } = side
  context.data.insert(association.intersect, { [own.column]: row.id, [other.column]: related.id })
}

function dissociate(side: Side, row: Row, related: Row, context: WriteContext): void {
  const link = linkOf(side, row, related, context) ?? refuseWith(errors.rowMissing(side.other.table, related.id))
  context.data.remove(side.association.intersect, link.id)
}
