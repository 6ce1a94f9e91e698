/** `/facts`: live figures for a CRM row; a widget token and the user's own right to the row, or an API key and `connection=`. */
import { z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { bearerOf, type ApiKeys } from '../http/authorize.ts'
import { ProblemError } from '../http/problem.ts'
import type { FactsService, Rights } from '../services/services.ts'
import type { WidgetTokens } from '../widget/widget-tokens.ts'
import { newApi } from './new-api.ts'
import { createRoute, ok } from './route.ts'
import { factsSchema } from './schemas/fact.ts'

const tags = ['Facts']
const guid = z.guid({ error: 'expected the id of a CRM row (a GUID)' }).transform((id) => id.toLowerCase())
const connection = z
  .string()
  .max(100)
  .optional()
  .openapi({ description: 'Needed with an API key; a widget token carries its own.' })
const statistics = createRoute({
  method: 'get',
  path: '/facts/account-statistics',
  tags,
  request: { query: z.object({ accountId: guid, connection }) },
  responses: ok(factsSchema),
})
const coupling = createRoute({
  method: 'get',
  path: '/facts/coupling',
  tags,
  request: { query: z.object({ entity: z.string().min(1).max(100), id: guid, connection }) },
  responses: ok(factsSchema),
})

export interface FactsAccess {
  readonly facts: FactsService
  readonly rights: Rights
  readonly tokens: WidgetTokens
  readonly keys: ApiKeys
}

/** The connection to answer from, once it is sure that the caller may see this row. */
async function grant(
  c: Context,
  access: FactsAccess,
  row: { entity: string; id: string; connection?: string | undefined },
): Promise<string> {
  const token = bearerOf(c.req.header('authorization'))
  if (token === null)
    throw new ProblemError(401, 'token-needed', 'Send a widget token or an API key as "Authorization: Bearer …".')
  if ((await access.keys.verify(token)) !== null) {
    if (row.connection === undefined)
      throw new ProblemError(
        400,
        'connection-needed',
        'An API key needs "connection=", the id of the connection to ask.',
      )
    return row.connection
  }
  const user = await access.tokens.verify(token, c.req.header('origin') ?? null)
  if (row.connection !== undefined && row.connection !== user.connection)
    throw new ProblemError(403, 'foreign-connection', 'This token is of another connection.')
  await access.rights.require(user.connection, user.userId, row.entity, row.id)
  return user.connection
}

export const factsApi = (access: FactsAccess) =>
  newApi()
    .openapi(statistics, async (c) => {
      const query = c.req.valid('query')
      const from = await grant(c, access, { entity: 'account', id: query.accountId, connection: query.connection })
      c.header('cache-control', 'no-store')
      return c.json(await access.facts.accountStatistics(from, query.accountId), 200)
    })
    .openapi(coupling, async (c) => {
      const query = c.req.valid('query')
      const from = await grant(c, access, query)
      c.header('cache-control', 'no-store')
      return c.json(await access.facts.coupling(from, query.entity, query.id), 200)
    })
