/** Entities and their fields, as plain data. Record types are inferred from the data, never written twice. */
import type { Side } from '../values/side.ts'
import type { Value } from '../values/value.ts'
import type { FieldType } from './field-type.ts'

export type Fields = Readonly<Record<string, FieldType>>

export interface Entity<F extends Fields = Fields, S extends Side = Side> {
  readonly side: S
  /** Koble's name of it, unique a side: the entity set's name. */
  readonly name: string
  /** What a person calls one of them: "customer", "account". */
  readonly label: string
  /** The field that a person recognises a record by. */
  readonly nameField: string
  /** The service's own key field where it is not `id`. */
  readonly key: string
  readonly fields: F
}
export type ValueOf<T> = T extends FieldType<infer V extends Value> ? V : never
export type RecordOf<E> = E extends Entity<infer F> ? { readonly [K in keyof F]: ValueOf<F[K]> } : never
