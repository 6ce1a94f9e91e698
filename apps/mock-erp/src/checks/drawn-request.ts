/** Random requests to every set, property, navigation and action of the service: well formed, senseless and torn (business-central-protocol, sections 1 to 9). */
import type { EdmType, EntitySetDefinition, PropertyDefinition, ServiceRootDefinition } from '@koble/odata-server'
import type { Random } from '@koble/odata-server/testing'

export interface FuzzedRoot {
  readonly url: string
  readonly definition: ServiceRootDefinition
  /** Ids of rows, by set. */
  readonly ids: ReadonlyMap<string, readonly string[]>
  /** Values that rows of any set have, by the name of their property: with them bodies get past the first check. */
  readonly samples: ReadonlyMap<string, readonly unknown[]>
}

export interface DrawnRequest {
  readonly method: string
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string
}

const COMPANY = '9d1e6c2a-7b40-4f11-9c2b-6045bde98c10'
const METHODS = [
  'GET',
  'GET',
  'GET',
  'GET',
  'POST',
  'POST',
  'POST',
  'PATCH',
  'PATCH',
  'DELETE',
  'PUT',
  'HEAD',
  'OPTIONS',
  'MERGE',
]

export function drawRequest(random: Random, roots: readonly FuzzedRoot[]): DrawnRequest {
  const root = random.pick([...roots, ...roots.slice(0, 2), ...roots.slice(0, 2), ...roots.slice(0, 2)])
  if (random.chance(0.08)) return drawBatch(random, root)
  const set = random.pick(root.definition.sets)
  return random.chance(0.6) ? drawSensible(random, root, set) : drawSenseless(random, root, set)
}

/** What a client with a bug sends: a request that the set takes, with a body whose values may be wrong. */
function drawSensible(random: Random, root: FuzzedRoot, set: EntitySetDefinition): DrawnRequest {
  const company = set.name === 'companies' || set.name === 'subscriptions' ? '' : `companies(${COMPANY})/`
  const known = root.ids.get(set.name) ?? []
  const id = known[random.below(known.length)] ?? COMPANY
  const entity = `${root.url}/${company}${set.name}(${id})`
  const headers = {
    Authorization: 'Bearer koble-dev-token',
    'Content-Type': 'application/json',
    ...(random.chance(0.9) ? { 'If-Match': '*' } : {}),
  }
  const collections = Object.entries(set.navigation ?? {}).filter(([, { collection }]) => collection === true)
  const body = (): { readonly body: string } => ({ body: drawBody(random, root, set, 0.97) })
  const actions = Object.keys(set.operations ?? {})
  return random.pick<() => DrawnRequest>([
    () => ({ method: 'GET', url: `${root.url}/${company}${set.name}${drawQuery(random, root, set)}`, headers }),
    () => ({ method: 'GET', url: `${entity}${drawQuery(random, root, set)}`, headers }),
    ...(set.insert === undefined
      ? []
      : [() => ({ method: 'POST', url: `${root.url}/${company}${set.name}`, headers, ...body() })]),
    ...(set.modify === undefined
      ? []
      : [
          () => ({ method: 'PATCH', url: entity, headers, ...body() }),
          () => ({ method: 'PATCH', url: entity, headers, ...body() }),
        ]),
    ...(set.delete === undefined || random.chance(0.7) ? [] : [() => ({ method: 'DELETE', url: entity, headers })]),
    ...collections.slice(0, 2).map(([name, navigation]) => () => {
      const target = root.definition.sets.find((each) => each.name === navigation.target) ?? set
      return { method: 'POST', url: `${entity}/${name}`, headers, body: drawBody(random, root, target, 0.97) }
    }),
    ...(actions.length === 0
      ? []
      : [1, 2].map(() => () => ({
          method: 'POST',
          url: `${entity}/Microsoft.NAV.${random.pick(actions)}`,
          headers,
          ...body(),
        }))),
  ])()
}

function drawSenseless(random: Random, root: FuzzedRoot, set: EntitySetDefinition): DrawnRequest {
  const { path, isAction } = drawPath(random, root, set)
  const method = isAction && random.chance(0.8) ? 'POST' : random.pick(METHODS)
  const query = drawQuery(random, root, set)
  const url = `${root.url}/${mangled(random, `${companyPart(random, set)}${path}${query}`, 0.6)}`
  const body =
    method === 'GET' || method === 'HEAD' || random.chance(0.1) ? undefined : drawBody(random, root, set, 0.6)
  return { method, url: withoutBreaks(url), headers: drawHeaders(random), ...(body === undefined ? {} : { body }) }
}

/** The platform's Request takes no such address; a socket would, but the server behind it would not. */
const withoutBreaks = (url: string): string => url.replaceAll(/[\r\n\t#\\]/g, '%23')

function companyPart(random: Random, set: EntitySetDefinition): string {
  if (set.name === 'companies' || set.name === 'subscriptions')
    return random.chance(0.8) ? '' : `companies(${COMPANY})/`
  return random.chance(0.9)
    ? `companies(${COMPANY})/`
    : random.pick([
        '',
        "companies(name='Fjordlys%20Trading')/",
        `companies(id=${COMPANY})/`,
        'companies(x)/',
        "companies(name='No''body')/",
        'companies()/',
      ])
}

const HOSTILE = [
  '',
  ' ',
  "'",
  "''",
  '"',
  '\\',
  '\u0000',
  '\u{1f4a1}',
  '\u202e',
  'ß'.repeat(30),
  'x'.repeat(300),
  '__proto__',
  'constructor',
  'toString',
  'null',
  'true',
  '0',
  '-1',
  '1e400',
  'NaN',
  '%',
  '*',
  '@*',
  '<script>',
  "' or 1 eq 1",
  '${1}',
  '..',
  '\r\n',
]

function drawKey(random: Random, root: FuzzedRoot, set: EntitySetDefinition): string {
  const ids = root.ids.get(set.name) ?? []
  if (ids.length > 0 && random.chance(0.8)) return random.pick(ids)
  return random.pick([
    '00000000-0000-0000-0000-000000000000',
    '11111111-1111-1111-1111-111111111111',
    'not-a-key',
    "'text'",
    "number='10000'",
    `id=${COMPANY}`,
    'id=1,number=2',
    '12',
    '',
    `'${encodeURIComponent(random.pick(HOSTILE))}'`,
  ])
}

function drawPath(
  random: Random,
  root: FuzzedRoot,
  set: EntitySetDefinition,
): { readonly path: string; readonly isAction: boolean } {
  const entity = `${set.name}(${drawKey(random, root, set)})`
  const properties = Object.keys(set.properties)
  const navigations = Object.keys(set.navigation ?? {})
  const operations = Object.keys(set.operations ?? {})
  if (operations.length > 0 && random.chance(0.35)) {
    const action = `Microsoft.NAV.${random.pick(operations)}`
    return {
      path: `${random.chance(0.9) ? entity : set.name}/${random.chance(0.9) ? action : action.toUpperCase()}`,
      isAction: true,
    }
  }
  const tail = random.pick([
    () => set.name,
    () => set.name,
    () => `${set.name}/$count`,
    () => entity,
    () => entity,
    () => entity,
    () => `${entity}/${random.pick(properties)}`,
    () => `${entity}/${random.pick(properties)}/$value`,
    () => (navigations.length === 0 ? entity : `${entity}/${random.pick(navigations)}`),
    () => (navigations.length === 0 ? entity : `${entity}/${random.pick(navigations)}/$count`),
    () => (navigations.length === 0 ? entity : `${entity}/${random.pick(navigations)}/$ref`),
    () => (navigations.length === 0 ? entity : `${entity}/${random.pick(navigations)}(${drawKey(random, root, set)})`),
    () => `${entity}/$ref`,
    () => `${entity}/Microsoft.NAV.nothing`,
    () =>
      random.pick([
        '$metadata',
        '',
        '$batch',
        '$entity',
        '$all',
        'fixedAssets',
        'nothing',
        'Microsoft.NAV.post',
        '$crossjoin(customers,items)',
      ]),
  ])()
  return { path: tail, isAction: false }
}

function drawQuery(random: Random, root: FuzzedRoot, set: EntitySetDefinition): string {
  if (random.chance(0.4)) return ''
  const options = Array.from({ length: 1 + random.below(3) }, () => drawOption(random, root, set, 0))
  return `?${options.map((option) => (random.chance(0.9) ? encodeOption(option) : option)).join('&')}`
}

const encodeOption = (option: string): string => {
  const at = option.indexOf('=') + 1
  return `${option.slice(0, at)}${encodeURIComponent(option.slice(at))}`
}

function drawOption(random: Random, root: FuzzedRoot, set: EntitySetDefinition, depth: number): string {
  const properties = Object.keys(set.properties)
  const property = (): string =>
    random.chance(0.95) ? random.pick(properties) : random.pick(['foo', '$it', 'a/b', "'x'"])
  const navigations = Object.entries(set.navigation ?? {})
  return random.pick([
    () => `$filter=${drawCondition(random, set, 0)}`,
    () => `$filter=${drawCondition(random, set, 0)}`,
    () =>
      `$orderby=${property()}${random.pick([' desc', ' asc', '', ' up'])}${random.chance(0.3) ? `,${property()}` : ''}`,
    () => `$select=${property()},${property()}`,
    () => {
      const [name, navigation] = navigations[random.below(navigations.length)] ?? ['nothing', undefined]
      const target = root.definition.sets.find((each) => each.name === navigation?.target)
      if (target === undefined || depth > 3 || random.chance(0.3)) return `$expand=${name}`
      const inner = Array.from({ length: 1 + random.below(2) }, () => drawOption(random, root, target, depth + 1))
      return `$expand=${name}(${inner.join(';')})`
    },
    () => `$top=${random.pick(['0', '1', '5', '-1', 'x', '99999999999999999999', '1.5', ''])}`,
    () => `$skip=${random.pick(['0', '3', '-1', '1e9', ''])}`,
    () => `$count=${random.pick(['true', 'false', 'yes', ''])}`,
    () => `$skiptoken=${random.pick(['x', 'eyJwYWdlIjoyfQ', "'1900-S'", '%7B', ''])}`,
    () =>
      random.pick([
        '$search=x',
        '$apply=groupby((x))',
        '$compute=1 as a',
        '$levels=3',
        '$format=json',
        '$deltatoken=x',
        '$schemaversion=2.1',
        '$schemaversion=9',
        'tenant=x',
        'unknown=1',
        '$unknown=1',
        `company=${COMPANY}`,
        'company=x',
        '$index=1',
        '$id=x',
      ]),
  ])()
}

/** Conditions of any sense: right and wrong types, functions of the whole grammar, nests. */
function drawCondition(random: Random, set: EntitySetDefinition, depth: number): string {
  const [name, property] = random.pick(Object.entries(set.properties))
  const value = (): string =>
    random.chance(0.75) ? literalOf(random, property) : literalOf(random, random.pick(Object.values(set.properties)))
  const operator = random.pick(['eq', 'eq', 'ne', 'gt', 'ge', 'lt', 'le', 'in', 'has', 'add', 'like'])
  const inner = (): string => drawCondition(random, set, depth + 1)
  if (depth < 4 && random.chance(0.25)) {
    return random.pick([
      () => `${inner()} and ${inner()}`,
      () => `(${inner()}) or (${inner()})`,
      () => `not (${inner()})`,
      () => `((((${inner()}))))`,
    ])()
  }
  return random.pick([
    () => `${name} ${operator} ${value()}`,
    () => `${name} ${operator} ${value()}`,
    () => `${name} ${operator} ${value()}`,
    () =>
      `${random.pick(['contains', 'startswith', 'endswith', 'indexof', 'matchesPattern', 'nothing'])}(${name},${value()})`,
    () =>
      `${random.pick(['tolower', 'toupper', 'length', 'trim', 'year', 'round', 'cast', 'isof'])}(${name}) ${operator} ${value()}`,
    () => `${name} in (${value()},${value()})`,
    () => `substring(${name},${random.pick(['0', '1', '-1', '999', "'x'"])}) eq ${value()}`,
    () =>
      `${random.pick(['nothing', ...Object.keys(set.navigation ?? {})])}/${random.pick(['any', 'all'])}(x:x/id eq ${value()})`,
    () => `${random.pick(['nothing', ...Object.keys(set.navigation ?? {})])}/${name} eq ${value()}`,
    () => `${'('.repeat(random.pick([3, 150]))}${name} eq ${value()}`,
    () =>
      random.pick([
        'true',
        'null',
        '1',
        "'",
        'now() gt 1',
        '1 div 0 eq 1',
        '$it eq 1',
        '-',
        'geo.distance(1,2) eq 3',
        "duration'P1D' eq 1",
        '@p eq 1',
      ]),
  ])()
}

function literalOf(random: Random, property: PropertyDefinition): string {
  const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`
  if (random.chance(0.2)) return quoted(random.pick(HOSTILE))
  if (property.members !== undefined && random.chance(0.8)) return quoted(String(random.pick(property.members)))
  return random.pick(literals[property.type] ?? ['A', '10000', '1896-S', 'EUR', 'PCS', 'A*', 'DE'].map(quoted))
}

const numerals = ['0', '1', '-1', '2.5', '1e3', '99999999999999999999.99999', 'INF', '00']
const literals: Readonly<Partial<Record<EdmType, readonly string[]>>> = {
  Decimal: numerals,
  Int32: numerals,
  Int64: numerals,
  Boolean: ['true', 'false', 'TRUE', '1'],
  Date: ['2026-08-21', '0001-01-01', '2026-02-30', '9999-12-31', '2026-8-1'],
  DateTimeOffset: [
    '2026-08-21T10:00:00Z',
    '2026-08-21T10:00:00.1234567+02:00',
    '0001-01-01T00:00:00Z',
    '2026-08-21T25:00:00Z',
  ],
  Guid: ['00000000-0000-0000-0000-000000000000', COMPANY, COMPANY.toUpperCase(), 'abc'],
}

/** @param whole How often the text is left as it is. */
function drawBody(random: Random, root: FuzzedRoot, set: EntitySetDefinition, whole: number): string {
  const body = JSON.stringify(drawObject(random, root, set, 0)).replaceAll('"1e400"', '1e400')
  if (random.chance(whole)) return body
  if (random.chance(0.3)) return body.slice(0, random.below(body.length + 1))
  return random.chance(0.3)
    ? random.pick([
        '[]',
        'null',
        '""',
        '1',
        '{',
        '{}}',
        '{"a":}',
        `${'['.repeat(5000)}`,
        `${'{"a":'.repeat(3000)}1${'}'.repeat(3000)}`,
        '\ufeff{}',
        '{"displayName":"a","displayName":"b"}',
        'displayName=x',
      ])
    : mangled(random, body, 0)
}

function drawObject(
  random: Random,
  root: FuzzedRoot,
  set: EntitySetDefinition,
  depth: number,
): Record<string, unknown> {
  const body: Record<string, unknown> = {}
  const writable = Object.entries(set.properties).filter(
    ([, property]) => property.readOnly !== true || random.chance(0.03),
  )
  for (let left = random.below(6); left > 0 && writable.length > 0; left -= 1) {
    const [name, property] = random.pick(writable)
    body[name] = drawValue(random, root, name, property)
  }
  const parents = root.ids.get('customers') ?? []
  if ('customerId' in set.properties && parents.length > 0 && random.chance(0.7))
    body['customerId'] = random.pick(parents)
  if ('displayName' in set.properties && random.chance(0.7)) body['displayName'] = random.pick(['A', ...HOSTILE])
  for (const [name, operation] of Object.entries(set.operations ?? {})) {
    if (random.chance(0.3))
      for (const parameter of Object.keys(operation.parameters ?? {}))
        body[parameter] = random.pick([name, 1, null, COMPANY, '2026-08-21', true, []])
  }
  const navigations = Object.entries(set.navigation ?? {})
  if (navigations.length > 0 && depth < 3 && random.chance(0.25)) {
    const [name, navigation] = random.pick(navigations)
    const target = root.definition.sets.find((each) => each.name === navigation.target)
    const child = target === undefined ? {} : drawObject(random, root, target, depth + 1)
    body[random.chance(0.9) ? name : `${name}@odata.bind`] = random.pick([
      [child],
      [child, child],
      child,
      null,
      'x',
      `${navigation.target}(${COMPANY})`,
    ])
  }
  if (random.chance(0.05))
    body[random.pick(['foo', '@odata.etag', '@odata.type', '@odata.id', '__proto__x', 'constructor', ''])] = 'x'
  return body
}

function drawValue(random: Random, root: FuzzedRoot, name: string, property: PropertyDefinition): unknown {
  const samples = root.samples.get(name) ?? []
  if (samples.length > 0 && random.chance(0.6)) return random.pick(samples)
  if (random.chance(0.3))
    return random.pick<unknown>([null, true, 0, -1, 1e21, '1e400', [], {}, [1], { a: { b: [] } }, ...HOSTILE])
  if (property.members !== undefined) return random.chance(0.8) ? random.pick(property.members) : random.pick(HOSTILE)
  if (property.type === 'Guid') {
    const others = [...root.ids.values()]
    const ids = others[random.below(others.length)] ?? []
    return random.pick(['00000000-0000-0000-0000-000000000000', COMPANY, 'abc', ...ids.slice(0, 2)])
  }
  const full = 'x'.repeat(property.maxLength ?? 20)
  return random.pick(values[property.type] ?? ['A', 'EUR', 'PCS', 'DE', '10000', full, `${full}x`, ...HOSTILE])
}

const amounts = [0, 1, 2.5, -3, 100, 1e9, 999999999999999, 0.00001, '7', '1e400']
const values: Readonly<Partial<Record<EdmType, readonly unknown[]>>> = {
  Decimal: amounts,
  Int32: amounts,
  Int64: amounts,
  Boolean: [true, false, 'true', 1],
  Date: ['2026-08-21', '0001-01-01', '2026-02-30', '', '21.08.2026', '2026-08-21T00:00:00Z'],
  DateTimeOffset: ['2026-08-21T10:00:00Z', '0001-01-01T00:00:00Z', 'now'],
}

function drawHeaders(random: Random): Record<string, string> {
  const pick = (chance: number, name: string, values: readonly string[]): Record<string, string> =>
    random.chance(chance) ? { [name]: random.pick(values) } : {}
  return {
    Authorization: random.chance(0.98) ? 'Bearer koble-dev-token' : random.pick(['Bearer x', 'Basic YTpi', '']),
    'Content-Type': random.chance(0.9)
      ? 'application/json'
      : random.pick([
          'text/plain',
          'application/xml',
          'multipart/mixed; boundary=b',
          'application/octet-stream',
          'application/json; charset=utf-16',
          ';',
        ]),
    ...pick(0.6, 'If-Match', ['*', '*', '*', 'W/"x"', '""', 'W/"JzE5OzY4NDEyMDc1NTMzOTEwMjg0NDcxOzAwOyc="', '*, *']),
    ...pick(0.05, 'If-None-Match', ['*', 'W/"x"']),
    ...pick(0.2, 'Prefer', [
      'odata.maxpagesize=2',
      'odata.maxpagesize=0',
      'odata.maxpagesize=x',
      'return=minimal',
      'return-no-content',
      'odata.track-changes',
      ',,=',
      'odata.continue-on-error',
    ]),
    ...pick(0.1, 'Accept', [
      'application/json;odata.metadata=full',
      'application/json;odata.metadata=none',
      'application/json;IEEE754Compatible=true',
      'text/html',
      '*/*',
      '',
    ]),
    ...pick(0.05, 'Isolation', ['snapshot', 'x']),
    ...pick(0.05, 'Data-Access-Intent', ['ReadOnly', 'ReadWrite', 'x']),
    ...pick(0.05, 'Accept-Language', ['de-DE', 'xx', ';;']),
    ...pick(0.05, 'Company', ['Fjordlys Trading', 'x', COMPANY]),
  }
}

function drawBatch(random: Random, root: FuzzedRoot): DrawnRequest {
  const parts = Array.from({ length: random.pick([0, 1, 2, 3, 5, 101]) }, (_, at) => {
    const set = random.pick(root.definition.sets)
    const method = random.pick(METHODS)
    const path = `${companyPart(random, set)}${drawPath(random, root, set).path}`
    return {
      ...(random.chance(0.9) ? { id: random.chance(0.9) ? String(at) : random.pick<unknown>([1, null, '', '0']) } : {}),
      ...(random.chance(0.95) ? { method } : {}),
      url: random.chance(0.9)
        ? path
        : random.pick([`${root.url}/${path}`, '/v2.0/x', '$0', '$metadata', 'http://[', '']),
      ...(method === 'GET'
        ? {}
        : { headers: { 'Content-Type': 'application/json', 'If-Match': '*' }, body: drawObject(random, root, set, 0) }),
      ...(random.chance(0.1) ? { atomicityGroup: random.pick<unknown>(['g', 'h', 1]) } : {}),
      ...(random.chance(0.1) ? { dependsOn: random.pick<unknown>([['0'], ['9'], 'x', [String(at)]]) } : {}),
    }
  })
  const url = `${root.url}/$batch`
  if (random.chance(0.75)) {
    return {
      method: 'POST',
      url,
      headers: drawHeaders(random),
      body: mangled(random, JSON.stringify({ requests: parts }), 0.8),
    }
  }
  const text = parts
    .slice(0, 5)
    .map(
      (part) =>
        `--b\r\nContent-Type: application/http\r\nContent-Transfer-Encoding: binary\r\n\r\n${part.method ?? ''} ${part.url} HTTP/1.1\r\nContent-Type: application/json\r\n\r\n${JSON.stringify(part.body ?? '')}\r\n`,
    )
    .join('')
  const headers = { ...drawHeaders(random), 'Content-Type': 'multipart/mixed; boundary=b' }
  return { method: 'POST', url, headers, body: mangled(random, `${text}--b--\r\n`, 0.7) }
}

const PIECES = [
  '(',
  ')',
  "'",
  '"',
  '/',
  '$',
  '@',
  ',',
  ';',
  ':',
  '%',
  '%27',
  '%00',
  '%FF',
  '\\',
  '{',
  '[',
  ' ',
  '+',
  '-',
  'eq',
  'not ',
  'null',
  'any(',
  '999999999999',
  'ä',
  '..',
  '*',
  '=',
  '&',
  '?',
]

/** The text as it is, or with pieces lost, doubled and put in. */
function mangled(random: Random, given: string, unchanged: number): string {
  let text = given
  for (let left = random.chance(unchanged) ? 0 : 1 + random.below(3); left > 0; left -= 1) {
    const [start, length] = [random.below(text.length + 1), random.below(8)]
    const part = text.slice(start, start + length)
    const put = random.pick(['', part + part, random.pick(PIECES), random.pick(PIECES).repeat(random.below(100))])
    text = text.slice(0, start) + put + text.slice(start + length)
  }
  return text
}
