/** Facts: values that a host without DOM could draw by itself. */
import { z } from '@hono/zod-openapi'

export const factValueSchema = z
  .object({
    key: z.string(),
    /** Decimal string, text, date or null; formatted by the host. */
    value: z.string().nullable(),
    kind: z.enum(['money', 'number', 'text', 'date', 'instant', 'percent']),
    unit: z.string().nullable(),
    currency: z.string().nullable(),
    severity: z.enum(['none', 'good', 'warning', 'severe']),
    link: z.string().nullable(),
  })
  .openapi('FactValue')
export type FactValue = z.infer<typeof factValueSchema>

export const factsSchema = z
  .object({
    kind: z.string(),
    /** `ok`; `notCoupled` and `notFound` say in `message` what to do; `stale`: last known values, the ERP did not answer. */
    state: z.enum(['ok', 'notCoupled', 'notFound', 'stale']),
    title: z.string().nullable(),
    message: z.string().nullable(),
    values: z.array(factValueSchema),
    asOf: z.iso.datetime().nullable(),
  })
  .openapi('Facts')
export type Facts = z.infer<typeof factsSchema>
