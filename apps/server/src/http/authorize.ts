/** Who may use the API: an API key as bearer, or the console's session cookie. Widget tokens open only the facts. */
import { createHash, timingSafeEqual } from 'node:crypto'
import type { MiddlewareHandler } from 'hono'
import { getCookie } from 'hono/cookie'
import type { ApiEnv } from './api-env.ts'
import { ProblemError } from './problem.ts'
import type { Sessions } from './sessions.ts'

export const sessionCookie = 'koble_session'

export interface ApiKeys {
  /** The key's label when it is valid; null when not. */
  verify(key: string): Promise<string | null>
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest()
export const sameSecret = (one: string, other: string): boolean => timingSafeEqual(digest(one), digest(other))

export const bearerOf = (header: string | undefined): string | null =>
  /^Bearer +(\S+)$/i.exec(header ?? '')?.[1] ?? null

const safeMethods = ['GET', 'HEAD', 'OPTIONS']

/** A cookie is sent by the browser whoever asks: what changes something must come from our own pages. */
function requireOwnOrigin(method: string, origin: string | undefined, host: string | undefined): void {
  if (safeMethods.includes(method)) return
  if (origin !== undefined && URL.canParse(origin) && new URL(origin).host === host) return
  throw new ProblemError(
    403,
    'foreign-origin',
    'This request came from another page than the console. Use an API key from programs.',
  )
}

export function authorize(keys: ApiKeys, sessions: Sessions): MiddlewareHandler<ApiEnv> {
  return async (c, next) => {
    const key = bearerOf(c.req.header('authorization'))
    if (key !== null) {
      const label = await keys.verify(key)
      if (label === null)
        throw new ProblemError(
          401,
          'key-refused',
          'This API key is not valid. Use the key of the installation, or ask your administrator for one.',
        )
      c.set('caller', label)
      return next()
    }
    const cookie = getCookie(c, sessionCookie)
    const subject = cookie === undefined ? null : await sessions.verify(cookie)
    if (subject === null)
      throw new ProblemError(
        401,
        'sign-in-needed',
        'Sign in to the console, or send an API key as "Authorization: Bearer …".',
      )
    requireOwnOrigin(c.req.method, c.req.header('origin'), c.req.header('host'))
    c.set('caller', subject)
    return next()
  }
}
