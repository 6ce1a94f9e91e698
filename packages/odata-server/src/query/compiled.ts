/** What the compiler of filters passes around: typed expressions, and what they are compiled against. */
import { raise } from '../model/problem.ts'
import type { ReadContext } from '../model/context.ts'
import type { FilterExpression } from '../model/dialect.ts'
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
  /** Lambdas set theirs while they test a row. */
  readonly variables: Map<string, Row>
}

export interface Compiled {
  readonly type: ExpressionType
  readonly evaluate: (environment: Environment) => Scalar
  readonly property?: PropertyDefinition
  /** Members of an enumeration, as the literal names them. */
  readonly members?: string
}

export interface Compiler {
  readonly model: RootModel
  readonly set: EntitySetDefinition
  readonly context: ReadContext
  readonly variables: ReadonlyMap<string, EntitySetDefinition>
}

export type Compile = (expression: FilterExpression, compiler: Compiler) => Compiled

/** A compiler for expressions on a set's rows. */
export function compilerOf(model: RootModel, set: EntitySetDefinition, context: ReadContext): Compiler {
  return { model, set, context, variables: new Map() }
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

/** Whether a value of one type may stand where one of these is wanted. */
export function fits(type: ExpressionType, wanted: readonly ExpressionType[]): boolean {
  return type === 'Any' || type === 'Null' || wanted.includes(type)
}

export function edmName(type: ExpressionType): string {
  return `Edm.${type === 'Number' ? 'Decimal' : type}`
}

export function checkOperator(operator: string, compiler: Compiler): void {
  const taken = compiler.model.dialect.operators
  if (taken !== undefined && !taken.includes(operator)) raise({ kind: 'unsupportedOperator', operator })
}

/** Rows that lambdas inside lambdas may look at in one request: each level multiplies them. */
const mostWork = 200_000

export function spend({ context, variables }: Compiler): void {
  if (variables.size === 0) return
  const spent = Number(context.memo.get('query.work') ?? 0) + 1
  if (spent > mostWork) mismatch('The query looks at too many related rows.')
  context.memo.set('query.work', spent)
}
