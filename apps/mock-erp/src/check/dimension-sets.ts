/** Equal combinations share one set, and every set that an entry or document carries is there (section 7.1). */
import { integer, text } from '../rules/setup.ts'
import { names } from '../tables/names.ts'
import { tables } from '../tables/tables.ts'
import type { Check } from './check.ts'

export const dimensionSets: Check = (data) => {
  const sets = new Map<number, string[]>()
  for (const entry of data.scan(names.dimensionSetEntry)) {
    const id = integer(entry, 'dimensionSetId')
    const pair = `${text(entry, 'dimensionCode')}=${text(entry, 'dimensionValueCode')}`
    sets.set(id, [...(sets.get(id) ?? []), pair])
  }
  const byContent = Map.groupBy(sets, ([, pairs]) => pairs.toSorted().join())
  const doubles = [...byContent]
    .filter(([, same]) => same.length > 1)
    .map(([content, same]) => `Dimension sets ${same.map(([id]) => id).join(' and ')} are both ${content}.`)
  const missing = carriers.flatMap((table) =>
    [...data.scan(table)]
      .filter((row) => integer(row, 'dimensionSetId') !== 0 && !sets.has(integer(row, 'dimensionSetId')))
      .map((row) => `${table} ${row.id}: dimension set ${integer(row, 'dimensionSetId')} does not exist.`),
  )
  return { count: sets.size, faults: [...doubles, ...missing] }
}

const carriers = tables
  .filter(({ name, columns }) => name !== names.dimensionSetEntry && 'dimensionSetId' in columns)
  .map(({ name }) => name)
