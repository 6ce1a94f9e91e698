/** How often one address may knock: guesses at the key, and sign-ins of the widget, which anybody may ask for. */
import type { MiddlewareHandler } from 'hono'
import type { ApiEnv } from './api-env.ts'
import { tooMany } from './problem.ts'
import { rateLimit } from './rate-limit.ts'

/** A key that a person mistypes is refused a few times; one that a program guesses, again and again. */
const refusedKeysPerMinute = 10
/** An office behind one address opens its forms at nine: two requests a user in a quarter of an hour. */
const widgetRequestsPerMinute = 600
const windowMs = 60_000

const addressOf = (env: ApiEnv['Bindings'] | undefined): string => env?.address ?? 'unknown'

/** Counts only what was refused with 401, so that nobody is kept out by his own success. */
export function limitSignIn(now: () => number): MiddlewareHandler<ApiEnv> {
  const limit = rateLimit({ most: refusedKeysPerMinute, windowMs, now })
  return async (c, next) => {
    if (c.req.method !== 'POST') return next()
    const wait = limit.waitMs(addressOf(c.env))
    if (wait > 0) throw tooMany('too-many-tries', 'Too many keys were refused from your address.', wait)
    await next()
    if (c.res.status === 401) limit.count(addressOf(c.env))
  }
}

export function limitWidget(now: () => number): MiddlewareHandler<ApiEnv> {
  const limit = rateLimit({ most: widgetRequestsPerMinute, windowMs, now })
  return async (c, next) => {
    if (c.req.method === 'OPTIONS') return next()
    const wait = limit.waitMs(addressOf(c.env))
    if (wait > 0) throw tooMany('too-many-requests', 'Too many sign-ins of fact boxes came from your address.', wait)
    limit.count(addressOf(c.env))
    return next()
  }
}
