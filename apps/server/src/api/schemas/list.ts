/** Lists: `{items, next}` with `cursor=` and `limit=`. */
import { z } from '@hono/zod-openapi'

export const listQuery = z.object({
  cursor: z.string().max(1000).optional().openapi({ description: 'The `next` of the page before.' }),
  limit: z.coerce.number().int().min(1).max(1000).default(100),
})

export const listOf = <T extends z.ZodType>(item: T, name: string) =>
  z.object({ items: z.array(item), next: z.string().nullable() }).openapi(name)
