import type { FieldType } from '../../entity/field-type.ts'
import type { Value } from '../../values/value.ts'
import type { Converted, ConverterDefinition } from '../converter.ts'

/**
 * Members of two option fields by a table. Parameter `members`: ERP member to CRM member. Parameter `back`: for each CRM member that several
 * ERP members become, the one of them that comes back (said apart, because a stored table has no order). A blank stays blank
 * unless the table has the member `""`.
 */
export const optionMap: ConverterDefinition = {
  name: 'option-map',
  label: 'Options by a table',
  build: (parameters, types) => {
    const members = tableOf(parameters['members'])
    const back = tableOf(parameters['back'] ?? {})
    if (members === null || back === null)
      return 'The parameter "members" is a table from ERP members to CRM members, "back" one from CRM members to ERP members.'
    const toErp = new Map<string, Value>()
    for (const [crm, candidates] of Map.groupBy(members, ([, value]) => textOf(value))) {
      const names = candidates.map(([erp]) => erp)
      const chosen = names.length === 1 ? names[0] : back.find(([key]) => key === crm)?.[1]
      if (typeof chosen !== 'string' || !names.includes(chosen))
        return `Several ERP members (${names.join(', ')}) become the CRM member ${crm}: say in "back" which of them comes back.`
      toErp.set(crm, memberOf(types.erp, chosen))
    }
    const toCrm = new Map(members)
    return { toCrm: (value) => look(toCrm, value), toErp: (value) => look(toErp, value) }
  },
}

type Table = readonly (readonly [string, Value])[]

const tableOf = (parameter: Value | Readonly<Record<string, Value>> | undefined): Table | null =>
  parameter === undefined || parameter === null || typeof parameter !== 'object' ? null : Object.entries(parameter)

const textOf = (value: Value): string => (value === null ? '' : String(value))

/** A table's keys are text; the field's own members say which of them are numbers. */
function memberOf(type: FieldType, key: string): Value {
  if (key === '') return null
  if (type.options?.includes(key) === true) return key
  if (type.kind === 'boolean') return key === 'true'
  const number = Number(key)
  return type.options?.includes(number) === true || type.kind === 'integer' ? number : key
}

function look(table: ReadonlyMap<string, Value>, value: Value): Converted {
  const found = table.get(textOf(value))
  if (found !== undefined) return { ok: found }
  if (value === null) return { ok: null }
  return {
    problem: 'no-such-option',
    message: `The mapping's table has no partner for the option ${String(value)}. Add it to the table, or choose another option.`,
  }
}
