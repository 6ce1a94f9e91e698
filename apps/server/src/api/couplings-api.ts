/** `/connections/{id}/couplings`, skipped and waiting records. */
import { z } from '@hono/zod-openapi'
import type { CouplingsService } from '../services/services.ts'
import { newApi } from './new-api.ts'
import { connectionParam, created, createRoute, itemParam, jsonBody, noContent, ok } from './route.ts'
import { couplingInput, couplingSchema, historySchema, synchronizeInput, waitingSchema } from './schemas/coupling.ts'
import { listOf, listQuery } from './schemas/list.ts'

const tags = ['Couplings']
const filterQuery = listQuery.extend({
  mapping: z.string().max(100).optional(),
  state: z.enum(['creating', 'coupled', 'skipped', 'conflict', 'waiting', 'failed']).optional(),
  erpId: z.string().max(100).optional(),
  crmId: z.string().max(100).optional(),
  search: z.string().max(200).optional(),
})
const pageOfConnection = { params: connectionParam, query: listQuery }
const couplingList = listOf(couplingSchema, 'CouplingList')
const list = createRoute({
  method: 'get',
  path: '/connections/{id}/couplings',
  tags,
  request: { params: connectionParam, query: filterQuery },
  responses: ok(couplingList),
})
const create = createRoute({
  method: 'post',
  path: '/connections/{id}/couplings',
  tags,
  request: { params: connectionParam, ...jsonBody(couplingInput) },
  responses: created(couplingSchema),
})
const get = createRoute({
  method: 'get',
  path: '/connections/{id}/couplings/{item}',
  tags,
  request: { params: itemParam },
  responses: ok(couplingSchema),
})
const remove = createRoute({
  method: 'delete',
  path: '/connections/{id}/couplings/{item}',
  tags,
  request: { params: itemParam },
  responses: noContent,
})
const synchronize = createRoute({
  method: 'post',
  path: '/connections/{id}/couplings/{item}/synchronize',
  tags,
  request: { params: itemParam, ...jsonBody(synchronizeInput) },
  responses: ok(couplingSchema),
})
const history = createRoute({
  method: 'get',
  path: '/connections/{id}/couplings/{item}/history',
  tags,
  request: { params: itemParam, query: listQuery },
  responses: ok(listOf(historySchema, 'HistoryList')),
})
const skipped = createRoute({
  method: 'get',
  path: '/connections/{id}/skipped',
  tags,
  request: pageOfConnection,
  responses: ok(couplingList),
})
const retry = createRoute({
  method: 'post',
  path: '/connections/{id}/skipped/retry',
  tags,
  request: {
    params: connectionParam,
    ...jsonBody(z.strictObject({ ids: z.array(z.string().max(100)).max(1000).optional() })),
  },
  responses: ok(z.object({ retried: z.number().int() })),
})
const waiting = createRoute({
  method: 'get',
  path: '/connections/{id}/waiting',
  tags,
  request: pageOfConnection,
  responses: ok(listOf(waitingSchema, 'WaitingList')),
})

export const couplingsApi = (couplings: CouplingsService) =>
  newApi()
    .openapi(list, async (c) => c.json(await couplings.list(c.req.valid('param').id, c.req.valid('query')), 200))
    .openapi(create, async (c) => c.json(await couplings.create(c.req.valid('param').id, c.req.valid('json')), 201))
    .openapi(get, async (c) => c.json(await couplings.get(c.req.valid('param').id, c.req.valid('param').item), 200))
    .openapi(remove, async (c) => {
      await couplings.remove(c.req.valid('param').id, c.req.valid('param').item)
      return c.body(null, 204)
    })
    .openapi(synchronize, async (c) =>
      c.json(await couplings.synchronize(c.req.valid('param').id, c.req.valid('param').item, c.req.valid('json')), 200),
    )
    .openapi(history, async (c) =>
      c.json(await couplings.history(c.req.valid('param').id, c.req.valid('param').item, c.req.valid('query')), 200),
    )
    .openapi(skipped, async (c) => c.json(await couplings.skipped(c.req.valid('param').id, c.req.valid('query')), 200))
    .openapi(retry, async (c) =>
      c.json({ retried: await couplings.retrySkipped(c.req.valid('param').id, c.req.valid('json').ids) }, 200),
    )
    .openapi(waiting, async (c) => c.json(await couplings.waiting(c.req.valid('param').id, c.req.valid('query')), 200))
