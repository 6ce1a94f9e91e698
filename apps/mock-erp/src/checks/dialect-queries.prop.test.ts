import process from 'node:process'
import { test } from 'vitest'
import { checkDialectQueries } from './dialect-queries.ts'

const cases = Number(process.env['KOBLE_CASES'] ?? 1000)
const seed = Number(process.env['KOBLE_SEED'] ?? Math.floor(Math.random() * 1e9))

test(
  `queries in the service’s dialect are answered as its protocol says (${cases} cases, KOBLE_SEED=${seed})`,
  { timeout: 600_000 },
  () => checkDialectQueries({ cases, seed }),
)
