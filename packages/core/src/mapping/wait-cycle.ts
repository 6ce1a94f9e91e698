/** Finds a circle of mappings each of which waits for the next: none of them could ever write its first record. */
import { waitsFor } from './dependency-order.ts'
import type { TableMapping } from './table-mapping.ts'

/** The names around the circle, the mapping's own first and last; null when there is none. */
export function waitCycle(mapping: TableMapping, all: readonly TableMapping[]): readonly string[] | null {
  if (waitsOnItself(mapping)) return [mapping.name, mapping.name]
  const byName = new Map(all.map((each) => [each.name, each]))
  return search(mapping.name, [mapping.name], byName, new Set())
}

const waitsOnItself = (mapping: TableMapping): boolean =>
  mapping.dependsOn.includes(mapping.name) ||
  mapping.fields.some((field) => field.reference?.mapping === mapping.name && field.reference.whenUncoupled === 'wait')

function search(
  goal: string,
  path: readonly string[],
  byName: ReadonlyMap<string, TableMapping>,
  seen: Set<string>,
): readonly string[] | null {
  const here = byName.get(path.at(-1) ?? goal)
  for (const next of here === undefined ? [] : waitsFor(here)) {
    if (next === goal) return [...path, goal]
    if (seen.has(next)) continue
    seen.add(next)
    const found = search(goal, [...path, next], byName, seen)
    if (found !== null) return found
  }
  return null
}
