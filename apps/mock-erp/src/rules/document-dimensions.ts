/** The dimensions that documents and lines take from their sources' default dimensions (erp-business-logic, section 7.1). */
import type { Reader, Row, Transaction } from '@koble/odata-server'
import { emptyGuid } from '@koble/odata-server'
import { names } from '../tables/names.ts'
import { dimensionSet, dimensionsOf } from './dimension-sets.ts'
import { text } from './setup.ts'

export type DimensionParent =
  | 'Customer'
  | 'Vendor'
  | 'Item'
  | 'Resource'
  | 'G_x002f_L_x0020_Account'
  | 'Salesperson'
  | 'Employee'
  | 'Location'

export interface DimensionSource {
  readonly parentType: DimensionParent
  /** Undefined: nobody (no salesperson chosen). */
  readonly parent: Pick<Row, 'id'> | undefined
}

/**
 * The set of these sources' default dimensions. The first source keeps a dimension that several have; `inherited` (a header's set for its line)
 * counts as coming from the customer, before all others.
 */
export function documentDimensions(data: Transaction, sources: readonly DimensionSource[], inherited = 0): number {
  const pairs = dimensionsOf(data, inherited)
  for (const source of sources) {
    for (const standard of defaultsOf(data, source)) {
      const [code, value] = [text(standard, 'dimensionCode'), text(standard, 'dimensionValueCode')]
      if (value !== '' && !pairs.has(code)) pairs.set(code, value)
    }
  }
  return dimensionSet(data, pairs)
}

/** A source's default dimensions: its own, then those of its whole table. */
export function* defaultsOf(data: Reader, { parentType, parent }: DimensionSource): Iterable<Row> {
  if (parent === undefined || parent.id === emptyGuid) return
  const own = new Set<string>()
  for (const standard of data.find(names.defaultDimension, { parentType, parentId: parent.id })) {
    own.add(text(standard, 'dimensionCode'))
    yield standard
  }
  for (const standard of data.find(names.defaultDimension, { parentType, parentId: emptyGuid })) {
    if (!own.has(text(standard, 'dimensionCode'))) yield standard
  }
}
