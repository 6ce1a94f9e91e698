/** `$expand` with its nested options. Truth: OData URL conventions 4.01, section 5.1.3. */
import { raise } from '../model/problem.ts'
import { Cursor } from './cursor.ts'
import type { Dialect } from '../model/dialect.ts'
import type { Aliases } from './parse-filter.ts'
import type { ExpandItem, QueryOptions } from './query-options.ts'

interface Nesting {
  readonly aliases: Aliases
  readonly dialect: Dialect
  readonly depth: number
  /** Reads nested options; the last argument reads an `$expand` among them. */
  readonly optionsOf: (
    options: ReadonlyMap<string, string>,
    aliases: Aliases,
    parseExpand: (text: string) => readonly ExpandItem[],
  ) => QueryOptions
}

export function parseExpand(text: string, nesting: Nesting): ExpandItem[] {
  const { dialect, depth } = nesting
  if (depth >= dialect.limits.expandDepth) tooDeep(text, dialect)
  const cursor = new Cursor(text, '$expand')
  const items: ExpandItem[] = []
  do {
    cursor.spaces()
    const name =
      cursor.match(/[A-Za-z_][\w]*(?:\/(?!\$)[A-Za-z_][\w.]*)*/y) ??
      cursor.fail(`A navigation property is expected at position ${cursor.at}`)
    const reference = cursor.take('/$ref')
    const inner = cursor.take('(') ? nestedOptions(cursor, dialect) : new Map<string, string>()
    items.push(expandItem(name.split('/'), reference, inner, text, nesting))
    cursor.spaces()
  } while (cursor.take(','))
  return cursor.ended ? items : cursor.fail(`Syntax error at position ${cursor.at}`)
}

function tooDeep(text: string, dialect: Dialect): never {
  return raise({
    kind: 'badSyntax',
    option: '$expand',
    text,
    position: 0,
    message: `The request includes a $expand path which is too deep. The maximum depth allowed is ${dialect.limits.expandDepth}.`,
  })
}

/** `a/b` expands b inside a. */
function expandItem(
  path: readonly string[],
  reference: boolean,
  inner: ReadonlyMap<string, string>,
  text: string,
  nesting: Nesting,
): ExpandItem {
  const [name = '', ...rest] = path
  const deeper = { ...nesting, depth: nesting.depth + 1 }
  const options = (own: ReadonlyMap<string, string>): QueryOptions =>
    nesting.optionsOf(own, nesting.aliases, (nested) => parseExpand(nested, deeper))
  if (rest.length > 0) {
    if (deeper.depth >= nesting.dialect.limits.expandDepth) tooDeep(text, nesting.dialect)
    const expand = [expandItem(rest, reference, inner, text, deeper)]
    return { name, reference: false, levels: 1, text: new Map(), options: { ...options(new Map()), expand } }
  }
  return {
    name,
    reference,
    levels: levelsOf(inner.get('$levels'), text, nesting),
    text: inner,
    options: options(inner),
  }
}

function levelsOf(given: string | undefined, text: string, { dialect, depth }: Nesting): number {
  if (given === undefined) return 1
  const left = dialect.limits.expandDepth - depth
  if (given === 'max') return left
  if (!/^[1-9]\d{0,8}$/.test(given))
    return raise({
      kind: 'badSyntax',
      option: '$levels',
      text: given,
      position: 0,
      message: `Invalid value '${given}' for $levels query option found. It requires a positive integer value or 'max'.`,
    })
  return Number(given) <= left ? Number(given) : tooDeep(text, dialect)
}

const nestable = ['$select', '$filter', '$orderby', '$top', '$skip', '$count', '$expand', '$levels']

/** `$select=…;$filter=…` up to the closing parenthesis, which brackets and quotes inside do not close. */
function nestedOptions(cursor: Cursor, dialect: Dialect): Map<string, string> {
  const options = new Map<string, string>()
  for (;;) {
    cursor.spaces()
    const name = cursor.match(/\$?[a-z]+(?==)/y) ?? cursor.fail(`A query option is expected at position ${cursor.at}`)
    const option = name.startsWith('$') ? name : `$${name}`
    if (!nestable.includes(option) || !dialect.options.includes(option)) raise({ kind: 'unsupportedOption', option })
    if (options.has(option)) cursor.fail(`Query option '${option}' was specified more than once`)
    cursor.take('=')
    options.set(option, optionText(cursor))
    if (cursor.take(')')) return options
    cursor.expect(';')
  }
}

function optionText(cursor: Cursor): string {
  const start = cursor.at
  for (let open = 0, quoted = false; !cursor.ended; cursor.at += 1) {
    const character = cursor.peek()
    if (character === "'") quoted = !quoted
    if (quoted) continue
    if (open === 0 && (character === ';' || character === ')')) return cursor.text.slice(start, cursor.at)
    if (character === '(') open += 1
    if (character === ')') open -= 1
  }
  return cursor.fail("')' expected at the end")
}
