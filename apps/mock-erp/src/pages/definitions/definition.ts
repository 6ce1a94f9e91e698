/** What the pages know of each table, as data: list columns, fast tabs, lines, actions. Generic elements draw it. */
import type { Column, Confirmation, FieldType, IconName, Option } from '@koble/ui'
import type { Entity } from '../api.ts'

/** Where a field's value comes from: `key` is what it holds, `title` what people know it by. */
export interface Lookup {
  readonly set: string
  readonly key: string
  readonly title: string
}

export interface FieldDefinition {
  readonly name: string
  readonly label: string
  readonly type?: FieldType
  readonly maxlength?: number
  readonly required?: boolean
  readonly readonly?: boolean
  readonly hint?: string
  readonly options?: readonly Option[]
  /** Suggestions, or with type `select` the choices. A line's may depend on the line. */
  readonly lookup?: Lookup | ((record: Entity) => Lookup | undefined)
  /** Only on the card of a record that exists. */
  readonly existingOnly?: boolean
  /** Given once, when the record is created. */
  readonly newOnly?: boolean
  /** What a new line begins with. */
  readonly initial?: string
  /** An amount of money: always with its decimals, where it is only shown. */
  readonly isAmount?: boolean
  /** A line's cell, in characters. */
  readonly width?: number
}

export interface FastTabDefinition {
  readonly heading: string
  readonly fields: readonly FieldDefinition[]
  /** Begins folded. */
  readonly folded?: boolean
}

/** Records that belong to one other record and are edited in a grid on its card. */
export interface LinesDefinition {
  readonly heading: string
  /** "Line", "Unit": one of them. */
  readonly one: string
  /** The property that names one to people. */
  readonly key: string
  readonly columns: readonly FieldDefinition[]
  collection(parent: Entity): string
  /** Where the collection holds others' too. */
  filter?(parent: Entity): string
  /** Sent with each new one. */
  fixed?(parent: Entity): Entity
  /** False: the grid only shows. */
  isEditable?(parent: Entity): boolean
  /** A line of text: nothing but its description is shown and edited. */
  isText?(line: Entity): boolean
  readonly emptyText: string
}

/** A list of other records below a card. */
export interface RelatedDefinition {
  readonly heading: string
  readonly folded?: boolean
  path(record: Entity): string
  query?(record: Entity): Readonly<Record<string, string>>
  readonly columns: readonly Column<Entity>[]
  href?(row: Entity): string | undefined
  readonly emptyText: string
}

export interface ActionOutcome {
  /** Blank: nothing is said. */
  readonly message: string
  /** The page of what was made. */
  readonly href?: string
  /** The record's page is left, for `href` or the list: the record is gone. */
  readonly leaves?: boolean
}

export interface ActionDefinition {
  readonly key: string
  readonly label: string
  readonly icon?: IconName
  /** The menu that it stands in; absent: a button of its own. */
  readonly menu?: string
  isOffered?(record: Entity): boolean
  question?(record: Entity): Confirmation
  run(record: Entity): Promise<ActionOutcome>
}

export interface ViewDefinition {
  readonly key: string
  readonly label: string
  readonly filter: string
}

export interface EntityDefinition {
  readonly set: string
  readonly path: string
  readonly one: string
  readonly many: string
  readonly icon: IconName
  readonly group: string
  /** Property that names a record to people. */
  readonly title: string
  readonly key: string
  readonly columns: readonly Column<Entity>[]
  readonly tabs: readonly FastTabDefinition[]
  readonly sort: string
  /** The newest first. */
  readonly descending?: boolean
  /** Nothing is created, changed or deleted here. */
  readonly isReadOnly?: boolean
  /** One record: its card is opened at once. */
  readonly isSingle?: boolean
  /** A list alone, without cards. */
  readonly hasNoCard?: boolean
  readonly views?: readonly ViewDefinition[]
  /** Which records of the set the list has. */
  readonly filter?: string
  readonly lines?: readonly LinesDefinition[]
  /** Sums under the lines. */
  readonly totals?: readonly FieldDefinition[]
  readonly related?: readonly RelatedDefinition[]
  readonly actions?: readonly ActionDefinition[]
  /** The kind of parent that its notes have; absent: the table has none. */
  readonly notes?: string
}
