/** How a connection stands, a row a mapping: for the overview and for the review before a full synchronization. */
import { z } from '@hono/zod-openapi'
import { timeSchema } from './value.ts'

export const overviewSchema = z
  .object({
    mappings: z.array(
      z.object({
        mapping: z.string(),
        label: z.string(),
        enabled: z.boolean(),
        coupled: z.number().int(),
        conflicts: z.number().int(),
        waiting: z.number().int(),
        skipped: z.number().int(),
        problems: z.number().int(),
        lastSuccess: timeSchema,
        trouble: z.string().nullable(),
      }),
    ),
    worker: z.object({ running: z.boolean(), lastSeen: timeSchema }),
  })
  .openapi('Overview')

export const reviewSchema = z
  .object({
    tables: z.array(
      z.object({
        mapping: z.string(),
        label: z.string(),
        dependsOn: z.array(z.string()),
        enabled: z.boolean(),
        direction: z.enum(['both', 'toCrm', 'toErp']),
        recommendedDirection: z.enum(['both', 'toCrm', 'toErp']),
        coupled: z.number().int(),
        erpCount: z.number().int().nullable(),
        crmCount: z.number().int().nullable(),
        state: z.enum(['new', 'synchronized', 'attention']),
        note: z.string().nullable(),
      }),
    ),
  })
  .openapi('FullSynchronizationReview')
