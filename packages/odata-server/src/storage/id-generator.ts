/** GUIDs (version 4 in form) from a seed and a counter: the same seed gives the same ids. */
import { hash } from 'node:crypto'

export interface IdGenerator {
  next(): string
  seed: string
  counter: number
}

export function idGenerator(seed: string, counter = 0): IdGenerator {
  const generator: IdGenerator = {
    seed,
    counter,
    next() {
      generator.counter += 1
      return guidOf(`${generator.seed}:${generator.counter}`)
    },
  }
  return generator
}

/** The GUID that belongs to a text, always the same. */
export function guidOf(text: string): string {
  const hex = hash('sha256', text, 'hex')
  const variant = '89ab'[Number.parseInt(hex.charAt(16), 16) % 4] ?? '8'
  const third = `4${hex.slice(13, 16)}`
  // Joined into one text: a concatenation would keep its pieces in memory.
  return [hex.slice(0, 8), hex.slice(8, 12), third, `${variant}${hex.slice(17, 20)}`, hex.slice(20, 32)].join('-')
}
