/**
 * The order in which mappings run: what a mapping waits for comes first, always; what its other references name comes first
 * where that is possible (a customer's primary contact and a contact's company name each other). Otherwise the order given.
 */
import type { TableMapping } from './table-mapping.ts'

export function dependencyOrder<M extends Pick<TableMapping, 'name' | 'dependsOn' | 'fields'>>(
  mappings: readonly M[],
): readonly M[] {
  const known = new Set(mappings.map((mapping) => mapping.name))
  const placed = new Set<string>()
  const ordered: M[] = []
  const isReady = (names: readonly string[]) => names.every((name) => placed.has(name) || !known.has(name))
  let rest = [...mappings]
  while (rest.length > 0) {
    const next =
      rest.find((mapping) => isReady([...waitsFor(mapping), ...otherReferences(mapping)])) ??
      rest.find((mapping) => isReady(waitsFor(mapping))) ??
      rest[0]
    if (next === undefined) break
    ordered.push(next)
    placed.add(next.name)
    rest = rest.filter((mapping) => mapping !== next)
  }
  return ordered
}

/** Names of the mappings without which this one cannot write: `dependsOn` and references that wait. Itself left out. */
export const waitsFor = (mapping: Pick<TableMapping, 'name' | 'dependsOn' | 'fields'>): readonly string[] =>
  [...mapping.dependsOn, ...references(mapping, true)].filter((name) => name !== mapping.name)

const otherReferences = (mapping: Pick<TableMapping, 'name' | 'fields'>): readonly string[] =>
  references(mapping, false).filter((name) => name !== mapping.name)

const references = (mapping: Pick<TableMapping, 'fields'>, waiting: boolean): readonly string[] =>
  mapping.fields.flatMap((field) =>
    field.reference !== undefined && (field.reference.whenUncoupled === 'wait') === waiting
      ? [field.reference.mapping]
      : [],
  )
