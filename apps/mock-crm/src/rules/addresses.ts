/** `address1_composite`, `billto_composite`: the address as people write it, kept by the service. */
import type { Draft } from '@koble/odata-server'
import type { TableSchema } from '../schema/table.ts'
import { tables } from '../schema/tables.ts'

/** What comes before `composite` in the names of a table's composite addresses. */
const prefixes: ReadonlyMap<string, readonly string[]> = new Map(
  [...tables.values()].map((schema) => [
    schema.name,
    Object.keys(schema.columns).flatMap((name) => /^(.*)composite$/.exec(name)?.[1] ?? []),
  ]),
)

/** Every address of the table that has a composite. */
export function fillAddresses(schema: TableSchema, draft: Draft): void {
  for (const prefix of prefixes.get(schema.name) ?? []) draft[`${prefix}composite`] = composite(draft, prefix)
}

function composite(draft: Draft, prefix: string): string | null {
  const part = (name: string): string => String(draft[`${prefix}${name}`] ?? '')
  const place = [part('city'), [part('stateorprovince'), part('postalcode')].filter(Boolean).join(' ')]
  const lines = [part('line1'), part('line2'), part('line3'), place.filter(Boolean).join(', '), part('country')]
  return lines.filter(Boolean).join('\r\n') || null
}
