/** A function inside a function needs the feature level 2.1; before it the service answers an error or something undefined (business-central-protocol, section 4.2). */
import { raise } from '@koble/odata-server'
import type { FilterExpression } from '@koble/odata-server'

export function refuseNestedCalls(filter: FilterExpression): void {
  switch (filter.kind) {
    case 'call':
      if (filter.args.some(({ kind }) => kind === 'call'))
        raise({
          kind: 'unsupportedOperator',
          operator: filter.name,
          reason: 'Nested functions need $schemaversion=2.1.',
        })
      return
    case 'binary':
      refuseNestedCalls(filter.left)
      refuseNestedCalls(filter.right)
      return
    case 'unary':
      refuseNestedCalls(filter.operand)
      return
    case 'lambda':
    case 'list':
    case 'literal':
    case 'path':
  }
}
