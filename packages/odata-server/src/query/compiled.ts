/** What the compiler of filters passes around: typed expressions, and what they are compiled against. */
import { raise } from '../model/problem.ts'
import type { ReadContext } from '../model/context.ts'
import type { EntitySetDefinition, PropertyDefinition } from '../model/entity-set.ts'
import type { Row } from '../model/row.ts'
import type { EdmType, Scalar } from '../model/value.ts'
import type { RootModel } from '../request/model.ts'

export type ExpressionType =
  | 'Null'
  | 'Boolean'
  | 'String'
  | 'Number'
  | 'Guid'
  | 'Date'
  | 'TimeOfDay'
  | 'DateTimeOffset'
  | 'Duration'
  | 'Any'

/** The rows that names stand for: the one tested, and those of lambda variables. */
export interface Environment {
  readonly row: Row
  readonly variables: ReadonlyMap<string, Row>
}

export interface Compiled {
  readonly type: ExpressionType
  readonly evaluate: (environment: Environment) => Scalar
  readonly property?: PropertyDefinition
}

export interface Compiler {
  readonly model: RootModel
  readonly set: EntitySetDefinition
  readonly context: ReadContext
  readonly variables: ReadonlyMap<string, EntitySetDefinition>
}
export function expressionType(type: EdmType): ExpressionType {
  switch (type) {
    case 'Int32':
    case 'Int64':
    case 'Decimal':
    case 'Double':
      return 'Number'
    case 'Binary':
    case 'Stream':
    case 'String':
      return 'String'
    case 'Guid':
    case 'Boolean':
    case 'Date':
    case 'TimeOfDay':
    case 'DateTimeOffset':
    case 'Duration':
      return type
  }
}

/** A filter whose types do not fit. */
export function mismatch(message: string): never {
  return raise({ kind: 'badSyntax', option: '$filter', text: '', position: 0, message })
}
