/** Texts torn as a careless or hostile client would: for fuzzers of the kit and of a service on it. */
import type { Random } from './generate-filter.ts'

const PIECES = [
  '(',
  ')',
  "'",
  '"',
  '/',
  '$',
  '@',
  ',',
  ';',
  ':',
  '%',
  '%27',
  '%00',
  '%FF',
  '\\',
  '{',
  '[',
  ' ',
  '+',
  '-',
  'eq',
  'not ',
  'null',
  'any(',
  '999999999999',
  '\u00e4',
  '\ud800',
  '..',
  '*',
  '=',
  '&',
  '?',
]

/** The text as it is in a share of the cases, else with pieces lost, doubled and put in, up to four times. */
export function mangled(random: Random, given: string, unchanged: number): string {
  let text = given
  for (let left = random.chance(unchanged) ? 0 : 1 + random.below(4); left > 0; left -= 1) {
    const [start, length] = [random.below(text.length + 1), random.below(8)]
    const part = text.slice(start, start + length)
    const put = random.pick(['', part + part, random.pick(PIECES), random.pick(PIECES).repeat(random.below(200))])
    text = text.slice(0, start) + put + text.slice(start + length)
  }
  return text
}
