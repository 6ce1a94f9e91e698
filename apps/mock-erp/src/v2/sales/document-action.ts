/** A bound action of a document: no parameters, answered 204 without a body (business-central-protocol, section 9). */
import type { OperationDefinition, OperationResult, Row, WriteContext } from '@koble/odata-server'

/** `run` answers the document that came out of it, if one did. */
export const documentAction = (
  run: (document: Row, context: WriteContext) => OperationResult['made'] | undefined,
): OperationDefinition => ({
  kind: 'action',
  bound: 'entity',
  run: ({ row, context }) => {
    const made = row === undefined ? undefined : run(row, context)
    return made === undefined ? undefined : { made }
  },
})
