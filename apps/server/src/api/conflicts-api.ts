/** `/connections/{id}/conflicts`: shown field by field, resolved by a side or by field. */
import type { ConflictsService } from '../services/services.ts'
import { newApi } from './new-api.ts'
import { connectionParam, createRoute, itemParam, jsonBody, noContent, ok } from './route.ts'
import { conflictSchema, resolveInput } from './schemas/coupling.ts'
import { listOf, listQuery } from './schemas/list.ts'

const tags = ['Conflicts']
const list = createRoute({
  method: 'get',
  path: '/connections/{id}/conflicts',
  tags,
  request: { params: connectionParam, query: listQuery },
  responses: ok(listOf(conflictSchema, 'ConflictList')),
})
const get = createRoute({
  method: 'get',
  path: '/connections/{id}/conflicts/{item}',
  tags,
  request: { params: itemParam },
  responses: ok(conflictSchema),
})
const resolve = createRoute({
  method: 'post',
  path: '/connections/{id}/conflicts/{item}/resolve',
  tags,
  request: { params: itemParam, ...jsonBody(resolveInput) },
  responses: noContent,
})

export const conflictsApi = (conflicts: ConflictsService) =>
  newApi()
    .openapi(list, async (c) => c.json(await conflicts.list(c.req.valid('param').id, c.req.valid('query')), 200))
    .openapi(get, async (c) => c.json(await conflicts.get(c.req.valid('param').id, c.req.valid('param').item), 200))
    .openapi(resolve, async (c) => {
      await conflicts.resolve(c.req.valid('param').id, c.req.valid('param').item, c.req.valid('json'))
      return c.body(null, 204)
    })
