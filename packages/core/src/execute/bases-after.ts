/**
 * Which pairs become the base when a write is done ("How a change flows", step 5). The source's half is the value that the plan saw.
 * The target's half comes from the answer to the write itself; a later reading counts only when its last writer is Koble.
 */
import type { ResolvedMapping } from '../mapping/resolved-mapping.ts'
import type { Bases, Pair } from '../plan/plan.ts'
import type { RemoteRecord } from '../ports/connector.ts'
import type { Effect } from '../ports/store.ts'
import type { Values } from '../values/value.ts'

export type Pairs = Readonly<Record<string, Pair>>

/** Exactly the fields that this effect carried. `shown`: what the target held right after the write; null when unknown. */
export const pairsAfter = (mapping: ResolvedMapping, effect: Effect, shown: RemoteRecord | null): Pairs =>
  Object.fromEntries(
    Object.entries(effect.carries).map(([name, sent]) => {
      const field = mapping.fields.find((one) => one.name === name)?.[effect.side]?.field
      const held = field === undefined ? undefined : shown?.values[field]
      return [name, held === undefined ? sent : { ...sent, [effect.side]: held }]
    }),
  )

/** A reading that was not the answer to the write: another writer's edit in it must stay visible as an edit. */
export const countedReading = (reading: RemoteRecord): RemoteRecord | null =>
  reading.writtenByKoble === true ? reading : null

export const moveBases = (bases: Bases, pairs: Pairs): Bases => ({
  ...bases,
  ...Object.fromEntries(Object.entries(pairs).map(([name, pair]) => [name, { pair, mark: null }])),
})

/** What the written fields held afterwards, for history and undo. */
export const leftBy = (effect: Effect, shown: RemoteRecord | null): Values =>
  Object.fromEntries(Object.entries(effect.values).map(([name, sent]) => [name, shown?.values[name] ?? sent]))
