/** Couplings, conflicts, and records that are set aside or wait. */
import { z } from '@hono/zod-openapi'
import { sideSchema, timeSchema, valueSchema } from './value.ts'

export const couplingSchema = z
  .object({
    id: z.string(),
    mapping: z.string(),
    erpId: z.string(),
    crmId: z.string(),
    erpName: z.string().nullable(),
    crmName: z.string().nullable(),
    state: z.enum(['creating', 'coupled', 'skipped', 'conflict', 'waiting', 'failed']),
    outside: z.boolean(),
    agreedAt: timeSchema,
    problem: z.string().nullable(),
    erpUrl: z.string().nullable(),
    crmUrl: z.string().nullable(),
  })
  .openapi('Coupling')

export const couplingInput = z
  .strictObject({
    mapping: z.string().min(1).max(100),
    erpId: z.string().max(100).optional(),
    crmId: z.string().max(100).optional(),
    create: sideSchema.optional(),
    synchronize: z.enum(['toCrm', 'toErp', 'none']).optional(),
  })
  .openapi('CouplingInput')

export const synchronizeInput = z
  .strictObject({ direction: z.enum(['toCrm', 'toErp', 'both']).default('both'), version: z.number().int().optional() })
  .openapi('SynchronizeInput')

export const conflictSchema = z
  .object({
    id: z.string(),
    version: z.number().int(),
    kind: z.enum(['update', 'deletion', 'oscillation']),
    mapping: z.string(),
    coupling: z.string(),
    erpName: z.string().nullable(),
    crmName: z.string().nullable(),
    goneOn: sideSchema.nullable(),
    message: z.string().nullable(),
    fields: z.array(
      z.object({
        field: z.string(),
        label: z.string(),
        base: z.object({ erp: valueSchema, crm: valueSchema }).nullable(),
        erp: valueSchema,
        crm: valueSchema,
      }),
    ),
    openedAt: timeSchema,
  })
  .openapi('Conflict')

export const fieldChoice = z.union([sideSchema, z.strictObject({ value: valueSchema })])
export const resolveInput = z
  .strictObject({ version: z.number().int(), choose: z.union([sideSchema, z.record(z.string(), fieldChoice)]) })
  .openapi('ResolveInput')

export const historySchema = z
  .object({
    at: timeSchema,
    side: sideSchema,
    operation: z.string(),
    state: z.string(),
    fields: z.array(z.object({ field: z.string(), from: valueSchema, to: valueSchema })),
    error: z.string().nullable(),
  })
  .openapi('HistoryEntry')

export const waitingSchema = z
  .object({
    mapping: z.string(),
    side: sideSchema,
    id: z.string(),
    name: z.string().nullable(),
    waitsFor: z.object({ mapping: z.string(), side: sideSchema, id: z.string() }),
    since: timeSchema,
  })
  .openapi('WaitingRecord')
