/** The options of a choice column, read from its definition (reference/dataverse-protocol.md, section 16). */
import type { Checkpoint, Entity } from '@koble/core'
import { isJsonArray, isJsonObject, parseJson, textOf, type Json } from '@koble/odata-client'

export interface OptionValue {
  readonly value: number
  readonly label: string
  readonly languageCode: number
}

export interface OptionColumn {
  readonly table: string
  readonly column: string
}

export const isOptionEntity = (entity: Entity): boolean => entity.name.startsWith('option:')

/** `option:account.paymenttermscode` names a table and its column. */
export function optionColumn(entity: Entity): OptionColumn {
  const [table, column] = entity.name.slice('option:'.length).split('.')
  if (table === undefined || column === undefined) throw new TypeError(`"${entity.name}" names no choice column`)
  return { table, column }
}

export function optionsPath(entity: Entity): string {
  const { table, column } = optionColumn(entity)
  return `EntityDefinitions(LogicalName='${table}')/Attributes(LogicalName='${column}')/Microsoft.Dynamics.CRM.PicklistAttributeMetadata?$select=LogicalName&$expand=OptionSet($select=Options)`
}

const englishUs = 1033

/** Undefined when the answer is no definition of a choice. */
export function readOptionsAnswer(body: Json | undefined): readonly OptionValue[] | undefined {
  const set = isJsonObject(body) ? body['OptionSet'] : undefined
  const options = isJsonObject(set) ? set['Options'] : undefined
  if (!isJsonArray(options)) return undefined
  return options.flatMap((option) => {
    const value = isJsonObject(option) ? option['Value'] : undefined
    const label = isJsonObject(option) && isJsonObject(option['Label']) ? option['Label'] : {}
    const localized = isJsonObject(label['UserLocalizedLabel']) ? label['UserLocalizedLabel'] : firstOf(label)
    if (typeof value !== 'number') return []
    const language = isJsonObject(localized) ? localized['LanguageCode'] : undefined
    return [
      {
        value,
        label: textOf(localized, 'Label') ?? '',
        languageCode: typeof language === 'number' ? language : englishUs,
      },
    ]
  })
}

function firstOf(label: Json): Json | undefined {
  const labels = isJsonObject(label) ? label['LocalizedLabels'] : undefined
  return isJsonArray(labels) ? labels[0] : undefined
}

/** A feed's mark: the labels as they were, by value. */
export const printOptionMark = (options: readonly OptionValue[]): Checkpoint =>
  JSON.stringify({ options: Object.fromEntries(options.map(({ value, label }) => [value, label])) }) as Checkpoint

export function readOptionMark(mark: Checkpoint): ReadonlyMap<string, string> | null {
  try {
    const json = parseJson(mark)
    const options = isJsonObject(json) ? json['options'] : undefined
    if (!isJsonObject(options)) return null
    return new Map(Object.entries(options).map(([value, label]) => [value, typeof label === 'string' ? label : '']))
  } catch {
    return null
  }
}

export const optionMoved = (mark: Checkpoint, options: readonly OptionValue[] | undefined): boolean => {
  const known = readOptionMark(mark)
  if (known === null || options === undefined || known.size !== options.length) return true
  return options.some(({ value, label }) => known.get(String(value)) !== label)
}
