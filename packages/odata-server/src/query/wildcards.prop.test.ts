import fc from 'fast-check'
import { expect, test } from 'vitest'
import { literalPlace, wildcards, type WildcardPlace } from './wildcards.ts'

const placesOf = (pattern: string): WildcardPlace[] =>
  Array.from(pattern, (character) =>
    character === '*' ? 'run' : character === '?' ? () => true : literalPlace(character, false),
  )
const expression = (pattern: string): RegExp =>
  new RegExp(`^${pattern.replaceAll('*', '[^]*').replaceAll('?', '[^]')}$`, 'u')

test('a pattern fits what the same regular expression fits', () => {
  const text = fc.string({ unit: fc.constantFrom('a', 'b', '😀'), maxLength: 8 })
  const pattern = fc.string({ unit: fc.constantFrom('a', 'b', '😀', '*', '?'), maxLength: 6 })
  fc.assert(
    fc.property(pattern, text, (wanted, given) => {
      expect(wildcards(placesOf(wanted))(given)).toBe(expression(wanted).test(given))
    }),
    { numRuns: 5_000 },
  )
})

test('a hostile pattern ends', () => {
  expect(wildcards(placesOf(`${'*a'.repeat(2_000)}*b`))('a'.repeat(20_000))).toBe(false)
})

test.each([
  ['Ö', 'ö', true],
  ['a', 'b', false],
])('%s and %s in any case: %s', (character, other, expected) => {
  expect(wildcards([literalPlace(character, true)])(other)).toBe(expected)
})
