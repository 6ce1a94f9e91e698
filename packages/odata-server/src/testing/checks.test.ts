import { describe, it } from 'vitest'
import { checkHostileInput } from './check-hostile-input.ts'
import { checkQueries } from './check-queries.ts'

const cases = Number(process.env['KOBLE_CASES'] ?? 1000)
const seed = Number(process.env['KOBLE_SEED'] ?? Math.floor(Math.random() * 1e9))

describe(`the kit (${cases} cases, KOBLE_SEED=${seed})`, { timeout: 600_000 }, () => {
  it('answers queries as the second evaluator does', async () => {
    await checkQueries({ cases, seed })
  })

  it('answers hostile input in the words of its dialect, and a refusal or a GET changes nothing', async () => {
    await checkHostileInput({ cases, seed })
  })
})
