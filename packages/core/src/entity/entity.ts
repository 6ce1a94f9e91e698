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

/** What an entity says about itself besides its fields. */
export interface EntityFacts {
  readonly label: string
  readonly nameField: string
  /** `id` when absent. */
  readonly key?: string
}

/**
 * Defines an entity.
 *
 *     const currencies = entity('erp', 'currencies', { label: 'currency', nameField: 'code' }, { code: code(10) })
 */
export const entity = <const S extends Side, const F extends Fields>(
  side: S,
  name: string,
  facts: EntityFacts & { readonly nameField: keyof F & string },
  fields: F,
): Entity<F, S> => ({ side, name, label: facts.label, nameField: facts.nameField, key: facts.key ?? 'id', fields })

/** The entity of that side and name; undefined when none of these is it. */
export const findEntity = (entities: readonly Entity[], side: Side, name: string): Entity | undefined =>
  entities.find((each) => each.side === side && each.name === name)
