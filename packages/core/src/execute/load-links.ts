/** The partners of everything that a page's records refer to: one query for all mappings. */
import { isRecord } from '../plan/empty-plan.ts'
import type { ResolvedField, ResolvedMapping } from '../mapping/resolved-mapping.ts'
import type { Links } from '../plan/plan-input.ts'
import type { RecordId } from '../values/ids.ts'
import { sides } from '../values/side.ts'
import type { Side } from '../values/side.ts'
import type { Candidate } from './candidate.ts'
import type { ConnectionContext, FixedLink } from './context.ts'

export const loadLinks = async (
  context: ConnectionContext,
  mapping: ResolvedMapping,
  candidates: readonly Candidate[],
): Promise<ReadonlyMap<string, Links>> => {
  const references = mapping.fields.filter((field) => field.mapping.reference !== undefined)
  if (references.length === 0) return new Map()
  const wanted = references.flatMap((field) =>
    sides.map((side) => ({
      mapping: field.mapping.reference?.mapping ?? '',
      side,
      ids: referredIds(field, side, candidates),
    })),
  )
  const found = await context.store.findLinks(context.connection, wanted)
  const names = new Set(wanted.map((want) => want.mapping))
  return new Map([...names].map((name) => [name, withFixed(found.get(name), fixedOf(context, name))]))
}

const fixedOf = (context: ConnectionContext, mapping: string): readonly FixedLink[] =>
  context.fixedLinks.filter((link) => link.mapping === mapping)

const referredIds = (field: ResolvedField, side: Side, candidates: readonly Candidate[]): readonly RecordId[] => {
  const name = field[side]?.field
  if (name === undefined) return []
  const ids = new Set<RecordId>()
  for (const candidate of candidates) {
    const state = candidate[side]
    const value = isRecord(state) ? (state.values[name] ?? null) : null
    if (value !== null) ids.add(String(value) as RecordId)
  }
  return [...ids]
}

const withFixed = (links: Links | undefined, fixed: readonly FixedLink[]): Links => ({
  toCrm: new Map<string, RecordId>([
    ...(links?.toCrm ?? []),
    ...fixed.map((link) => [link.erpId, link.crmId] as const),
  ]),
  toErp: new Map<string, RecordId>([
    ...(links?.toErp ?? []),
    ...fixed.map((link) => [link.crmId, link.erpId] as const),
  ]),
})
