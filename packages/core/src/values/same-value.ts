/** Equality of two canonical values of one field type. */
import type { FieldType } from '../entity/field-type.ts'
import type { Value } from './value.ts'

/** Text that the service upper-cases compares in upper case; ids whatever their case. All else is canonical already. */
export function sameValue(type: FieldType, a: Value, b: Value): boolean {
  if (a === b) return true
  if (typeof a !== 'string' || typeof b !== 'string') return false
  if (type.upperCase === true) return a.toUpperCase() === b.toUpperCase()
  return isId(type) && a.toLowerCase() === b.toLowerCase()
}

const isId = (type: FieldType): boolean => type.kind === 'id' || type.kind === 'reference'
