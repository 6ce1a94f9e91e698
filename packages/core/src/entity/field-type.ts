/** How one field's value looks, as data. `T` exists only in the type system. */
import type { Value } from '../values/value.ts'

export type FieldKind = 'text' | 'decimal' | 'integer' | 'boolean' | 'date' | 'instant' | 'option' | 'id' | 'reference'

export interface FieldType<T extends Value = Value> {
  readonly kind: FieldKind
  /** Whether the service can hold no value at all. A blank ERP text is `null` too. */
  readonly nullable: boolean
  /** text: most characters the service takes. */
  readonly maxLength?: number
  /** text: upper-cased by the service (Business Central's Code). Compared in upper case. */
  readonly upperCase?: boolean
  /** decimal: digits after the point that the service keeps. */
  readonly scale?: number
  /** option: the members. */
  readonly options?: readonly (string | number)[]
  /** reference: the entity whose id this field holds, on the same side. */
  readonly entity?: string
  /** The service computes or keeps it; a plan never writes it. */
  readonly readOnly?: boolean
  /**
   * Fields of the same entity that the service empties when this one is written (Business Central: a new country empties
   * city, post code and county). A plan that writes this field writes them too, with what they are to hold.
   */
  readonly resets?: readonly string[]
  readonly _value?: T
}
