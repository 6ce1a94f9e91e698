/** The model that the planner's properties run on: a pair of records, plans applied to it, and everything seen in a mirror. */
import { otherSide, type Side } from '../values/side.ts'
import type { Values } from '../values/value.ts'
import type { ResolvedField, ResolvedMapping } from '../mapping/resolved-mapping.ts'
import type { Direction, FieldMapping } from '../mapping/table-mapping.ts'
import { isRecord } from './empty-plan.ts'
import { record } from './plan-fixture.ts'
import type { Links, PlanInput, RecordState, Resolution } from './plan-input.ts'
import type { Base, Bases, Pair, Plan, PlannedConflict, PlannedWrite } from './plan.ts'

/** The state after some of a plan's writes were carried out; `settled`: and their bases moved. */
export function applied(input: PlanInput, plan: Plan, done: readonly Side[], settled: readonly Side[]): PlanInput {
  const bases: Record<string, Base> = { ...input.bases, ...plan.bases }
  for (const side of settled) {
    for (const [name, pair] of Object.entries(plan[side]?.carries ?? {})) bases[name] = { pair, mark: null }
  }
  const state = (side: Side) => (done.includes(side) ? written(input[side], plan[side]) : input[side])
  return { ...input, bases, erp: state('erp'), crm: state('crm'), resolution: null }
}

function written(state: RecordState, write: PlannedWrite | null): RecordState {
  if (write === null) return state
  if (write.operation === 'delete') return 'gone'
  return record({ ...(isRecord(state) ? state.values : {}), ...write.values })
}

export const valuesOf = (state: RecordState): Values => (isRecord(state) ? state.values : {})

const swap = <T extends object>(both: T & { readonly erp: unknown; readonly crm: unknown }): T => ({
  ...both,
  erp: both.crm,
  crm: both.erp,
})
const other = (side: Side | 'ask'): Side | 'ask' => (side === 'ask' ? 'ask' : otherSide(side))
const turned = (direction: Direction): Direction =>
  direction === 'both' ? 'both' : direction === 'toCrm' ? 'toErp' : 'toCrm'

const mirroredPair = (pair: Pair | null): Pair | null => (pair === null ? null : swap(pair))
const mirroredBases = (bases: Bases): Bases =>
  Object.fromEntries(Object.entries(bases).map(([name, base]) => [name, { ...base, pair: mirroredPair(base.pair) }]))

function mirroredField(field: ResolvedField): ResolvedField {
  const mapping: FieldMapping = { ...swap(field.mapping), direction: turned(field.mapping.direction) }
  const converter = { toCrm: field.converter.toErp, toErp: field.converter.toCrm }
  return { ...swap(field), mapping, converter, direction: field.direction === null ? null : turned(field.direction) }
}

export function mirroredMapping(mapping: ResolvedMapping): ResolvedMapping {
  const { definition } = mapping
  return {
    ...swap(mapping),
    definition: {
      ...swap(definition),
      direction: turned(definition.direction),
      erpFilter: definition.crmFilter,
      crmFilter: definition.erpFilter,
      onUpdateConflict: other(definition.onUpdateConflict),
      firstAgreement: other(definition.firstAgreement),
      ...(definition.deactivate === undefined
        ? {}
        : { deactivate: swap({ erp: {}, crm: {}, ...definition.deactivate }) }),
    },
    fields: mapping.fields.map(mirroredField),
  }
}

const mirroredLinks = (links: Links): Links => ({ toCrm: links.toErp, toErp: links.toCrm })

export const mirroredInput = (input: PlanInput, mapping: ResolvedMapping): PlanInput => ({
  ...swap(input),
  mapping,
  bases: input.bases === null ? null : mirroredBases(input.bases),
  links: new Map([...input.links].map(([name, links]) => [name, mirroredLinks(links)])),
  chosenWinner: input.chosenWinner === null ? null : otherSide(input.chosenWinner),
  firstWinner: input.firstWinner === null ? null : otherSide(input.firstWinner),
  resolution: mirroredResolution(input.resolution),
  recentWrites: input.recentWrites.map((write) => ({ ...write, side: otherSide(write.side) })),
})

const mirroredResolution = (resolution: Resolution | null): Resolution | null =>
  resolution === 'erp' || resolution === 'crm'
    ? otherSide(resolution)
    : resolution === null
      ? null
      : Object.fromEntries(
          Object.entries(resolution).map(([name, choice]) => [
            name,
            choice === 'erp' || choice === 'crm' ? otherSide(choice) : choice,
          ]),
        )

/** The plan in the mirror, and in an order that does not depend on the side. */
export const mirroredPlan = (plan: Plan): Plan => ({
  ...swap({ ...plan, erp: mirroredWrite(plan.erp), crm: mirroredWrite(plan.crm) }),
  bases: mirroredBases(plan.bases),
  conflict: mirroredConflict(plan.conflict),
  missing: plan.missing.map((link) => ({ ...link, side: otherSide(link.side) })),
  problems: plan.problems.map((problem) => ({ ...problem, to: otherSide(problem.to) })),
})

const mirroredWrite = (write: PlannedWrite | null): PlannedWrite | null =>
  write === null
    ? null
    : { ...write, carries: Object.fromEntries(Object.entries(write.carries).map(([name, pair]) => [name, swap(pair)])) }

function mirroredConflict(conflict: PlannedConflict | null): PlannedConflict | null {
  if (conflict === null) return null
  const fields = conflict.fields.map((field) => ({ ...swap(field), base: mirroredPair(field.base) }))
  return conflict.kind === 'deletion'
    ? { ...conflict, fields, goneOn: otherSide(conflict.goneOn) }
    : { ...conflict, fields }
}

/** Whether two plans are equal, whatever the order of keys and lists. */
export function alike(a: unknown, b: unknown): boolean {
  if (a === b) return true
  if (a === null || b === null || typeof a !== 'object' || typeof b !== 'object') return false
  if (Array.isArray(a)) return Array.isArray(b) && a.length === b.length && a.every((x) => b.some((y) => alike(x, y)))
  const entries = Object.entries(a)
  const others = new Map<string, unknown>(Object.entries(b))
  return (
    entries.length === others.size && entries.every(([key, value]) => others.has(key) && alike(value, others.get(key)))
  )
}
