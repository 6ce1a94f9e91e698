/** The grammar of `$apply`: filter, groupby, aggregate and sequences of them. Truth: OData Data Aggregation Extension 4.0, section 3. */
import { raise } from '../model/problem.ts'
import { Cursor } from './cursor.ts'
import { readExpression } from './parse-filter.ts'
import type { FilterExpression } from '../model/dialect.ts'
import type { Aliases } from './parse-filter.ts'

export type Transformation =
  | { readonly kind: 'filter'; readonly filter: FilterExpression }
  | { readonly kind: 'aggregate'; readonly items: readonly AggregateItem[] }
  /** `inside` is done with the rows of each group. */
  | {
      readonly kind: 'groupby'
      readonly by: readonly (readonly string[])[]
      readonly inside: readonly Transformation[]
    }

const methods = ['sum', 'min', 'max', 'average', 'countdistinct'] as const
type Method = (typeof methods)[number]

export interface AggregateItem {
  readonly alias: string
  readonly method: Method | 'count'
  /** Undefined: `$count`. */
  readonly expression: FilterExpression | undefined
}

export function parseApply(text: string, aliases: Aliases): readonly Transformation[] {
  const cursor = new Cursor(text, '$apply')
  const transformations = readSequence(cursor, aliases)
  cursor.spaces()
  return cursor.ended ? transformations : cursor.fail(`Syntax error at position ${cursor.at}`)
}

function readSequence(cursor: Cursor, aliases: Aliases): readonly Transformation[] {
  return cursor.nested(() => {
    const transformations: Transformation[] = []
    do transformations.push(readTransformation(cursor, aliases))
    while (cursor.take('/'))
    return transformations
  })
}

function readTransformation(cursor: Cursor, aliases: Aliases): Transformation {
  cursor.spaces()
  const name = cursor.match(/[A-Za-z_][\w.]*/y) ?? cursor.fail(`A transformation is expected at position ${cursor.at}`)
  if (name !== 'filter' && name !== 'aggregate' && name !== 'groupby')
    return raise({ kind: 'unsupportedFunction', name })
  cursor.expect('(')
  const found = readArguments(cursor, aliases, name)
  cursor.expect(')')
  return found
}

function readArguments(cursor: Cursor, aliases: Aliases, name: Transformation['kind']): Transformation {
  if (name === 'filter') return { kind: name, filter: readExpression(cursor, aliases) }
  if (name === 'aggregate') return { kind: name, items: listed(cursor, () => readItem(cursor, aliases)) }
  cursor.expect('(')
  const by = listed(cursor, () => readGroupPath(cursor))
  cursor.expect(')')
  cursor.spaces()
  return { kind: name, by, inside: cursor.take(',') ? readSequence(cursor, aliases) : [] }
}

/** One or more, divided by commas. */
function listed<T>(cursor: Cursor, read: () => T): readonly T[] {
  const items: T[] = []
  do {
    cursor.spaces()
    items.push(read())
    cursor.spaces()
  } while (cursor.take(','))
  return items
}

function readGroupPath(cursor: Cursor): readonly string[] {
  const path = cursor.match(/[A-Za-z_]\w*(?:\/[A-Za-z_]\w*)*/y)
  if (path === undefined) return cursor.fail(`A property is expected at position ${cursor.at}`)
  return cursor.peek() === '(' ? raise({ kind: 'unsupportedFunction', name: path }) : path.split('/')
}

function readItem(cursor: Cursor, aliases: Aliases): AggregateItem {
  if (cursor.match(/\$count(?=\s)/y) !== undefined)
    return { method: 'count', expression: undefined, alias: readAlias(cursor) }
  const expression = readExpression(cursor, aliases)
  cursor.spaces()
  if (cursor.match(/with(?=\s)/y) === undefined) return cursor.fail(`'with' expected at position ${cursor.at}`)
  cursor.spaces()
  const name = cursor.match(/[A-Za-z_][\w.]*/y) ?? cursor.fail(`A method is expected at position ${cursor.at}`)
  const method = methods.find((each) => each === name) ?? raise({ kind: 'unsupportedFunction', name })
  return { method, expression, alias: readAlias(cursor) }
}

function readAlias(cursor: Cursor): string {
  cursor.spaces()
  if (cursor.match(/as(?=\s)/y) === undefined) return cursor.fail(`'as' expected at position ${cursor.at}`)
  cursor.spaces()
  return cursor.match(/[A-Za-z_]\w*/y) ?? cursor.fail(`An alias is expected at position ${cursor.at}`)
}
