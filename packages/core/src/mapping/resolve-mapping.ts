/** Binds a mapping's names to entities, field types and converters. */
import { findEntity, type Entity } from '../entity/entity.ts'
import type { FieldType } from '../entity/field-type.ts'
import { KobleError } from '../errors/koble-error.ts'
import type { Converter, ConverterRegistry } from './converter.ts'
import { same } from './converters/same.ts'
import { fieldDirection } from './field-direction.ts'
import type { ResolvedField, ResolvedMapping } from './resolved-mapping.ts'
import { standardConverters } from './standard-converters.ts'
import type { FieldMapping, TableMapping } from './table-mapping.ts'
import { validateMapping } from './validate-mapping.ts'

/** Throws a `KobleError` of code `invalid-mapping` that lists every problem of the mapping by itself. */
export function resolveMapping(
  mapping: TableMapping,
  entities: readonly Entity[],
  converters: ConverterRegistry = standardConverters,
): ResolvedMapping {
  const erp = findEntity(entities, 'erp', mapping.erp)
  const crm = findEntity(entities, 'crm', mapping.crm)
  const problems = validateMapping(mapping, { entities, converters })
  if (erp === undefined || crm === undefined || problems.length > 0)
    throw invalid(mapping, problems.map((problem) => problem.message).join(' '))
  const fields = mapping.fields.map((field) => resolveField(mapping, field, erp, crm, converters))
  return { name: mapping.name, definition: mapping, erp, crm, fields }
}

function resolveField(
  table: TableMapping,
  field: FieldMapping,
  erpEntity: Entity,
  crmEntity: Entity,
  converters: ConverterRegistry,
): ResolvedField {
  const erp = bind(erpEntity, field.erp)
  const crm = bind(crmEntity, field.crm)
  const converter = buildConverter(field, erp?.type, crm?.type, converters)
  if (typeof converter === 'string') throw invalid(table, converter)
  return { name: field.name, mapping: field, direction: fieldDirection(table, field), erp, crm, converter }
}

const bind = (entity: Entity, field: string | null): ResolvedField['erp'] => {
  const type = field === null ? undefined : entity.fields[field]
  return field === null || type === undefined ? null : { field, type }
}

/** A reference is translated through couplings, a constant needs no conversion: both take `same`. */
export function buildConverter(
  field: FieldMapping,
  erp: FieldType | undefined,
  crm: FieldType | undefined,
  converters: ConverterRegistry,
): Converter | string {
  const use = field.converter ?? { name: same.name }
  const definition = converters.get(use.name)
  if (definition === undefined)
    return `Field ${field.name}: there is no converter "${use.name}". Known are: ${[...converters.keys()].join(', ')}.`
  const type = erp ?? crm ?? { kind: 'text', nullable: true }
  const built = definition.build(use.parameters ?? {}, { erp: erp ?? type, crm: crm ?? type })
  return typeof built === 'string' ? `Field ${field.name}: ${built}` : built
}

const invalid = (mapping: TableMapping, problems: string) =>
  new KobleError({
    kind: 'misconfigured',
    origin: 'koble',
    code: 'invalid-mapping',
    message: `The mapping "${mapping.name}" cannot be used: ${problems} Correct the mapping.`,
  })
