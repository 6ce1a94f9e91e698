/** The `$select` of a reading: the columns asked for and what tells who wrote a row last. The key comes by itself. */
import type { Entity } from '@koble/core'
import { readName } from './wire-table.ts'

export const selectOf = (entity: Entity, fields: readonly string[]): readonly string[] => [
  ...new Set([
    entity.key,
    ...fields.map((field) => readName(entity, field)),
    'modifiedon',
    '_modifiedby_value',
    '_modifiedonbehalfby_value',
  ]),
]
