/** Jobs: one run each, with counts, progress, effects and errors. */
import { z } from '@hono/zod-openapi'
import { pairSchema, sideSchema, timeSchema, valueSchema, valuesSchema } from './value.ts'

export const jobInput = z
  .strictObject({
    kind: z.enum(['full', 'synchronize', 'match', 'statistics', 'audit']),
    mapping: z.string().max(100).optional(),
    direction: z.enum(['toCrm', 'toErp', 'both']).optional(),
    dryRun: z.boolean().optional(),
  })
  .openapi('JobInput')

export const countsSchema = z
  .object({
    inserted: z.number().int(),
    modified: z.number().int(),
    deleted: z.number().int(),
    unchanged: z.number().int(),
    skipped: z.number().int(),
    failed: z.number().int(),
    coupled: z.number().int(),
    uncoupled: z.number().int(),
  })
  .openapi('JobCounts')

export const jobSchema = z
  .object({
    id: z.string(),
    connection: z.string(),
    kind: z.string(),
    status: z.enum(['queued', 'running', 'succeeded', 'failed', 'cancelled']),
    counts: countsSchema,
    progress: z.object({
      done: z.number().int(),
      total: z.number().int().nullable(),
      perSecond: z.number().nullable(),
      secondsLeft: z.number().nullable(),
      tables: z.array(
        z.object({
          mapping: z.string(),
          state: z.string(),
          done: z.number().int(),
          total: z.number().int().nullable(),
        }),
      ),
    }),
    error: z.string().nullable(),
    startedAt: timeSchema,
    finishedAt: timeSchema,
  })
  .openapi('Job')

export const effectSchema = z
  .object({
    id: z.string(),
    mapping: z.string(),
    side: sideSchema,
    operation: z.enum(['create', 'update', 'delete', 'action']),
    erpId: z.string().nullable(),
    crmId: z.string().nullable(),
    values: valuesSchema,
    overwrote: valuesSchema,
    state: z.enum(['planned', 'sent', 'done', 'failed', 'unsettled', 'undone']),
    error: z.string().nullable(),
    at: timeSchema,
  })
  .openapi('Effect')

export const recordErrorSchema = z
  .object({
    code: z.string(),
    record: z.object({ side: sideSchema, id: z.string(), name: z.string().nullable() }),
    mapping: z.string(),
    message: z.string(),
    action: z.string(),
    url: z.string().nullable(),
  })
  .openapi('RecordError')

export const planSchema = z
  .object({
    records: z.array(
      z.object({
        mapping: z.string(),
        name: z.string().nullable(),
        erpId: z.string().nullable(),
        crmId: z.string().nullable(),
        writes: z.array(
          z.object({
            side: sideSchema,
            operation: z.string(),
            fields: z.array(z.object({ field: z.string(), from: valueSchema, to: valueSchema })),
          }),
        ),
        conflict: z.array(
          z.object({ field: z.string(), base: pairSchema.nullable(), erp: valueSchema, crm: valueSchema }),
        ),
      }),
    ),
    next: z.string().nullable(),
  })
  .openapi('JobPlan')
