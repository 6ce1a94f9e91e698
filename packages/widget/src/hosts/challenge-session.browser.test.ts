/** The sign-in by challenge: one for all boxes, renewed in time, never repeated blindly. */
import { afterEach, expect, test } from 'vitest'
import { failureOfError } from '../facts/failure.ts'
import { problem, startFakeServer, type FakeServer } from '../testing/fake-server.ts'
import { fakeSignIn } from '../testing/fake-sign-in.ts'
import { challengeSession } from './challenge-session.ts'

let server: FakeServer | undefined
afterEach(() => server?.stop())

function start(options: { lifeMs?: number } = {}) {
  let nowMs = 1_800_000_000_000
  const signIn = fakeSignIn({ ...options, now: () => nowMs })
  server = startFakeServer(signIn.routes)
  const written: string[] = []
  const state = { refuse: false }
  const getToken = challengeSession({
    server: 'https://koble.example',
    organization: () => 'https://org.crm4.example',
    writeChallenge: async (nonce) => {
      if (state.refuse) throw new Error('Missing prvCreatekoble_challenge.')
      written.push(nonce)
      return `row-of-${nonce}`
    },
    now: () => nowMs,
  })
  return { getToken, written, state, signIn, pass: (ms: number) => (nowMs += ms), server }
}

test('asks for a nonce, writes it, and trades the row for a token', async () => {
  const { getToken, written, server: koble } = start()
  expect(await getToken()).toBe('token-1')
  expect(written).toEqual(['nonce-1'])
  expect(koble.seen.map(({ url, body }) => [url.pathname, body])).toEqual([
    ['/api/widget/challenges', { organization: 'https://org.crm4.example' }],
    ['/api/widget/tokens', { nonce: 'nonce-1', challengeId: 'row-of-nonce-1' }],
  ])
})

test('many boxes that ask at once share one sign-in, and the token after it', async () => {
  const { getToken, signIn } = start()
  expect(new Set(await Promise.all([getToken(), getToken(), getToken()]))).toEqual(new Set(['token-1']))
  expect(await getToken()).toBe('token-1')
  expect(signIn.given()).toBe(1)
})

test('is renewed a minute before it expires', async () => {
  const { getToken, pass } = start()
  await getToken()
  pass(14 * 60_000 - 1)
  expect(await getToken()).toBe('token-1')
  pass(1)
  expect(await getToken()).toBe('token-2')
})

test('a refused token is renewed once, also when several boxes saw it refused', async () => {
  const { getToken, signIn } = start()
  const refused = await getToken()
  expect(await Promise.all([getToken({ refused }), getToken({ refused })])).toEqual(['token-2', 'token-2'])
  expect(await getToken({ refused })).toBe('token-2')
  expect(signIn.given()).toBe(2)
})

test('a clock that is far ahead does not make every question sign in anew', async () => {
  const { getToken, signIn, pass } = start({ lifeMs: -3_600_000 })
  await getToken()
  pass(30_000)
  await getToken()
  expect(signIn.given()).toBe(1)
})

test('a refused row says why, and the next call tries again', async () => {
  const { getToken, state } = start()
  state.refuse = true
  const reason = failureOfError(await getToken().catch((error: unknown) => error))
  expect(reason).toMatchObject({
    code: 'signedOut',
    problem: 'challenge-refused',
    detail: 'Missing prvCreatekoble_challenge.',
  })
  state.refuse = false
  expect(await getToken()).toBe('token-1')
})

test.each([
  [403, 'organization-unknown', 'signedOut'],
  [401, 'origin-differs', 'signedOut'],
  [503, 'throttled', 'throttled'],
  [500, 'internal', 'error'],
] as const)('an answer of %i (%s) reads as %s', async (status, code, expected) => {
  const { getToken, server: koble } = start()
  koble.routes.set('widget/challenges', () => problem(status, code, 'Why.'))
  expect(failureOfError(await getToken().catch((error: unknown) => error))).toMatchObject({
    code: expected,
    detail: 'Why.',
    problem: code,
  })
})

test('an answer without a token is an error, not a token', async () => {
  const { getToken, server: koble } = start()
  koble.routes.set('widget/tokens', () => new Response('{}', { status: 201 }))
  expect(failureOfError(await getToken().catch((error: unknown) => error))).toMatchObject({
    code: 'error',
    problem: 'answer-not-understood',
  })
})
