import type { FieldType } from '../../entity/field-type.ts'
import type { Value } from '../../values/value.ts'
import type { Converted, ConverterDefinition } from '../converter.ts'

/** A date on one side, an instant on the other: the instant's UTC day, and midnight UTC of a date. */
export const date: ConverterDefinition = {
  name: 'date',
  label: 'Date and time',
  build: (_, types) => ({ toCrm: (value) => as(types.crm, value), toErp: (value) => as(types.erp, value) }),
}

function as(type: FieldType, value: Value): Converted {
  if (value === null) return { ok: null }
  const day = String(value).slice(0, 10)
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day))
    return { problem: 'not-a-date', message: 'The value is not a date. Correct it.' }
  if (type.kind === 'date') return { ok: day }
  return { ok: String(value).length > 10 ? value : `${day}T00:00:00.000Z` }
}
