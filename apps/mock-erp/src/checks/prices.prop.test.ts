/** Prices and discounts equal those of an evaluator written apart (erp-business-logic, sections 1.3 to 1.5). */
import { expect, test } from 'vitest'
import { checkPrices } from './prices.ts'

const cases = Number(process.env['KOBLE_CASES'] ?? 300)
const seed = Number(process.env['KOBLE_SEED'] ?? Math.floor(Math.random() * 1e9))

test(`${cases} generated cases equal the naive evaluator (KOBLE_SEED=${seed})`, { timeout: 120_000 }, async () => {
  const { lines, ok, counts } = await checkPrices({ cases, seed })
  expect(ok, lines.join('\n')).toBe(true)
  for (const kind of ['card price', 'price line', 'discount line']) {
    expect(counts[kind], `no case had: ${kind}`).toBeGreaterThan(0)
  }
})
