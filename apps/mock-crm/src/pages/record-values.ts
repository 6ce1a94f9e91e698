/** A record's values as the form's fields hold them, and the body that a save sends. */
import { fieldsOf, propertyOf, type FieldDefinition, type FormDefinition } from './form-definition.ts'
import { textOf, type Row } from './web-api.ts'

export type Values = Readonly<Record<string, string>>

export const valuesOf = (form: FormDefinition, record: Row): Values =>
  Object.fromEntries(fieldsOf(form).map((field) => [field.name, textOf(record[propertyOf(field)])]))

/** Only what the person changed: every sent column counts as a change for others. */
export function changesOf(form: FormDefinition, before: Values, after: Values): Record<string, unknown> {
  const changed = fieldsOf(form).filter(
    (field) => field.kind !== 'shown' && (before[field.name] ?? '') !== (after[field.name] ?? ''),
  )
  return Object.fromEntries(changed.map((field) => memberOf(field, after[field.name] ?? '')))
}

function memberOf(field: FieldDefinition, value: string): readonly [string, unknown] {
  if (field.lookup !== undefined) {
    const { navigation, setName } = field.lookup
    return value === '' ? [navigation, null] : [`${navigation}@odata.bind`, `/${setName}(${value})`]
  }
  if (field.kind === 'flag') return [field.name, value === 'true']
  if (value === '') return [field.name, null]
  const isNumber = field.kind === 'money' || field.kind === 'integer' || field.kind === 'choice'
  return [field.name, isNumber ? Number(value) : value]
}

export const selectOf = (form: FormDefinition): string =>
  [form.nameColumn, 'statecode', 'statuscode', ...new Set(fieldsOf(form).map(propertyOf))].join(',')
