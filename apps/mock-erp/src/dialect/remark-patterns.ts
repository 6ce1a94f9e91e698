/** Equality with a filter character is a pattern, not a text: said in the request log (business-central-protocol, section 4.2). */
import type { FilterExpression, ReadContext } from '@koble/odata-server'
import { textPattern } from './check-filter.ts'

export function remarkPatterns(filter: FilterExpression, context: Pick<ReadContext, 'remark'>): void {
  if (filter.kind === 'unary') return remarkPatterns(filter.operand, context)
  if (filter.kind !== 'binary') return
  for (const side of [filter.left, filter.right]) {
    if (isPattern(side, filter.operator))
      context.remark(`The value '${side.value}' is a pattern: its filter characters stand for other texts.`)
    remarkPatterns(side, context)
  }
}

const isPattern = (
  side: FilterExpression,
  operator: string,
): side is Extract<FilterExpression, { kind: 'literal' }> & { readonly value: string } =>
  side.kind === 'literal' &&
  side.type === 'String' &&
  typeof side.value === 'string' &&
  textPattern(operator, side.value) !== undefined
