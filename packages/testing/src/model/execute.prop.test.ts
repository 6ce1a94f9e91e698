import { expect, it } from 'vitest'
import { checkModel } from './check-model.ts'

it('after every fault and every crash both sides agree, no edit is lost, nothing is doubled, and silence follows', async () => {
  const { played, bad } = await checkModel()
  expect(bad.slice(0, 3)).toEqual([])
  expect(played).toBeGreaterThan(50_000)
}, 240_000)
