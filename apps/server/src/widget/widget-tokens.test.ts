import { beforeEach, expect, test } from 'vitest'
import {
  clockSkewMs,
  createWidgetTokens,
  nonceLifeMs,
  tokenLifeMs,
  type ChallengeRow,
  type ChallengeRows,
  type Nonces,
} from './widget-tokens.ts'

const origin = 'https://crm.example'
let now = 0
let rows: Map<string, ChallengeRow>
let removed: string[]

const challengeRows: ChallengeRows = {
  read: async (id) => rows.get(id) ?? null,
  remove: async (id) => {
    removed.push(id)
    return rows.delete(id)
  },
}
const rowsOf = async (): Promise<ChallengeRows> => challengeRows

function nonceMap(): Nonces {
  const held = new Map<string, { connection: string; origin: string; issuedAt: number; expiresAt: number }>()
  return {
    add: async ({ value, ...rest }) => void held.set(value, rest),
    take: async (value) => {
      const nonce = held.get(value) ?? null
      held.delete(value)
      return nonce
    },
  }
}

const tokensWith = (secret: string) =>
  createWidgetTokens({ secret: new TextEncoder().encode(secret.padEnd(32, '.')), nonces: nonceMap(), now: () => now })
let tokens = tokensWith('ours')

beforeEach(() => {
  now = Date.UTC(2026, 0, 1)
  rows = new Map()
  removed = []
  tokens = tokensWith('ours')
})

const row = (nonce: string, change: Partial<ChallengeRow> = {}): ChallengeRow => ({
  nonce,
  origin,
  createdBy: 'user-1',
  onBehalf: false,
  createdAt: now,
  ...change,
})

async function signIn() {
  const { nonce } = await tokens.challenge('c-1', origin)
  rows.set('r-1', row(nonce))
  return { nonce, ...(await tokens.issue({ nonce, challengeId: 'r-1', origin }, rowsOf)) }
}

test('the writer of the challenge row becomes the token’s user, and the row is removed', async () => {
  const { token } = await signIn()
  expect(await tokens.verify(token, origin)).toEqual({ userId: 'user-1', connection: 'c-1', origin })
  expect(removed).toEqual(['r-1'])
})

test('a replayed nonce is refused', async () => {
  const { nonce } = await signIn()
  rows.set('r-2', row(nonce))
  await expect(tokens.issue({ nonce, challengeId: 'r-2', origin }, rowsOf)).rejects.toMatchObject({
    status: 401,
    code: 'nonce-unknown',
  })
})

test('an expired nonce is refused', async () => {
  const { nonce } = await tokens.challenge('c-1', origin)
  now += nonceLifeMs + 1
  rows.set('r-1', row(nonce))
  await expect(tokens.issue({ nonce, challengeId: 'r-1', origin }, rowsOf)).rejects.toMatchObject({
    code: 'nonce-expired',
  })
})

test('a nonce used from another origin is refused, and spent', async () => {
  const { nonce } = await tokens.challenge('c-1', origin)
  rows.set('r-1', row(nonce))
  const elsewhere = { nonce, challengeId: 'r-1', origin: 'https://evil.example' }
  await expect(tokens.issue(elsewhere, rowsOf)).rejects.toMatchObject({ code: 'nonce-foreign' })
  await expect(tokens.issue({ ...elsewhere, origin }, rowsOf)).rejects.toMatchObject({ code: 'nonce-unknown' })
})

test.each([
  ['missing', () => undefined, 'challenge-missing'],
  ['with another nonce', () => row('other'), 'challenge-foreign'],
  ['written on behalf of another user', (nonce: string) => row(nonce, { onBehalf: true }), 'challenge-on-behalf'],
  ['older than the nonce', (nonce: string) => row(nonce, { createdAt: now - clockSkewMs - 1 }), 'challenge-expired'],
  ['from the future', (nonce: string) => row(nonce, { createdAt: now + clockSkewMs + 1 }), 'challenge-expired'],
])('a challenge row %s is refused', async (_name, make, code) => {
  const { nonce } = await tokens.challenge('c-1', origin)
  const made = make(nonce)
  if (made) rows.set('r-1', made)
  await expect(tokens.issue({ nonce, challengeId: 'r-1', origin }, rowsOf)).rejects.toMatchObject({ code })
})

test('an expired, foreign or forged token is refused', async () => {
  const { token } = await signIn()
  await expect(tokens.verify(token, 'https://evil.example')).rejects.toMatchObject({ code: 'token-foreign' })
  await expect(tokensWith('theirs').verify(token, origin)).rejects.toMatchObject({ code: 'token-refused' })
  now += tokenLifeMs + 1000
  await expect(tokens.verify(token, origin)).rejects.toMatchObject({ code: 'token-refused' })
})
