import { expect, test } from 'vitest'
import type { Facts } from '../facts/facts.ts'
import { failure, type Failure } from '../facts/failure.ts'
import { en } from '../texts/en.ts'
import { boxState, canRetry, showsValues, type BoxInput, type BoxState } from './box-state.ts'

const facts = (state: Facts['state'], count = 1): Facts => ({
  kind: 'coupling',
  state,
  title: null,
  message: null,
  values: Array.from({ length: count }, (_, index) => ({
    key: `k${index}`,
    value: '1',
    kind: 'number' as const,
    unit: null,
    currency: null,
    severity: 'none' as const,
    link: null,
  })),
  asOf: null,
})

const noPermission = failure('noPermission')
const offline = failure('offline')
const base: BoxInput = { configured: true, hasRecord: true, busy: 'no', facts: null, failure: null }

const cases: readonly (readonly [rule: string, input: Partial<BoxInput>, state: BoxState])[] = [
  ['without a server it is not set up, whatever else', { configured: false, facts: facts('ok') }, 'unconfigured'],
  ['without a record it waits', { hasRecord: false }, 'waiting'],
  ['before the first question it loads', {}, 'loading'],
  ['while the host signs in it says so', { busy: 'signingIn' }, 'signingIn'],
  ['while the server is asked it loads', { busy: 'loading' }, 'loading'],
  ['values are shown', { facts: facts('ok') }, 'ready'],
  ['values stay while they are asked again', { facts: facts('ok'), busy: 'loading' }, 'ready'],
  ['values stay while the host signs in anew', { facts: facts('ok'), busy: 'signingIn' }, 'ready'],
  ['no values are empty', { facts: facts('ok', 0) }, 'empty'],
  ['not coupled', { facts: facts('notCoupled', 0) }, 'notCoupled'],
  ['gone from the ERP', { facts: facts('notFound', 0) }, 'notFound'],
  ['the server’s last known values are stale', { facts: facts('stale') }, 'stale'],
  ['own last values are stale when asking fails', { facts: facts('ok'), failure: offline }, 'stale'],
  ['a failure shows itself', { failure: offline }, 'offline'],
  ['a failure stays while it is tried again', { failure: offline, busy: 'loading' }, 'offline'],
  ['no permission shows itself', { failure: noPermission }, 'noPermission'],
]

test.each(cases)('%s', (_, input, state) => {
  expect(boxState({ ...base, ...input })).toBe(state)
})

test('every combination has a state, and values are drawn only where there are some', () => {
  const everyFacts = [
    null,
    ...(['ok', 'stale', 'notCoupled', 'notFound'] as const).flatMap((state) => [facts(state, 0), facts(state)]),
  ]
  const everyFailure: (Failure | null)[] = [
    null,
    ...(['offline', 'error', 'signedOut'] as const).map((code) => failure(code)),
  ]
  for (const configured of [true, false])
    for (const hasRecord of [true, false])
      for (const busy of ['no', 'signingIn', 'loading'] as const)
        for (const shown of everyFacts)
          for (const reason of everyFailure) {
            const state = boxState({ configured, hasRecord, busy, facts: shown, failure: reason })
            if (showsValues(state)) expect(shown).not.toBeNull()
            else if (state !== 'loading' && state !== 'signingIn') expect(en.states[state].body).not.toBe('')
          }
})

test('what a user cannot mend by trying has no button for it', () => {
  for (const state of ['unconfigured', 'waiting', 'empty', 'notCoupled', 'notFound', 'ready'] as const)
    expect(canRetry(state)).toBe(false)
})
