/** Which conditions of a filter the service evaluates, and which are left to us because it cannot. */
import type { Entity, FieldCondition } from '@koble/core'
import { wireTable } from './wire-table.ts'

export interface SplitConditions {
  readonly remote: readonly FieldCondition[]
  readonly local: readonly FieldCondition[]
}

export function splitConditions(entity: Entity, where: readonly FieldCondition[]): SplitConditions {
  const onlyEqual = wireTable(entity).onlyEqual ?? []
  const isRemote = ({ field, operator, value }: FieldCondition): boolean =>
    !onlyEqual.includes(field) || (operator === 'eq' && value !== null && value !== undefined)
  return { remote: where.filter(isRemote), local: where.filter((condition) => !isRemote(condition)) }
}
