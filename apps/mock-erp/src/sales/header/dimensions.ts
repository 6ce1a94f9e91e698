/** Dimensions of a header, and the lines that follow their change (erp-business-logic, section 7.1). */
import type { Draft } from '@koble/odata-server'
import { followingSet } from '../../rules/dimension-sets.ts'
import { documentDimensions } from '../../rules/document-dimensions.ts'
import { integer, text } from '../../rules/setup.ts'
import { names } from '../../tables/names.ts'
import type { SalesContext } from '../sales-context.ts'
import { changeLines } from './copy-to-lines.ts'
import type { HeaderTrigger } from './header-trigger.ts'

/** From the bill-to customer, the salesperson and the location. */
export function takeDimensions(header: Draft, context: SalesContext): void {
  const { data } = context
  const after = documentDimensions(data, [
    { parentType: 'Customer', parent: data.get(names.customer, text(header, 'billToId')) },
    {
      parentType: 'Salesperson',
      parent: data.lookup(names.salesperson, ['code'], [text(header, 'salespersonCode')]),
    },
    { parentType: 'Location', parent: data.lookup(names.location, ['code'], [text(header, 'locationCode')]) },
  ])
  changeDimensions(header, after, context)
}

export const setDimensionSet: HeaderTrigger = (header, value, context) =>
  changeDimensions(header, Number(value), context)

/** Only the difference reaches the lines. */
function changeDimensions(header: Draft, after: number, context: SalesContext): void {
  const before = integer(header, 'dimensionSetId')
  header['dimensionSetId'] = after
  if (before === after) return
  changeLines(header, context, (line) => {
    line['dimensionSetId'] = followingSet(context.data, integer(line, 'dimensionSetId'), before, after)
  })
}
