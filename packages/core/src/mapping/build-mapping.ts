/**
 * The typed way to write a mapping: a wrong field, a target that cannot be written, or two kinds of value joined without a
 * converter does not compile. What comes out is plain JSON, the same that an administrator edits.
 */
import type { Entity, Fields, ValueOf } from '../entity/entity.ts'
import type { FieldType } from '../entity/field-type.ts'
import type { Value } from '../values/value.ts'
import type { FieldCondition } from './field-condition.ts'
import type { ConverterUse, Direction, FieldMapping, ReferenceUse, TableMapping } from './table-mapping.ts'

type Base<T extends FieldType> = NonNullable<ValueOf<T>>
type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false
type Joins<E extends FieldType, C extends FieldType> =
  Same<E['kind'], C['kind']> extends true ? Same<Base<E>, Base<C>> : false
type HoldsReference<E extends FieldType, C extends FieldType> = 'reference' extends E['kind'] | C['kind'] ? true : false

type Common = Pick<FieldMapping, 'onlyOnCreate' | 'keepWhenBlank' | 'stateField'> & { readonly name?: string }
/** Options are required exactly when the two fields do not hold the same kind of value. */
type Options<E extends FieldType, C extends FieldType> =
  HoldsReference<E, C> extends true
    ? [options: Common & { readonly reference: ReferenceUse }]
    : Joins<E, C> extends true
      ? [options?: Common & { readonly converter?: ConverterUse }]
      : [options: Common & { readonly converter: ConverterUse }]

type Name<F extends Fields> = keyof F & string
type Writable<F extends Fields> = {
  [K in Name<F>]: F[K] extends { readonly readOnly: true } ? never : K
}[Name<F>]

export interface FieldMapper<E extends Fields, C extends Fields> {
  both<K extends Writable<E>, L extends Writable<C>>(erp: K, crm: L, ...options: Options<E[K], C[L]>): FieldMapping
  toCrm<K extends Name<E>, L extends Writable<C>>(erp: K, crm: L, ...options: Options<E[K], C[L]>): FieldMapping
  toErp<K extends Writable<E>, L extends Name<C>>(erp: K, crm: L, ...options: Options<E[K], C[L]>): FieldMapping
  constantToCrm<L extends Writable<C>>(crm: L, constant: ValueOf<C[L]>, options?: Common): FieldMapping
  constantToErp<K extends Writable<E>>(erp: K, constant: ValueOf<E[K]>, options?: Common): FieldMapping
}

type Condition<F extends Fields> = FieldCondition & { readonly field: Name<F> }

/** Policies that most mappings share are filled in: see `defaults`. */
export interface MappingFacts<E extends Fields, C extends Fields> extends Partial<
  Omit<TableMapping, 'erp' | 'crm' | 'fields' | 'name' | 'label' | 'erpFilter' | 'crmFilter'>
> {
  readonly name: string
  readonly label: string
  readonly erpFilter?: readonly Condition<E>[]
  readonly crmFilter?: readonly Condition<C>[]
}

const defaults = {
  direction: 'both',
  enabled: true,
  onlyCoupled: true,
  erpFilter: [],
  crmFilter: [],
  onUpdateConflict: 'ask',
  onDeletion: 'ask',
  onLeaving: 'rest',
  firstAgreement: 'ask',
  match: [],
  dependsOn: [],
} satisfies Partial<TableMapping>

/**
 *     tableMapping(salespeople, systemuser, { name: 'salesperson', label: 'Salespeople', direction: 'toErp' }, (map) => [
 *       map.toErp('email', 'internalemailaddress'),
 *     ])
 */
export function tableMapping<E extends Fields, C extends Fields>(
  erp: Entity<E, 'erp'>,
  crm: Entity<C, 'crm'>,
  facts: MappingFacts<E, C>,
  fields: (map: FieldMapper<E, C>) => readonly FieldMapping[],
): TableMapping {
  return { ...defaults, ...facts, erp: erp.name, crm: crm.name, fields: fields(fieldMapper) }
}

type AnyOptions = Common & { readonly converter?: ConverterUse; readonly reference?: ReferenceUse }

const join =
  (direction: Direction) =>
  (erp: string, crm: string, options?: AnyOptions): FieldMapping => ({ name: erp, erp, crm, direction, ...options })

const fieldMapper = {
  both: join('both'),
  toCrm: join('toCrm'),
  toErp: join('toErp'),
  constantToCrm: (crm: string, constant: Value, options?: Common): FieldMapping => ({
    name: crm,
    erp: null,
    crm,
    direction: 'toCrm',
    constant,
    ...options,
  }),
  constantToErp: (erp: string, constant: Value, options?: Common): FieldMapping => ({
    name: erp,
    erp,
    crm: null,
    direction: 'toErp',
    constant,
    ...options,
  }),
}
