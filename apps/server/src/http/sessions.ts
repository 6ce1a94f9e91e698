/** The console's sessions: a random cookie of eight hours, whose hash the store keeps until it expires or its owner signs out. */
import { randomBytes } from 'node:crypto'
import type { Store } from '@koble/store'

export const sessionLifeMs = 8 * 3_600_000

export interface Sessions {
  issue(subject: string): Promise<string>
  /** The subject, or null when the session is expired, ended or not ours. */
  verify(token: string): Promise<string | null>
  /** Signed out: the token opens nothing any more, whoever kept a copy. */
  end(token: string): Promise<void>
}

export function createSessions(store: Pick<Store, 'sessions'>, now: () => number): Sessions {
  return {
    async issue(subject) {
      const token = randomBytes(32).toString('base64url')
      const createdAt = now()
      await store.sessions.add({ token, subject, data: {}, createdAt, expiresAt: createdAt + sessionLifeMs })
      return token
    },
    verify: async (token) => (await store.sessions.find(token, now()))?.subject ?? null,
    end: (token) => store.sessions.remove(token),
  }
}
