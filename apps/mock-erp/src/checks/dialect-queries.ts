/**
 * Queries in the service's dialect over generated rows: those that business-central-protocol, section 4, allows are compared with the kit's second evaluator; those
 * that it forbids get the status and code that it names; patterns and ignored lambdas do what it says.
 */
import type { EntitySetDefinition } from '@koble/odata-server'
import {
  instantOf,
  naiveFilter,
  naiveSort,
  numberOf,
  printFilter,
  randomOf,
  type Naive,
  type NaiveRow,
  type Random,
  type Sorting,
} from '@koble/odata-server/testing'
import { roots } from '../roots/roots.ts'
import { KOBLE, openErp, V2, type Answer, type Body, type TestErp } from '../testing/test-erp.ts'
import { drawFilter, fieldsOf, type DrawnFilter, type Field } from './queries/drawn-filter.ts'
import { refusals } from './queries/refused-queries.ts'

interface CheckedSet {
  readonly api: 'call' | 'koble'
  readonly set: EntitySetDefinition
  readonly rows: readonly Body[]
  readonly byId: ReadonlyMap<unknown, Body>
  readonly fields: readonly Field[]
}

const sets = {
  call: [
    'customers',
    'items',
    'contacts',
    'salesOrders',
    'salesInvoices',
    'itemLedgerEntries',
    'generalLedgerEntries',
    'purchaseReceiptLines',
  ],
  koble: [
    'customers',
    'items',
    'customerLedgerEntries',
    'priceListLines',
    'salesOrderLines',
    'postedSalesInvoiceLines',
  ],
} as const

/** Rows of their own beside the demo company's. */
const casesPerCompany = 1000
const now = instantOf('2026-08-21T10:00:00.000Z')

/** Throws an Error that names the seed, the query and both answers when they differ. */
export async function checkDialectQueries({
  cases,
  seed,
}: {
  readonly cases: number
  readonly seed: number
}): Promise<void> {
  for (let done = 0; done < cases; done += casesPerCompany) {
    const random = randomOf(seed + done)
    const erp = await openErp()
    try {
      await addRows(erp, random)
      const checked = await readSets(erp)
      for (let at = 0; at < Math.min(casesPerCompany, cases - done); at += 1) {
        await checkOne(erp, random, random.pick(checked)).catch((error: unknown) => {
          throw new Error(`Seed ${seed}, case ${done + at}: ${error instanceof Error ? error.message : String(error)}`)
        })
      }
    } finally {
      await erp.close()
    }
  }
}

const words = ['a', 'A', 'ab', "o'b", 'Ä ö', 'a&b', 'x+y', '100%', ' b ', 'null', "''", 'é/#x', 'straße']

async function addRows(erp: TestErp, random: Random): Promise<void> {
  const word = (): string => random.pick(words)
  const amount = (): number => random.pick([0, 1, 2.5, 0.1, 1000000.25])
  for (let at = 0; at < 20; at += 1) {
    const customer = {
      displayName: word(),
      city: word(),
      addressLine1: word(),
      country: random.pick(['DE', 'AT', '']),
      creditLimit: amount(),
    }
    const item = {
      displayName: word(),
      unitPrice: amount(),
      unitCost: amount(),
      type: random.pick(['Inventory', 'Service']),
      gtin: random.pick(['', '4006381333931']),
    }
    for (const [set, body] of [
      ['customers', customer],
      ['items', item],
    ] as const) {
      const { status, text } = await erp.call('POST', set, body)
      if (status !== 201) throw new Error(`${set} ${JSON.stringify(body)}: ${status} ${text}`)
    }
  }
}

async function readSets(erp: TestErp): Promise<readonly CheckedSet[]> {
  const [standard, koble] = roots(erp.database, () => Promise.reject(new Error('No hook is called.')))
  const found: CheckedSet[] = []
  for (const [api, root] of [
    ['call', standard],
    ['koble', koble],
  ] as const) {
    for (const name of sets[api]) {
      const set = root?.sets.find((each) => each.name === name)
      if (set === undefined) throw new Error(`There is no set ${name}.`)
      const { rows, status, text } = await erp[api]('GET', name)
      if (status !== 200 || rows.length < 5) throw new Error(`${name}: ${status} ${text.slice(0, 200)}`)
      found.push({ api, set, rows, fields: fieldsOf(set, rows), byId: new Map(rows.map((row) => [row['id'], row])) })
    }
  }
  return found
}

function naiveRow(row: Body, fields: readonly Field[]): NaiveRow {
  const naiveValue = ({ name, kind }: Field): Naive => {
    const value = row[name]
    if (typeof value === 'boolean') return value
    if (typeof value !== 'string' && typeof value !== 'number') throw new Error(`${name} of ${JSON.stringify(row)}`)
    if (kind === 'number') return numberOf(String(value))
    return kind === 'instant' ? instantOf(String(value)) : String(value)
  }
  return Object.fromEntries(fields.map((field) => [field.name, naiveValue(field)]))
}

async function checkOne(erp: TestErp, random: Random, checked: CheckedSet): Promise<void> {
  const roll = random.below(10)
  if (roll < 6) return checkAllowed(erp, random, checked)
  if (roll < 9) return checkRefused(erp, random, checked)
  return random.chance(0.7) ? checkPattern(erp, random, checked) : checkLambda(erp, random, checked)
}

const differs = (query: string, expected: unknown, found: unknown): never => {
  throw new Error(
    `${decodeURIComponent(query)}\n  expected ${JSON.stringify(expected)}\n  found    ${JSON.stringify(found)}`,
  )
}

function same(query: string, expected: unknown, found: unknown): void {
  if (JSON.stringify(expected) !== JSON.stringify(found)) differs(query, expected, found)
}

async function checkAllowed(erp: TestErp, random: Random, checked: CheckedSet): Promise<void> {
  const { fields, naiveRows } = someFields(random, checked)
  const level21 = random.chance(0.3)
  const filter = random.chance(0.9) ? drawFilter(random, fields, level21) : undefined
  const sortings = Array.from({ length: random.below(3) }, (): Sorting => ({
    expression: { kind: 'path', path: [random.pick(fields).name] },
    descending: random.chance(0.5),
  }))
  const top = random.chance(0.3) ? random.below(12) : undefined
  const skip = random.chance(0.3) ? random.below(8) : undefined
  const count = random.chance(0.3)
  const names = ['id', ...checked.fields.filter(() => random.chance(0.1)).map(({ name }) => name)]
  const select = random.chance(0.5) ? [...new Set(names)] : undefined
  const query = queryOf(checked, { filter, level21, sortings, top, skip, count, select })
  const all = naiveSort(naiveFilter(naiveRows, filter?.meant, now), sortings, now)
  const from = skip ?? 0
  const page = all.slice(from, top === undefined ? undefined : from + top)
  const found = await readPages(erp, checked, query, {
    size: 1 + random.below(400),
    count: count ? all.length : undefined,
  })
  same(
    query,
    page.map(({ id }) => id),
    found.map(({ id }) => id),
  )
  for (const row of found) {
    const whole = checked.byId.get(row['id']) ?? {}
    const names = select ?? checked.fields.map(({ name }) => name)
    if (select !== undefined) same(query, select.toSorted(), shown(row))
    same(query, valuesOf(whole, names), valuesOf(row, names))
  }
}

const valuesOf = (row: Body, names: readonly string[]): readonly unknown[] => names.map((name) => row[name])

/** Four fields to ask about, and the rows as the second evaluator takes them: without the others, since it looks names up one by one. */
function someFields(
  random: Random,
  { fields, rows }: CheckedSet,
): { readonly fields: readonly Field[]; readonly naiveRows: readonly NaiveRow[] } {
  const some = Array.from({ length: 4 }, () => random.pick(fields))
  const needed = [...new Set([...fields.filter(({ name }) => name === 'id'), ...some])]
  return { fields: some, naiveRows: rows.map((row) => naiveRow(row, needed)) }
}

const shown = (row: Body): readonly string[] =>
  Object.keys(row)
    .filter((name) => !name.includes('@'))
    .toSorted()

interface Options {
  readonly filter: DrawnFilter | undefined
  readonly level21: boolean
  readonly sortings: readonly Sorting[]
  readonly top: number | undefined
  readonly skip: number | undefined
  readonly count: boolean
  readonly select: readonly string[] | undefined
}

function queryOf({ set }: CheckedSet, { filter, level21, sortings, top, skip, count, select }: Options): string {
  const order = sortings.map(({ expression, descending }) => `${printFilter(expression)}${descending ? ' desc' : ''}`)
  const parts = [
    ...(filter === undefined ? [] : [`$filter=${encodeURIComponent(printFilter(filter.sent))}`]),
    ...(level21 ? ['$schemaversion=2.1'] : []),
    ...(order.length === 0 ? [] : [`$orderby=${encodeURIComponent(order.join(','))}`]),
    ...(top === undefined ? [] : [`$top=${top}`]),
    ...(skip === undefined ? [] : [`$skip=${skip}`]),
    ...(count ? ['$count=true'] : []),
    ...(select === undefined ? [] : [`$select=${select.join(',')}`]),
  ]
  return `${set.name}${parts.length === 0 ? '' : '?'}${parts.join('&')}`
}

async function readPages(
  erp: TestErp,
  { api, rows: { length: most } }: CheckedSet,
  query: string,
  { size, count }: { readonly size: number; readonly count: number | undefined },
): Promise<readonly Body[]> {
  const rows: Body[] = []
  for (let at: unknown = query; typeof at === 'string';) {
    const answer: Answer = await erp[api]('GET', at, undefined, { Prefer: `odata.maxpagesize=${size}` })
    if (answer.status !== 200) differs(query, 200, [answer.status, ...answer.error])
    if (answer.rows.length > size) differs(query, `at most ${size} rows`, answer.rows.length)
    same(query, count, answer.body['@odata.count'])
    rows.push(...answer.rows)
    if (rows.length > most) differs(query, `at most ${most} rows in all`, rows.length)
    at = answer.body['@odata.nextLink']
  }
  return rows
}

async function checkRefused(erp: TestErp, random: Random, { api, set, fields }: CheckedSet): Promise<void> {
  const rule = random.pick(Object.values(refusals))
  const refused = rule({ random, fields, entityType: set.entityType })
  if (refused === undefined) return
  const query = `${set.name}?${refused.query}`
  const answer = await erp[api]('GET', query)
  const [code, message] = answer.error
  same(query, [refused.status, refused.code, refused.message ?? message], [answer.status, code, message])
}

/** Equality with `*`, `?` and a leading `@` is a pattern; the expression of the language is the second opinion. */
async function checkPattern(erp: TestErp, random: Random, { api, set, fields, rows }: CheckedSet): Promise<void> {
  const field = random.pick(fields.filter(({ kind }) => kind === 'text' || kind === 'code'))
  const values = field.values.filter((each) => each.length < field.maxLength && !/[*?@]/.test(each))
  const value = values[random.below(values.length)]
  if (value === undefined) return
  const places = Array.from(value)
  const cut = random.below(places.length + 1)
  const end = cut + random.below(places.length - cut + 1)
  const drawn = random
    .pick([
      [...places.slice(0, cut), '*', ...places.slice(end)],
      ['*', ...places.slice(cut, end), '*'],
      places.map((place, at) => (at === cut ? '?' : place)),
    ])
    .join('')
  const pattern = random.chance(0.3)
    ? `@${drawn.toLowerCase()}*`
    : drawn.includes('*') || drawn.includes('?')
      ? drawn
      : `${drawn}*`
  const anyCase = pattern.startsWith('@')
  const source = Array.from(anyCase ? pattern.slice(1) : pattern, (place) =>
    place === '*' ? '[^]*' : place === '?' ? '[^]' : place.replaceAll(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`),
  ).join('')
  const expression = new RegExp(`^${source}$`, anyCase || field.kind === 'code' ? 'iu' : 'u')
  const query = `${set.name}?$filter=${encodeURIComponent(`${field.name} eq '${pattern.replaceAll("'", "''")}'`)}&$select=id`
  const answer = await erp[api]('GET', query)
  if (answer.status !== 200) differs(query, 200, [answer.status, ...answer.error])
  const expected = rows.filter((row) => expression.test(String(row[field.name]))).map(({ id }) => id)
  same(
    query,
    expected,
    answer.rows.map(({ id }) => id),
  )
}

/** A lambda is ignored, which the request log says. */
async function checkLambda(erp: TestErp, random: Random, checked: CheckedSet): Promise<void> {
  const { api, set } = checked
  const { fields, naiveRows } = someFields(random, checked)
  const collections = Object.entries(set.navigation ?? {}).filter(([, { collection }]) => collection === true)
  const [name] = collections[random.below(collections.length)] ?? []
  if (name === undefined) return
  const lambda = `${name}/${random.pick(['any', 'all'])}(x:x/${random.pick(['id', 'description', 'number'])} eq 'x')`
  const filter = random.chance(0.5) ? drawFilter(random, fields, false) : undefined
  const text =
    filter === undefined
      ? lambda
      : random.pick([`${lambda} and (${printFilter(filter.sent)})`, `(${printFilter(filter.sent)}) and ${lambda}`])
  const query = `${set.name}?$filter=${encodeURIComponent(text)}&$select=id`
  const answer = await erp[api]('GET', query)
  const expected = naiveFilter(naiveRows, filter?.meant, now)
  same(
    query,
    expected.map(({ id }) => id),
    answer.rows.map(({ id }) => id),
  )
  const log = await erp.control('GET', 'log')
  const url = `${api === 'call' ? V2 : KOBLE}/`
  const entry = log.rows.findLast((each) => String(each['url']).includes(url.slice(url.indexOf('/v2.0'))))
  if (!JSON.stringify(entry?.['remarks'] ?? []).includes('lambda')) differs(query, 'a remark in the log', entry)
}
