/** Values, fields and sides as the API shows them. */
import { z } from '@hono/zod-openapi'

export const sideSchema = z.enum(['erp', 'crm'])
export const valueSchema = z.union([z.string(), z.number(), z.boolean(), z.null()]).openapi('Value')
export const valuesSchema = z.record(z.string(), valueSchema).openapi('Values')
export const pairSchema = z.object({ erp: valueSchema, crm: valueSchema }).openapi('Pair')
export const idSchema = z.string().min(1).max(200)
export const timeSchema = z.iso.datetime().nullable().openapi({ description: 'UTC, ISO 8601 with milliseconds.' })

/** Milliseconds since the epoch as the API writes them. */
export const isoTime = (ms: number | null): string | null => (ms === null ? null : new Date(ms).toISOString())
