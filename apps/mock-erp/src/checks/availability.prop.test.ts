import { test } from 'vitest'
import { checkAvailability } from './availability.ts'

const CASES = Number(process.env['KOBLE_CASES'] ?? 200)

test(`availability equals the second evaluator in ${CASES} worlds`, { timeout: 120_000 }, () =>
  checkAvailability({ cases: CASES }),
)
