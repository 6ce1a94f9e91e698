/** A bound action of a document: no parameters, answered 204 without a body (business-central-protocol, section 9). */
import type { OperationDefinition, Row, WriteContext } from '@koble/odata-server'

export const documentAction = (run: (document: Row, context: WriteContext) => unknown): OperationDefinition => ({
  kind: 'action',
  bound: 'entity',
  run: ({ row, context }) => {
    if (row !== undefined) run(row, context)
    return undefined
  },
})
