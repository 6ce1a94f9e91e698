/** Whether a record's values meet all conditions of a filter. A field that was not read counts as blank. */
import type { Value, Values } from '../values/value.ts'
import type { FieldCondition } from './field-condition.ts'

export const meetsFilter = (conditions: readonly FieldCondition[], values: Values): boolean =>
  conditions.every((condition) => tests[condition.operator](values[condition.field] ?? null, condition))

type Test = (value: Value, condition: FieldCondition) => boolean

const tests: Record<FieldCondition['operator'], Test> = {
  eq: (value, condition) => value === (condition.value ?? null),
  ne: (value, condition) => value !== (condition.value ?? null),
  in: (value, condition) => (condition.values ?? []).some((each) => each === value),
  isBlank: (value) => value === null,
  isNotBlank: (value) => value !== null,
}
