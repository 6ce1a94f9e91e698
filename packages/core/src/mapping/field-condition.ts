/** Conditions that a record must meet to enter, all of them; pure data, evaluated by core and pushed down where the service can. */
export interface FieldCondition {
  readonly field: string
  readonly operator: 'eq' | 'ne' | 'in' | 'isBlank' | 'isNotBlank'
  readonly value?: string | number | boolean | null
  readonly values?: readonly (string | number)[]
}
