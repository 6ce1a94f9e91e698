/** GUIDs (version 4 in form) from a seed and a counter: the same seed gives the same ids. */
import { createHash } from 'node:crypto'

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
  const hex = createHash('sha256').update(text).digest('hex')
  const variant = '89ab'[Number.parseInt(hex.charAt(16), 16) % 4] ?? '8'
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}
