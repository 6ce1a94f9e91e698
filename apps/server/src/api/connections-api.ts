/** `/connections`: connections, their test, overview and review. */
import type { ConnectionsService } from '../services/services.ts'
import { newApi } from './new-api.ts'
import { connectionParam, created, createRoute, jsonBody, noContent, ok } from './route.ts'
import { connectionInput, connectionPatch, connectionSchema, testResultSchema } from './schemas/connection.ts'
import { listOf, listQuery } from './schemas/list.ts'
import { overviewSchema, reviewSchema } from './schemas/overview.ts'

const tags = ['Connections']
const list = createRoute({
  method: 'get',
  path: '/connections',
  tags,
  request: { query: listQuery },
  responses: ok(listOf(connectionSchema, 'ConnectionList')),
})
const create = createRoute({
  method: 'post',
  path: '/connections',
  tags,
  request: jsonBody(connectionInput),
  responses: created(connectionSchema),
})
const get = createRoute({
  method: 'get',
  path: '/connections/{id}',
  tags,
  request: { params: connectionParam },
  responses: ok(connectionSchema),
})
const patch = createRoute({
  method: 'patch',
  path: '/connections/{id}',
  tags,
  request: { params: connectionParam, ...jsonBody(connectionPatch) },
  responses: ok(connectionSchema),
})
const remove = createRoute({
  method: 'delete',
  path: '/connections/{id}',
  tags,
  request: { params: connectionParam },
  responses: noContent,
})
const test = createRoute({
  method: 'post',
  path: '/connections/{id}/test',
  tags,
  request: { params: connectionParam },
  responses: ok(testResultSchema),
})
const overview = createRoute({
  method: 'get',
  path: '/connections/{id}/overview',
  tags,
  request: { params: connectionParam },
  responses: ok(overviewSchema),
})
const review = createRoute({
  method: 'get',
  path: '/connections/{id}/full-synchronization',
  tags,
  request: { params: connectionParam },
  responses: ok(reviewSchema),
})

export const connectionsApi = (connections: ConnectionsService) =>
  newApi()
    .openapi(list, async (c) => c.json(await connections.list(c.req.valid('query')), 200))
    .openapi(create, async (c) => c.json(await connections.create(c.req.valid('json')), 201))
    .openapi(get, async (c) => c.json(await connections.get(c.req.valid('param').id), 200))
    .openapi(patch, async (c) => c.json(await connections.update(c.req.valid('param').id, c.req.valid('json')), 200))
    .openapi(remove, async (c) => {
      await connections.remove(c.req.valid('param').id)
      return c.body(null, 204)
    })
    .openapi(test, async (c) => c.json(await connections.test(c.req.valid('param').id), 200))
    .openapi(overview, async (c) => c.json(await connections.overview(c.req.valid('param').id), 200))
    .openapi(review, async (c) => c.json(await connections.review(c.req.valid('param').id), 200))
