/** `/jobs`: started for a connection; watched, cancelled and resumed by their own id. */
import { z } from '@hono/zod-openapi'
import type { JobsService } from '../services/services.ts'
import { newApi } from './new-api.ts'
import { accepted, connectionParam, createRoute, idParam, jsonBody, ok } from './route.ts'
import { effectSchema, jobInput, jobSchema, planSchema, recordErrorSchema } from './schemas/job.ts'
import { listOf, listQuery } from './schemas/list.ts'

const tags = ['Jobs']
const pageOf = { params: idParam, query: listQuery }
const start = createRoute({
  method: 'post',
  path: '/connections/{id}/jobs',
  tags,
  request: { params: connectionParam, ...jsonBody(jobInput) },
  responses: accepted(z.object({ id: z.string() })),
})
const list = createRoute({
  method: 'get',
  path: '/jobs',
  tags,
  request: { query: listQuery.extend({ connection: z.string().max(100).optional() }) },
  responses: ok(listOf(jobSchema, 'JobList')),
})
const get = createRoute({
  method: 'get',
  path: '/jobs/{id}',
  tags,
  request: { params: idParam },
  responses: ok(jobSchema),
})
const cancel = createRoute({
  method: 'post',
  path: '/jobs/{id}/cancel',
  tags,
  request: { params: idParam },
  responses: accepted(jobSchema),
})
const resume = createRoute({
  method: 'post',
  path: '/jobs/{id}/resume',
  tags,
  request: { params: idParam },
  responses: accepted(jobSchema),
})
const effects = createRoute({
  method: 'get',
  path: '/jobs/{id}/effects',
  tags,
  request: pageOf,
  responses: ok(listOf(effectSchema, 'EffectList')),
})
const errors = createRoute({
  method: 'get',
  path: '/jobs/{id}/errors',
  tags,
  request: pageOf,
  responses: ok(listOf(recordErrorSchema, 'RecordErrorList')),
})
const plan = createRoute({ method: 'get', path: '/jobs/{id}/plan', tags, request: pageOf, responses: ok(planSchema) })

export const jobsApi = (jobs: JobsService) =>
  newApi()
    .openapi(start, async (c) => c.json({ id: await jobs.start(c.req.valid('param').id, c.req.valid('json')) }, 202))
    .openapi(list, async (c) => c.json(await jobs.list(c.req.valid('query')), 200))
    .openapi(get, async (c) => c.json(await jobs.get(c.req.valid('param').id), 200))
    .openapi(cancel, async (c) => c.json(await jobs.cancel(c.req.valid('param').id), 202))
    .openapi(resume, async (c) => c.json(await jobs.resume(c.req.valid('param').id), 202))
    .openapi(effects, async (c) => c.json(await jobs.effects(c.req.valid('param').id, c.req.valid('query')), 200))
    .openapi(errors, async (c) => c.json(await jobs.errors(c.req.valid('param').id, c.req.valid('query')), 200))
    .openapi(plan, async (c) => c.json(await jobs.plan(c.req.valid('param').id, c.req.valid('query')), 200))
