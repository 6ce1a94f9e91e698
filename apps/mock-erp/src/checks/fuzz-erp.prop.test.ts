import process from 'node:process'
import { test } from 'vitest'
import { fuzzErp } from './fuzz-erp.ts'

const cases = Number(process.env['KOBLE_CASES'] ?? 1000)
const seed = Number(process.env['KOBLE_SEED'] ?? Math.floor(Math.random() * 1e9))

test(
  `whatever is sent gets an answer of the service, and no refusal changes anything (${cases} cases, KOBLE_SEED=${seed})`,
  { timeout: 600_000 },
  () => fuzzErp({ cases, seed }),
)
