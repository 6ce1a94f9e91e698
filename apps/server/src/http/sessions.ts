/** The console's sessions: a signed cookie of eight hours. */
import { jwtVerify, SignJWT } from 'jose'

export const sessionLifeMs = 8 * 3_600_000

export interface Sessions {
  issue(subject: string): Promise<string>
  /** The subject, or null when the session is expired or not ours. */
  verify(token: string): Promise<string | null>
}

export function createSessions(secret: Uint8Array, now: () => number): Sessions {
  return {
    issue: (subject) =>
      new SignJWT({})
        .setProtectedHeader({ alg: 'HS256', typ: 'koble-session' })
        .setSubject(subject)
        .setAudience('koble-console')
        .setExpirationTime(Math.floor((now() + sessionLifeMs) / 1000))
        .sign(secret),
    verify: async (token) => {
      try {
        const { payload } = await jwtVerify(token, secret, {
          audience: 'koble-console',
          algorithms: ['HS256'],
          typ: 'koble-session',
          currentDate: new Date(now()),
        })
        return payload.sub ?? null
      } catch {
        return null
      }
    },
  }
}
