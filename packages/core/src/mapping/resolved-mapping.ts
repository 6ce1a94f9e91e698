/** A mapping whose names are bound: to the two entities, to field types and to converters. What the planner works on. */
import type { Entity } from '../entity/entity.ts'
import type { FieldType } from '../entity/field-type.ts'
import type { Converter } from './converter.ts'
import type { Direction, FieldMapping, TableMapping } from './table-mapping.ts'

export interface ResolvedField {
  readonly name: string
  readonly mapping: FieldMapping
  /** The field's direction within the mapping's; null when the two leave nothing. */
  readonly direction: Direction | null
  /** Null where the side has no field (a constant is written to the other). */
  readonly erp: { readonly field: string; readonly type: FieldType } | null
  readonly crm: { readonly field: string; readonly type: FieldType } | null
  readonly converter: Converter
}

export interface ResolvedMapping {
  readonly name: string
  readonly definition: TableMapping
  readonly erp: Entity
  readonly crm: Entity
  readonly fields: readonly ResolvedField[]
}
