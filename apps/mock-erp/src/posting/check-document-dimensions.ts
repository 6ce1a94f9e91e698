/** The dimensions of a document that is posted, header and lines, against the default dimensions of what they post to (erp-business-logic, section 7.1). */
import type { Reader, Row } from '@koble/odata-server'
import { checkDimensions } from '../rules/check-dimensions.ts'
import type { DimensionParent } from '../rules/document-dimensions.ts'
import { integer, text } from '../rules/setup.ts'
import { lineObject } from '../sales/line/line-object.ts'

const PARENTS: Readonly<Record<string, DimensionParent>> = {
  Item: 'Item',
  Resource: 'Resource',
  Account: 'G_x002f_L_x0020_Account',
}

/** `party`: who the header is posted to. */
export function checkHeaderDimensions(
  data: Reader,
  header: Row,
  parentType: 'Customer' | 'Vendor',
  party: Row | undefined,
): void {
  checkDimensions(data, integer(header, 'dimensionSetId'), [{ parentType, parent: party }])
}

export function checkLineDimensions(data: Reader, line: Row): void {
  const parentType = PARENTS[text(line, 'lineType')]
  if (parentType === undefined) return
  checkDimensions(data, integer(line, 'dimensionSetId'), [{ parentType, parent: lineObject(data, line) }])
}
