/** Dimensions: the list with its values, and the default dimensions of a record. */
import type { EntityDefinition, LinesDefinition } from './definition.ts'
import { keyColumn, textColumn } from './columns.ts'
import { choice, code, codeOf, name, text } from './fields.ts'
import { type Entity, textOf } from '../api.ts'

export const dimensions: EntityDefinition = {
  set: 'v2.0/dimensions',
  path: '/dimensions',
  one: 'Dimension',
  many: 'Dimensions',
  icon: 'filter',
  group: 'Finance',
  title: 'displayName',
  key: 'code',
  sort: 'code',
  isReadOnly: true,
  columns: [keyColumn('code', 'Code'), textColumn('displayName', 'Name')],
  tabs: [{ heading: 'General', fields: [code(20), name(30), text('consolidationCode', 'Consolidation code', 20)] }],
  related: [
    {
      heading: 'Values',
      path: (dimension) => `v2.0/dimensions(${textOf(dimension, 'id')})/dimensionValues`,
      columns: [keyColumn('code', 'Code'), textColumn('displayName', 'Name')],
      emptyText: 'The dimension has no values yet.',
    },
  ],
}

/** What new documents of the record take over; the set is one of API v2.0. */
export const defaultDimensions = (set: string): LinesDefinition => ({
  heading: 'Default dimensions',
  one: 'Default dimension',
  key: 'dimensionCode',
  collection: (parent: Entity) => `v2.0/${set}(${textOf(parent, 'id')})/defaultDimensions`,
  columns: [
    codeOf('dimensionCode', 'Dimension code', 'v2.0/dimensions', { newOnly: true, required: true, width: 14 }),
    text('dimensionValueCode', 'Dimension value code', 20, { width: 14 }),
    choice(
      'postingValidation',
      'Value posting',
      ['_x0020_', 'Code_x0020_Mandatory', 'Same_x0020_Code', 'No_x0020_Code'],
      { width: 16 },
    ),
  ],
  emptyText: 'No default dimensions.',
})
