import { test } from 'vitest'
import { checkStatistics } from './statistics.ts'

const CASES = Number(process.env['KOBLE_CASES'] ?? 100)

test(`customer figures equal the second evaluator in ${CASES} worlds`, { timeout: 120_000 }, () =>
  checkStatistics({ cases: CASES }),
)
