/** Collects base changes that need no write; what is as it was is left out, so that an echo changes nothing. */
import type { Base, Bases, Pair } from './plan.ts'

export interface BaseChanges {
  set(name: string, base: Base): void
  readonly changed: Bases
}

export function baseChanges(bases: Bases | null): BaseChanges {
  const changed: Record<string, Base> = {}
  return {
    changed,
    set(name, base) {
      if (!sameBase(bases?.[name] ?? { pair: null, mark: null }, base)) changed[name] = base
    },
  }
}

const sameBase = (a: Base, b: Base): boolean => a.mark === b.mark && samePair(a.pair, b.pair)

const samePair = (a: Pair | null, b: Pair | null): boolean =>
  a === b || (a !== null && b !== null && a.erp === b.erp && a.crm === b.crm)
