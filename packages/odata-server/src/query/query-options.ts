/** The system query options of a URL. Truth: OData URL conventions 4.01, section 5.1. */
import { raise } from '../model/problem.ts'
import { deltaOption } from '../request/tokens.ts'
import { Cursor } from './cursor.ts'
import { parseApply } from './parse-apply.ts'
import { parseExpand } from './parse-expand.ts'
import { parseFilter, readExpression } from './parse-filter.ts'
import type { Dialect, FilterExpression } from '../model/dialect.ts'
import type { Transformation } from './parse-apply.ts'
import type { Aliases } from './parse-filter.ts'

export interface OrderItem {
  readonly expression: FilterExpression
  readonly descending: boolean
}

export interface ExpandItem {
  readonly name: string
  /** Only references (`/$ref`). */
  readonly reference: boolean
  /** How many times the navigation is followed from its own targets, 1 for once. */
  readonly levels: number
  readonly options: QueryOptions
  /** The options as they were written, for links that go on where a page ends. */
  readonly text: ReadonlyMap<string, string>
}

export interface QueryOptions {
  /** Undefined: everything. */
  readonly select: readonly string[] | undefined
  readonly expand: readonly ExpandItem[]
  readonly filter: FilterExpression | undefined
  readonly apply: readonly Transformation[]
  readonly orderby: readonly OrderItem[]
  readonly top: number | undefined
  readonly skip: number | undefined
  readonly count: boolean
  readonly skipToken: string | undefined
  readonly deltaToken: string | undefined
  readonly aliases: Aliases
  /** Names of the system options given, in order. */
  readonly given: readonly string[]
}

export const noOptions: QueryOptions = {
  select: undefined,
  expand: [],
  filter: undefined,
  apply: [],
  orderby: [],
  top: undefined,
  skip: undefined,
  count: false,
  skipToken: undefined,
  deltaToken: undefined,
  aliases: new Map(),
  given: [],
}

/** Name and value pairs of a query string, decoded once; "+" is a blank. */
function queryPairs(search: string): [string, string][] {
  const text = search.startsWith('?') ? search.slice(1) : search
  return text
    .split('&')
    .filter((pair) => pair !== '')
    .map((pair) => {
      const at = pair.indexOf('=')
      return at < 0 ? [decoded(pair), ''] : [decoded(pair.slice(0, at)), decoded(pair.slice(at + 1))]
    })
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '))
  } catch {
    return raise({
      kind: 'malformedUrl',
      message: `The URL has a percent sign that starts no valid code in '${text.slice(0, 80)}'.`,
    })
  }
}

export function parseQuery(search: string, dialect: Dialect): QueryOptions {
  const pairs = queryPairs(search)
  const aliases = new Map(pairs.filter(([name]) => name.startsWith('@')))
  const options = new Map<string, string>()
  for (const [name, value] of pairs) {
    if (!name.startsWith('$') && name !== deltaOption(dialect)) continue
    if (!dialect.options.includes(name)) raise({ kind: 'unsupportedOption', option: name })
    if (options.has(name))
      raise({
        kind: 'badSyntax',
        option: name,
        text: value,
        position: 0,
        message: `Query option '${name}' was specified more than once, but it must be specified at most once.`,
      })
    options.set(name, value)
  }
  return {
    ...optionsOf(options, aliases, (text) => parseExpand(text, { aliases, dialect, depth: 0, optionsOf })),
    deltaToken: options.get(deltaOption(dialect)),
  }
}

/** `parseExpand` reads what stands inside `$expand`, as deep as that is. */
function optionsOf(
  options: ReadonlyMap<string, string>,
  aliases: Aliases,
  parseExpand: (text: string) => readonly ExpandItem[],
): QueryOptions {
  const filter = options.get('$filter')
  const orderby = options.get('$orderby')
  const expand = options.get('$expand')
  const apply = options.get('$apply')
  return {
    select: selected(options.get('$select')),
    expand: expand === undefined ? [] : parseExpand(expand),
    filter: filter === undefined ? undefined : parseFilter(filter, aliases),
    apply: apply === undefined ? [] : parseApply(apply, aliases),
    orderby: orderby === undefined ? [] : parseOrder(orderby, aliases),
    top: whole('$top', options.get('$top')),
    skip: whole('$skip', options.get('$skip')),
    count: truth(options.get('$count')),
    skipToken: options.get('$skiptoken'),
    deltaToken: undefined,
    aliases,
    given: [...options.keys()],
  }
}

export function whole(option: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  if (/^\d{1,9}$/.test(text.trim())) return Number(text)
  return raise({
    kind: 'badSyntax',
    option,
    text,
    position: 0,
    message: `Invalid value '${text}' for ${option} query option found. The ${option} query option requires a non-negative integer value.`,
  })
}

function truth(text: string | undefined): boolean {
  if (text === undefined || text === 'false') return false
  if (text === 'true') return true
  return raise({
    kind: 'badSyntax',
    option: '$count',
    text,
    position: 0,
    message: `Invalid value '${text}' for $count query option found. Valid values are 'true' and 'false'.`,
  })
}

function selected(text: string | undefined): readonly string[] | undefined {
  if (text === undefined) return undefined
  const names = text.split(',').map((name) => name.trim())
  if (names.some((name) => name === ''))
    raise({ kind: 'badSyntax', option: '$select', text, position: 0, message: `Found an empty name in '${text}'.` })
  return names.includes('*') ? undefined : names
}

function parseOrder(text: string, aliases: Aliases): OrderItem[] {
  const cursor = new Cursor(text, '$orderby')
  const items: OrderItem[] = []
  do {
    const expression = readExpression(cursor, aliases)
    cursor.spaces()
    const direction = cursor.match(/(?:asc|desc)(?!\w)/y)
    items.push({ expression, descending: direction === 'desc' })
    cursor.spaces()
  } while (cursor.take(','))
  return cursor.ended ? items : cursor.fail(`Syntax error at position ${cursor.at}`)
}
