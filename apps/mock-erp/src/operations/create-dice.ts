/** Dice that a seed replays. */
import { seededRandom } from '@koble/odata-server'
import type { Dice } from './operation.ts'

export function createDice(seed: number): Dice {
  const next = seededRandom(seed)
  const below = (limit: number): number => Math.floor(next() * limit)
  const hex = (length: number): string => Array.from({ length }, () => below(16).toString(16)).join('')
  return {
    upTo: (most) => below(most) + 1,
    chance: (percent) => next() * 100 < percent,
    pick: (from) => from[below(from.length)],
    guid: () => `${hex(8)}-${hex(4)}-4${hex(3)}-8${hex(3)}-${hex(12)}`,
  }
}
