/**
 * Another program that writes a field back each time Koble writes it: after more than five writes in ten minutes with values
 * that alternate, Koble stops and a person decides.
 */
import type { ResolvedField } from '../mapping/resolved-mapping.ts'
import type { Side } from '../values/side.ts'
import type { Value } from '../values/value.ts'
import type { PlanInput, RecentWrite } from './plan-input.ts'

const windowMs = 10 * 60 * 1000
const mostWrites = 5

/** Whether writing `value` once more would go on with a quarrel. A person who types six different values is none. */
export function isOscillating(
  field: ResolvedField,
  to: Side,
  value: Value,
  recentWrites: readonly RecentWrite[],
  now: number,
): boolean {
  const name = field[to]?.field
  if (name === undefined) return false
  const written = recentWrites
    .filter((write) => write.side === to && write.at > now - windowMs && name in write.values)
    .map((write) => write.values[name] ?? null)
  return written.length > mostWrites && new Set([...written, value]).size <= 2
}

/** Names the two writers and what to do. */
export function quarrelMessage(input: Pick<PlanInput, 'mapping'>, fields: readonly ResolvedField[]): string {
  const { label } = input.mapping.definition
  const names = fields.map((field) => field.name).join(', ')
  return (
    `Koble (mapping "${label}") and another program write ${names} by turns: Koble wrote more than ${mostWrites} times in ten minutes, ` +
    'and each time it was written back. Koble has stopped. Stop the other program, or change the mapping, then choose a value.'
  )
}
