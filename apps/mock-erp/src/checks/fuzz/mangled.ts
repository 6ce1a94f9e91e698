import type { Random } from '@koble/odata-server/testing'

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
  'ä',
  '..',
  '*',
  '=',
  '&',
  '?',
]

/** The text as it is, or with pieces lost, doubled and put in. */
export function mangled(random: Random, given: string, unchanged: number): string {
  let text = given
  for (let left = random.chance(unchanged) ? 0 : 1 + random.below(3); left > 0; left -= 1) {
    const [start, length] = [random.below(text.length + 1), random.below(8)]
    const part = text.slice(start, start + length)
    const put = random.pick(['', part + part, random.pick(PIECES), random.pick(PIECES).repeat(random.below(100))])
    text = text.slice(0, start) + put + text.slice(start + length)
  }
  return text
}
