/** `/session`: the console's sign-in with an API key, kept as an HttpOnly cookie. */
import { z } from '@hono/zod-openapi'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import { sessionCookie, type ApiKeys } from '../http/authorize.ts'
import { ProblemError } from '../http/problem.ts'
import { sessionLifeMs, type Sessions } from '../http/sessions.ts'
import { newApi } from './new-api.ts'
import { createRoute, jsonBody, noContent, ok } from './route.ts'

const tags = ['Session']
const who = z.object({ subject: z.string() }).openapi('Session')
const get = createRoute({ method: 'get', path: '/session', tags, responses: ok(who) })
const signIn = createRoute({
  method: 'post',
  path: '/session',
  tags,
  request: jsonBody(z.strictObject({ key: z.string().min(1).max(500) })),
  responses: ok(who),
})
const signOut = createRoute({ method: 'delete', path: '/session', tags, responses: noContent })

export const sessionApi = (keys: ApiKeys, sessions: Sessions) =>
  newApi()
    .openapi(get, async (c) => {
      const cookie = getCookie(c, sessionCookie)
      const subject = cookie === undefined ? null : await sessions.verify(cookie)
      if (subject === null) throw new ProblemError(401, 'sign-in-needed', 'Nobody is signed in.')
      return c.json({ subject }, 200)
    })
    .openapi(signIn, async (c) => {
      const subject = await keys.verify(c.req.valid('json').key)
      if (subject === null)
        throw new ProblemError(
          401,
          'key-refused',
          'This key is not valid. The key of this installation is in its data folder, in the file admin.key, unless KOBLE_ADMIN_KEY is set.',
        )
      const secure = new URL(c.req.url).protocol === 'https:'
      setCookie(c, sessionCookie, await sessions.issue(subject), {
        httpOnly: true,
        sameSite: 'Strict',
        path: '/',
        secure,
        maxAge: sessionLifeMs / 1000,
      })
      return c.json({ subject }, 200)
    })
    .openapi(signOut, async (c) => {
      const cookie = getCookie(c, sessionCookie)
      if (cookie !== undefined) await sessions.end(cookie)
      deleteCookie(c, sessionCookie, { path: '/' })
      return c.body(null, 204)
    })
