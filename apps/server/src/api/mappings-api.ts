/** `/connections/{id}/mappings`: mappings are data; each change is a version. */
import { z } from '@hono/zod-openapi'
import type { TableMapping } from '@koble/core'
import { ProblemError } from '../http/problem.ts'
import type { MappingsService } from '../services/services.ts'
import { newApi } from './new-api.ts'
import { connectionParam, createRoute, itemParam, jsonBody, noContent, ok } from './route.ts'
import { mappingInput, mappingProblemsSchema, mappingSchema } from './schemas/mapping.ts'

const tags = ['Mappings']
const list = createRoute({
  method: 'get',
  path: '/connections/{id}/mappings',
  tags,
  request: { params: connectionParam },
  responses: ok(z.object({ items: z.array(mappingSchema), next: z.null() })),
})
const get = createRoute({
  method: 'get',
  path: '/connections/{id}/mappings/{item}',
  tags,
  request: { params: itemParam },
  responses: ok(mappingSchema),
})
const put = createRoute({
  method: 'put',
  path: '/connections/{id}/mappings/{item}',
  tags,
  request: { params: itemParam, ...jsonBody(mappingInput) },
  responses: ok(mappingSchema),
})
const remove = createRoute({
  method: 'delete',
  path: '/connections/{id}/mappings/{item}',
  tags,
  request: { params: itemParam },
  responses: noContent,
})
const validate = createRoute({
  method: 'post',
  path: '/connections/{id}/mappings/{item}/validate',
  tags,
  request: { params: itemParam, ...jsonBody(mappingInput) },
  responses: ok(mappingProblemsSchema),
})

/** zod's optional members may be `undefined`; the definition's are absent. */
const asMapping = (input: z.output<typeof mappingInput>): TableMapping =>
  JSON.parse(JSON.stringify(input)) as TableMapping

const requireSameName = (item: string, input: { name: string }): void => {
  if (item !== input.name)
    throw new ProblemError(
      422,
      'mapping-name',
      `The address names the mapping "${item}" and the body "${input.name}". A mapping keeps its name; make both the same.`,
    )
}

export const mappingsApi = (mappings: MappingsService) =>
  newApi()
    .openapi(list, async (c) => c.json({ items: await mappings.list(c.req.valid('param').id), next: null }, 200))
    .openapi(get, async (c) => {
      const { id, item } = c.req.valid('param')
      return c.json(await mappings.get(id, item), 200)
    })
    .openapi(put, async (c) => {
      const { id, item } = c.req.valid('param')
      const input = c.req.valid('json')
      requireSameName(item, input)
      return c.json(await mappings.put(id, item, asMapping(input), c.get('caller')), 200)
    })
    .openapi(remove, async (c) => {
      const { id, item } = c.req.valid('param')
      await mappings.remove(id, item, c.get('caller'))
      return c.body(null, 204)
    })
    .openapi(validate, async (c) => {
      const { id, item } = c.req.valid('param')
      const input = c.req.valid('json')
      requireSameName(item, input)
      return c.json(await mappings.validate(id, asMapping(input)), 200)
    })
