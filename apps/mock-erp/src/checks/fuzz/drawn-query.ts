/** Random query options, with filters of the whole grammar and of none. */
import type { EdmType, EntitySetDefinition, PropertyDefinition } from '@koble/odata-server'
import type { Random } from '@koble/odata-server/testing'
import { CID } from '../../testing/test-erp.ts'
import type { FuzzedRoot } from './fuzzed-root.ts'
import { HOSTILE } from './hostile-texts.ts'

export function drawQuery(random: Random, root: FuzzedRoot, set: EntitySetDefinition): string {
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
        `company=${CID}`,
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
  Guid: ['00000000-0000-0000-0000-000000000000', CID, CID.toUpperCase(), 'abc'],
}
