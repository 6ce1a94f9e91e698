/** `/widget`: the widget's sign-in by a challenge row in the CRM. */
import { z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { ProblemError } from '../http/problem.ts'
import type { ChallengeRows, WidgetTokens } from '../widget/widget-tokens.ts'
import { newApi } from './new-api.ts'
import { created, createRoute, jsonBody } from './route.ts'

const tags = ['Widget']
const time = z.iso.datetime()
const challenges = createRoute({
  method: 'post',
  path: '/widget/challenges',
  tags,
  request: jsonBody(
    z.strictObject({
      organization: z
        .url()
        .max(2000)
        .openapi({ description: 'The address of the CRM organization, as its own pages know it.' }),
    }),
  ),
  responses: created(z.object({ nonce: z.string(), expiresAt: time }).openapi('Challenge')),
})
const tokens = createRoute({
  method: 'post',
  path: '/widget/tokens',
  tags,
  request: jsonBody(z.strictObject({ nonce: z.string().min(1).max(200), challengeId: z.guid() })),
  responses: created(z.object({ token: z.string(), expiresAt: time }).openapi('WidgetToken')),
})

export interface WidgetAccess {
  readonly tokens: WidgetTokens
  /** The connection whose CRM organization has this origin; null when there is none. */
  connectionOfOrigin(origin: string): Promise<string | null>
  challengeRows(connection: string): Promise<ChallengeRows>
}

function originOf(c: Context): string {
  const origin = c.req.header('origin')
  if (origin === undefined || origin === 'null')
    throw new ProblemError(403, 'origin-needed', 'The widget signs in from a page of the CRM only.')
  return origin
}

const iso = (ms: number): string => new Date(ms).toISOString()

export const widgetApi = (access: WidgetAccess) =>
  newApi()
    .openapi(challenges, async (c) => {
      const origin = originOf(c)
      if (new URL(c.req.valid('json').organization).origin !== origin)
        throw new ProblemError(403, 'origin-differs', 'The organization named is not the page that asks.')
      const connection = await access.connectionOfOrigin(origin)
      if (connection === null)
        throw new ProblemError(
          403,
          'organization-unknown',
          `No connection of Koble uses the organization at ${origin}. Ask your administrator to connect it.`,
        )
      const { nonce, expiresAt } = await access.tokens.challenge(connection, origin)
      return c.json({ nonce, expiresAt: iso(expiresAt) }, 201)
    })
    .openapi(tokens, async (c) => {
      const { nonce, challengeId } = c.req.valid('json')
      const { token, expiresAt } = await access.tokens.issue(
        { nonce, challengeId: challengeId.toLowerCase(), origin: originOf(c) },
        (connection) => access.challengeRows(connection),
      )
      return c.json({ token, expiresAt: iso(expiresAt) }, 201)
    })
