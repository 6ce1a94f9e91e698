import { expect, it } from 'vitest'
import { brake } from './brake.ts'

const counts = { deletions: 0, uncouplings: 0, deactivations: 0, coupled: 400 }

it.each([
  ['20 of 100: not more than 20', { deletions: 20, coupled: 100 }, false],
  ['21 of 1000: not more than 5 %', { deletions: 21, coupled: 1000 }, false],
  ['21 of 400: both', { deletions: 21 }, true],
  ['kinds are added up', { deletions: 7, uncouplings: 7, deactivations: 7 }, true],
  ['21 of 420: just 5 %', { deletions: 21, coupled: 420 }, false],
])('a run stops when it takes away more than 20 records and 5 %%: %s', (_, some, stops) => {
  expect(brake({ ...counts, ...some }) !== null).toBe(stops)
})

it('the limits are settings, and the alarm names the counts', () => {
  expect(brake({ ...counts, deletions: 3 }, { records: 2, share: 0 })).toMatch(/delete 3, uncouple 0.*400/)
})
