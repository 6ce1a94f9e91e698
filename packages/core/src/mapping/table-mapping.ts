/**
 * Mapping definitions: plain JSON data. One definition drives the planner, the connectors' selections, the console's
 * tables and the docs. A mapping has an identity of its own; it is never looked up by its table.
 */
import type { FieldCondition } from './field-condition.ts'
import type { Side } from '../values/side.ts'
import type { Value } from '../values/value.ts'

export type Direction = 'both' | 'toCrm' | 'toErp'

/** Names a converter of the registry, with its parameters; so that mappings stay data. */
export interface ConverterUse {
  readonly name: string
  readonly parameters?: Readonly<Record<string, Value | Readonly<Record<string, Value>>>>
}

/** What happens to a reference while its target is not coupled. */
export type WhenUncoupled =
  /** the record is not written at all until the target is coupled */
  | 'wait'
  /** the record is written without the field; the field keeps its old base and follows by itself */
  | 'later'
  /** the other side's field is emptied */
  | 'clear'
  /** the other side's field stays as it is */
  | 'keep'

export interface ReferenceUse {
  /** The mapping through whose couplings the reference is translated: a table mapping or a value mapping. */
  readonly mapping: string
  readonly whenUncoupled: WhenUncoupled
  /**
   * `localCurrency`: a blank ERP reference stands for the ERP's local currency and is coupled with that currency's row
   * in the CRM. Absent: blank is blank on both sides.
   */
  readonly blankMeans?: 'localCurrency'
}

export interface FieldMapping {
  /** Unique in its mapping and stable: bases, conflicts and effects are kept under it. */
  readonly name: string
  /** Field of the ERP entity; null when a constant is written to the CRM. */
  readonly erp: string | null
  readonly crm: string | null
  readonly direction: Direction
  readonly converter?: ConverterUse
  /** Written where the other side has no field. */
  readonly constant?: Value
  /** Written on creation of the target only, and not compared afterwards. */
  readonly onlyOnCreate?: boolean
  readonly reference?: ReferenceUse
  /** A blank source value is not written to the target ("kept when empty"). */
  readonly keepWhenBlank?: boolean
  /** Travels also for a coupled record that is outside its filter (active, blocked). */
  readonly stateField?: boolean
}

export type OnDeletion = 'ask' | 'uncouple' | 'restore' | 'delete' | 'deactivate'

/**
 * One step of a match run: field mappings, by name, whose two values must all agree. Steps are tried in order. A blank ERP value
 * gives no criterion; a step without any is passed over.
 */
export interface MatchStep {
  readonly fields: readonly { readonly field: string; readonly ignoreCase: boolean }[]
}

export interface TableMapping {
  readonly name: string
  readonly label: string
  /** Entity names. */
  readonly erp: string
  readonly crm: string
  readonly direction: Direction
  readonly enabled: boolean
  /** False: partners are created for records made on either side that direction and filters allow. */
  readonly onlyCoupled: boolean
  readonly erpFilter: readonly FieldCondition[]
  readonly crmFilter: readonly FieldCondition[]
  readonly onUpdateConflict: Side | 'ask'
  readonly onDeletion: OnDeletion
  /** What a coupled record does while outside its filter: only state fields travel, all go on, or it is uncoupled. */
  readonly onLeaving: 'rest' | 'goOn' | 'uncouple'
  /** `deactivate` of `onDeletion`: what to write on the surviving side. */
  readonly deactivate?: {
    readonly erp?: Readonly<Record<string, Value>>
    readonly crm?: Readonly<Record<string, Value>>
  }
  /** Who wins where two different values meet for the first time; `ask`: a conflict. */
  readonly firstAgreement: Side | 'ask'
  readonly match: readonly MatchStep[]
  /** Mappings that come first, besides those that references name. */
  readonly dependsOn: readonly string[]
  readonly fields: readonly FieldMapping[]
}
