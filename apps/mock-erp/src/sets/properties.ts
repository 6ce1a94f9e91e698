/** Builders of the properties that pages are made of: types, lengths and the checks that every field of that type has. */
import type { Draft, Json, PropertyDefinition, Row, Scalar, WriteContext } from '@koble/odata-server'
import { emptyGuid, RawNumber, refuse } from '@koble/odata-server'
import { code as normalize } from '../values/code.ts'
import { big } from '../values/decimal.ts'
import { memberOf } from '../values/enum-name.ts'

/** Marks Code fields: the dialect upper-cases filter literals of properties that are parsed by it. */
export const parseCode = (value: Json): Json => (typeof value === 'string' ? normalize(value) : value)

const parseMember = (value: Json): Json => (typeof value === 'string' ? memberOf(value) : value)

/** A decimal field holds fifteen digits before the point. */
const HIGHEST = '999999999999999.99'

function parseDecimal(value: Json): Json {
  const digits = value instanceof RawNumber ? value.text : typeof value === 'number' ? String(value) : value
  if (typeof digits !== 'string') return value
  if (/^-?\d+(?:\.\d+)?(?:[eE][+-]?\d{1,4})?$/.test(digits) && big(digits).abs().gt(HIGHEST))
    refuse(400, 'BadRequest', `Cannot convert the literal '${digits}' to the expected type 'Edm.Decimal'.`)
  return value
}

type Setter = (draft: Draft, value: Scalar, context: WriteContext) => void
type More = Partial<PropertyDefinition>

export const text = (maxLength: number, more: More = {}): PropertyDefinition => ({ type: 'String', maxLength, ...more })
export const codeField = (maxLength: number, more: More = {}): PropertyDefinition => ({
  type: 'String',
  maxLength,
  parse: parseCode,
  ...more,
})
export const decimal = (more: More = {}): PropertyDefinition => ({ type: 'Decimal', parse: parseDecimal, ...more })
export const integer = (more: More = {}): PropertyDefinition => ({ type: 'Int32', ...more })
export const bool = (more: More = {}): PropertyDefinition => ({ type: 'Boolean', ...more })
export const date = (more: More = {}): PropertyDefinition => ({ type: 'Date', ...more })
export const instant = (more: More = {}): PropertyDefinition => ({ type: 'DateTimeOffset', ...more })
export const guid = (more: More = {}): PropertyDefinition => ({ type: 'Guid', ...more })
export const choice = (enumType: string, members: readonly string[], more: More = {}): PropertyDefinition => ({
  type: 'String',
  enumType,
  members,
  parse: parseMember,
  ...more,
})

export const computed = (
  property: PropertyDefinition,
  get: NonNullable<PropertyDefinition['get']>,
): PropertyDefinition => ({
  ...property,
  readOnly: true,
  get,
})

export const readOnly = (property: PropertyDefinition): PropertyDefinition => ({ ...property, readOnly: true })

const setId: Setter = (draft, value) => {
  if (value !== emptyGuid) draft['id'] = value
}

/** SystemId: a client may give it on POST only; the zero GUID leaves the choice to the ERP. */
export const systemId: PropertyDefinition = { type: 'Guid', column: 'id', readOnly: 'afterInsert', set: setId }
export const lastModified: PropertyDefinition = instant({ column: 'modifiedAt', readOnly: true })

/** The properties that every page of Koble's has behind its own. */
export const systemFields: Readonly<Record<string, PropertyDefinition>> = {
  systemRowVersion: { type: 'Int64', column: 'rowVersion', readOnly: true },
  systemCreatedAt: instant({ column: 'createdAt', readOnly: true }),
  systemCreatedBy: guid({ column: 'createdBy', readOnly: true }),
  systemModifiedBy: guid({ column: 'modifiedBy', readOnly: true }),
  lastModifiedDateTime: lastModified,
}

export const idOf = (row: Row | undefined): string => row?.id ?? emptyGuid
