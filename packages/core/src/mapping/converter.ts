/**
 * What a converter is: a named pair of pure functions over canonical values. Mappings name it, so mappings stay data.
 *
 * Law, held for every value that converts: `toCrm(toErp(toCrm(v)))` is `toCrm(v)`, and its mirror. Two values agree when
 * one converts into the other.
 */
import type { FieldType } from '../entity/field-type.ts'
import type { Value } from '../values/value.ts'
import type { ConverterUse } from './table-mapping.ts'

/** A value for the other side, or why it cannot be carried there: a stable code and a sentence that says what to do. */
export type Converted = { readonly ok: Value } | { readonly problem: string; readonly message: string }

export interface Converter {
  readonly toCrm: (value: Value) => Converted
  readonly toErp: (value: Value) => Converted
}

export interface ConverterTypes {
  readonly erp: FieldType
  readonly crm: FieldType
}

export interface ConverterDefinition {
  readonly name: string
  /** What an administrator reads. */
  readonly label: string
  /** The converter for these parameters and types; a sentence when the parameters make none. */
  build(parameters: NonNullable<ConverterUse['parameters']>, types: ConverterTypes): Converter | string
}

export type ConverterRegistry = ReadonlyMap<string, ConverterDefinition>
