/** What can be wrong with one field mapping. */
import type { Entity } from '../entity/entity.ts'
import type { FieldType } from '../entity/field-type.ts'
import { sides, type Side } from '../values/side.ts'
import type { ConverterRegistry } from './converter.ts'
import { fieldDirection, travelsTo } from './field-direction.ts'
import type { MappingProblem } from './mapping-problem.ts'
import type { FieldMapping, TableMapping } from './table-mapping.ts'

type Entities = Readonly<Record<Side, Entity | undefined>>

export function fieldProblems(
  table: TableMapping,
  field: FieldMapping,
  entities: Entities,
  converters: ConverterRegistry,
): readonly MappingProblem[] {
  const problem = (code: string, message: string): MappingProblem => ({
    code,
    field: field.name,
    message: `Field ${field.name}: ${message}`,
  })
  const types = { erp: typeOf(entities.erp, field.erp), crm: typeOf(entities.crm, field.crm) }
  const direction = fieldDirection(table, field)
  const found: MappingProblem[] = []
  for (const side of sides) {
    const [name, entity, type] = [field[side], entities[side], types[side]]
    if (name !== null && entity !== undefined && type === undefined)
      found.push(problem('unknown-field', `${entity.name} has no field "${name}".`))
    if (type?.readOnly === true && travelsTo(direction, side))
      found.push(
        problem(
          'read-only-target',
          `the ${side.toUpperCase()} field "${name}" is kept by its service and cannot be written.`,
        ),
      )
  }
  if (field.erp === null && field.crm === null) found.push(problem('no-field', 'it names no field on either side.'))
  if ((field.erp === null || field.crm === null) && field.constant === undefined)
    found.push(problem('missing-constant', 'one side has no field, so it needs a constant to write to the other.'))
  if (field.erp !== null && field.crm !== null && field.constant !== undefined)
    found.push(problem('needless-constant', 'a constant is only written where the other side has no field.'))
  if (types.erp !== undefined && types.crm !== undefined)
    found.push(...joinProblems(field, types.erp, types.crm, converters).map(([code, text]) => problem(code, text)))
  return found
}

const typeOf = (entity: Entity | undefined, field: string | null): FieldType | undefined =>
  field === null ? undefined : entity?.fields[field]

function joinProblems(
  field: FieldMapping,
  erp: FieldType,
  crm: FieldType,
  converters: ConverterRegistry,
): readonly (readonly [string, string])[] {
  if (field.reference !== undefined)
    return field.converter === undefined
      ? []
      : [['reference-converted', 'a reference is translated by its couplings and takes no converter.']]
  if (erp.kind === 'reference' || crm.kind === 'reference')
    return [
      ['missing-reference', 'it holds another record, so it needs the mapping through which that record is coupled.'],
    ]
  if (field.converter === undefined)
    return erp.kind === crm.kind ? [] : [['missing-converter', `${erp.kind} and ${crm.kind} need a converter.`]]
  const definition = converters.get(field.converter.name)
  if (definition === undefined)
    return [
      [
        'unknown-converter',
        `there is no converter "${field.converter.name}". Known are: ${[...converters.keys()].join(', ')}.`,
      ],
    ]
  const built = definition.build(field.converter.parameters ?? {}, { erp, crm })
  return typeof built === 'string' ? [['wrong-parameters', built]] : []
}
