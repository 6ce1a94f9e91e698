/** The server's two sign-in routes for tests: single-use nonces and numbered tokens. */
import { json, problem, type Reply } from './fake-server.ts'

export interface FakeSignIn {
  readonly routes: Readonly<Record<string, Reply>>
  /** How many tokens were given. */
  given(): number
}

export function fakeSignIn(options: { lifeMs?: number; now?: () => number } = {}): FakeSignIn {
  const { lifeMs = 15 * 60_000, now = () => Date.now() } = options
  const open = new Set<string>()
  let nonces = 0
  let tokens = 0
  const expiresAt = (): string => new Date(now() + lifeMs).toISOString()
  return {
    given: () => tokens,
    routes: {
      'widget/challenges': () => {
        const nonce = `nonce-${++nonces}`
        open.add(nonce)
        return json({ nonce, expiresAt: expiresAt() }, 201)
      },
      'widget/tokens': ({ body }) => {
        const nonce: unknown = Reflect.get(Object(body), 'nonce')
        if (typeof nonce !== 'string' || !open.delete(nonce))
          return problem(401, 'nonce-unknown', 'This nonce is not known or was used before. Ask for a new one.')
        return json({ token: `token-${++tokens}`, expiresAt: expiresAt() }, 201)
      },
    },
  }
}
