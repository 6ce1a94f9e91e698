/** A row that no table holds: reports, feed states. */
import type { Row, Scalar } from '@koble/odata-server'
import { emptyGuid } from '@koble/odata-server'

const NEVER = '0001-01-01T00:00:00Z'

export const computedRow = (id: string, columns: Readonly<Record<string, Scalar>>): Row => ({
  rowVersion: 0,
  createdAt: NEVER,
  createdBy: emptyGuid,
  modifiedAt: NEVER,
  modifiedBy: emptyGuid,
  ...columns,
  id,
})
