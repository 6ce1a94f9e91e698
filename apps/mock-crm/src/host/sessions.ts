/**
 * Signed-in people: a cookie that only this server reads. Sessions live in memory; a restart signs everyone out. The Web API
 * takes the cookie as the real one does from its own pages, and refuses it on writes that another site sent.
 */
import { randomBytes, timingSafeEqual } from 'node:crypto'

export interface Sessions {
  open(userId: string): string
  userOf(request: Request): string | undefined
  close(request: Request): void
}

const cookieName = 'KobleCrmAuth'
const longestMs = 12 * 60 * 60 * 1000

export function createSessions(now: () => number): Sessions {
  const sessions = new Map<string, { readonly userId: string; readonly expiresAt: number }>()
  return {
    open: (userId) => {
      const token = randomBytes(24).toString('base64url')
      sessions.set(token, { userId, expiresAt: now() + longestMs })
      return `${cookieName}=${token}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${longestMs / 1000}`
    },
    userOf: (request) => {
      const session = sessions.get(tokenOf(request) ?? '')
      return session !== undefined && session.expiresAt > now() ? session.userId : undefined
    },
    close: (request) => {
      sessions.delete(tokenOf(request) ?? '')
    },
  }
}

export const signedOutCookie = `${cookieName}=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0`

function tokenOf(request: Request): string | undefined {
  const pairs = (request.headers.get('cookie') ?? '').split(';').map((pair) => pair.trim().split('='))
  return pairs.find(([name]) => name === cookieName)?.[1]
}

/** True when the browser says that this server's own page sent the request, or when nothing says otherwise on a safe method. */
export function isSameOrigin(request: Request): boolean {
  if (['GET', 'HEAD'].includes(request.method)) return true
  const site = request.headers.get('sec-fetch-site')
  if (site !== null && site !== 'same-origin') return false
  const origin = request.headers.get('origin')
  return origin === null ? site === 'same-origin' : origin === new URL(request.url).origin
}

export function samePassword(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)]
  return a.length === b.length && timingSafeEqual(a, b)
}
