import { expect, test } from 'vitest'
import { pdfOf } from './pdf.ts'

const read = (lines: readonly string[]): string => Buffer.from(pdfOf(lines)).toString('latin1')

test.each([0, 1, 52, 53, 120])('%i lines: every object stands where the table says', (count) => {
  const file = read(Array.from({ length: count }, (_, at) => `Zeile ${at} für (Möbel) \\`))
  expect(file.startsWith('%PDF-1.7\n')).toBe(true)
  const start = Number(/startxref\n(\d+)\n%%EOF/.exec(file)?.[1])
  expect(file.slice(start, start + 4)).toBe('xref')
  const places = [...file.slice(start).matchAll(/^(\d{10}) 00000 n $/gm)].map((match) => Number(match[1]))
  for (const [at, place] of places.entries()) expect(file.slice(place)).toMatch(new RegExp(`^${at + 1} 0 obj\\n`))
  expect(/\/Count (\d+)/.exec(file)?.[1]).toBe(String(Math.max(1, Math.ceil(count / 52))))
  for (const [, length, content] of file.matchAll(/\/Length (\d+) >>\nstream\n([\s\S]*?)\nendstream/g)) {
    expect(content).toHaveLength(Number(length))
  }
})

test('signs of the syntax are escaped, letters without a place in the font are replaced', () => {
  expect(read(['a(b)\\ – ü'])).toContain('(a\\(b\\)\\\\ ? ü) Tj')
})
