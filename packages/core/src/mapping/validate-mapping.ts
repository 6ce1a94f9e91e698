/** Every problem of a mapping at once, in the words of the person who edits it. */
import { findEntity, type Entity } from '../entity/entity.ts'
import { sides, type Side } from '../values/side.ts'
import type { ConverterRegistry } from './converter.ts'
import { fieldDirection, travelsTo } from './field-direction.ts'
import { fieldProblems } from './field-problems.ts'
import type { MappingProblem } from './mapping-problem.ts'
import type { TableMapping } from './table-mapping.ts'
import { waitCycle } from './wait-cycle.ts'

export interface ValidationContext {
  readonly entities: readonly Entity[]
  readonly converters: ConverterRegistry
  /** All mappings of the connection; absent: what concerns other mappings is not looked at. */
  readonly mappings?: readonly TableMapping[]
}

export function validateMapping(mapping: TableMapping, context: ValidationContext): readonly MappingProblem[] {
  const erp = findEntity(context.entities, 'erp', mapping.erp)
  const crm = findEntity(context.entities, 'crm', mapping.crm)
  return [
    ...(erp === undefined ? [unknownEntity('erp', mapping.erp)] : []),
    ...(crm === undefined ? [unknownEntity('crm', mapping.crm)] : []),
    ...mapping.fields.flatMap((field) => fieldProblems(mapping, field, { erp, crm }, context.converters)),
    ...duplicateNames(mapping),
    ...sides.flatMap((side) => duplicateTargets(mapping, side)),
    ...filterProblems(mapping, 'erp', erp),
    ...filterProblems(mapping, 'crm', crm),
    ...matchProblems(mapping),
    ...otherMappings(mapping, context.mappings),
  ]
}

const unknownEntity = (side: Side, name: string): MappingProblem => ({
  code: 'unknown-entity',
  field: null,
  message: `The ${side.toUpperCase()} has no entity "${name}" that Koble knows.`,
})

const duplicateNames = (mapping: TableMapping): readonly MappingProblem[] =>
  repeated(mapping.fields.map((field) => field.name)).map((name) => ({
    code: 'duplicate-name',
    field: name,
    message: `Two field mappings are called "${name}"; bases are kept by name, so each needs its own.`,
  }))

/** Two fields that travel to one target would overwrite each other for ever. */
const duplicateTargets = (mapping: TableMapping, side: Side): readonly MappingProblem[] =>
  repeated(
    mapping.fields.flatMap((field) => (travelsTo(fieldDirection(mapping, field), side) ? (field[side] ?? []) : [])),
  ).map((name) => ({
    code: 'duplicate-target',
    field: name,
    message: `Two field mappings write the ${side.toUpperCase()} field "${name}". Keep one of them.`,
  }))

const repeated = (names: readonly string[]): readonly string[] => [
  ...new Set(names.filter((name, index) => names.indexOf(name) !== index)),
]

function filterProblems(mapping: TableMapping, side: Side, entity: Entity | undefined): readonly MappingProblem[] {
  if (entity === undefined) return []
  const conditions = side === 'erp' ? mapping.erpFilter : mapping.crmFilter
  const named = [...conditions.map((each) => each.field), ...Object.keys(mapping.deactivate?.[side] ?? {})]
  return named
    .filter((field) => entity.fields[field] === undefined)
    .map((field) => ({
      code: 'unknown-field',
      field,
      message: `The filter or deactivation names the field "${field}", which ${entity.name} does not have.`,
    }))
}

function matchProblems(mapping: TableMapping): readonly MappingProblem[] {
  const usable = new Set(
    mapping.fields.filter((each) => each.erp !== null && each.crm !== null).map((each) => each.name),
  )
  return mapping.match
    .flatMap((step) => step.fields.map((each) => each.field))
    .filter((name) => !usable.has(name))
    .map((name) => ({
      code: 'unknown-match-field',
      field: name,
      message: `Matching names the field mapping "${name}", which is not there or holds a constant.`,
    }))
}

function otherMappings(
  mapping: TableMapping,
  mappings: readonly TableMapping[] | undefined,
): readonly MappingProblem[] {
  if (mappings === undefined) return []
  const all = [...mappings.filter((other) => other.name !== mapping.name), mapping]
  const known = new Set(all.map((other) => other.name))
  const cycle = waitCycle(mapping, all)
  return [
    ...mapping.fields.flatMap((field) => {
      const name = field.reference?.mapping
      return name === undefined || known.has(name) ? [] : [unknownMapping(name, field.name)]
    }),
    ...mapping.dependsOn.filter((name) => !known.has(name)).map((name) => unknownMapping(name, null)),
    ...(cycle === null ? [] : [endlessWait(cycle)]),
  ]
}

const unknownMapping = (name: string, field: string | null): MappingProblem => ({
  code: 'unknown-mapping',
  field,
  message: `${field === null ? 'The dependencies' : `Field ${field}`} name the mapping "${name}", which does not exist.`,
})

const endlessWait = (cycle: readonly string[]): MappingProblem => ({
  code: 'wait-cycle',
  field: null,
  message: `These mappings wait for each other, so none could begin: ${cycle.join(' -> ')}. Let one reference follow later.`,
})
