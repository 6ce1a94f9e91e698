/**
 * The constructors of field types. Each gives plain data; its value type and its kind are inferred, so that a mapping that
 * joins two kinds without a converter does not compile.
 */
import type { Value } from '../values/value.ts'
import type { FieldKind, FieldType } from './field-type.ts'

/** A field type whose kind the type system knows. */
export type Kind<K extends FieldKind, T extends Value> = FieldType<T> & { readonly kind: K }

/** Text of at most `maxLength` characters; without a length, as long as it likes. */
export const text = (maxLength?: number): Kind<'text', string> => ({
  kind: 'text',
  nullable: false,
  ...(maxLength === undefined ? {} : { maxLength }),
})

/** Text that the service upper-cases (Business Central's Code); compared in upper case. */
export const code = (maxLength: number): Kind<'text', string> => ({
  kind: 'text',
  nullable: false,
  maxLength,
  upperCase: true,
})

/** A decimal as a string; `scale` is the number of digits after the point that the service keeps. */
export const decimal = (scale?: number): Kind<'decimal', string> => ({
  kind: 'decimal',
  nullable: false,
  ...(scale === undefined ? {} : { scale }),
})

export const integer = (): Kind<'integer', number> => ({ kind: 'integer', nullable: false })

export const boolean = (): Kind<'boolean', boolean> => ({ kind: 'boolean', nullable: false })

/** `YYYY-MM-DD`. */
export const date = (): Kind<'date', string> => ({ kind: 'date', nullable: false })

/** UTC, ISO 8601 with milliseconds. */
export const instant = (): Kind<'instant', string> => ({ kind: 'instant', nullable: false })

/** One of the members given; with none given, whatever member of its type the service offers at run time. */
export const option = <const O extends string | number>(...options: readonly O[]): Kind<'option', O> => ({
  kind: 'option',
  nullable: false,
  ...(options.length === 0 ? {} : { options }),
})

export const id = (): Kind<'id', string> => ({ kind: 'id', nullable: false })

/** The id of a record of `entity`, on the same side. Always nullable: a reference may be blank. */
export const reference = (entity: string): Kind<'reference', string | null> => ({
  kind: 'reference',
  nullable: true,
  entity,
})

/** A field that can hold nothing: every text that may be blank in the ERP too. */
export const nullable = <K extends FieldKind, T extends Value>(type: Kind<K, T>): Kind<K, T | null> => ({
  ...(type as FieldType as Kind<K, T | null>),
  nullable: true,
})

/** A field that the service computes or keeps. */
export const readOnly = <K extends FieldKind, T extends Value>(
  type: Kind<K, T>,
): Kind<K, T> & { readonly readOnly: true } => ({ ...type, readOnly: true })

/** A field whose writing empties others: see `FieldType.resets`. */
export const resetting = <K extends FieldKind, T extends Value>(
  type: Kind<K, T>,
  ...resets: readonly string[]
): Kind<K, T> => ({ ...type, resets })
