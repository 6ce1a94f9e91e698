import { describe, expect, it } from 'vitest'
import { entity } from '../entity/entity.ts'
import { boolean, nullable, option, readOnly, reference, text } from '../entity/field-types.ts'
import { KobleError } from '../errors/koble-error.ts'
import { resolveMapping } from './resolve-mapping.ts'
import { selectionOf } from './selection-of.ts'
import { standardConverters } from './standard-converters.ts'
import type { FieldMapping, TableMapping } from './table-mapping.ts'
import { validateMapping } from './validate-mapping.ts'

const shops = entity(
  'erp',
  'shops',
  { label: 'shop', nameField: 'name' },
  {
    name: nullable(text(10)),
    name2: nullable(text(10)),
    kind: option('A', 'B'),
    total: readOnly(nullable(text(10))),
    ownerId: reference('people'),
  },
)
const stores = entity(
  'crm',
  'stores',
  { label: 'store', nameField: 'title' },
  {
    title: nullable(text(10)),
    title2: nullable(text(10)),
    open: boolean(),
    total: readOnly(nullable(text(10))),
    owner: reference('users'),
  },
)
const entities = [shops, stores]

const field = (erp: string | null, crm: string | null, extra: Partial<FieldMapping> = {}): FieldMapping => ({
  name: erp ?? crm ?? 'none',
  erp,
  crm,
  direction: 'both',
  ...extra,
})
const table = (fields: readonly FieldMapping[], policy: Partial<TableMapping> = {}): TableMapping => ({
  name: 'shop',
  label: 'Shops',
  erp: 'shops',
  crm: 'stores',
  direction: 'both',
  enabled: true,
  onlyCoupled: true,
  erpFilter: [],
  crmFilter: [],
  onUpdateConflict: 'ask',
  onDeletion: 'ask',
  onLeaving: 'rest',
  firstAgreement: 'ask',
  match: [],
  dependsOn: [],
  ...policy,
  fields,
})
const codes = (mapping: TableMapping, mappings?: readonly TableMapping[]) =>
  validateMapping(mapping, {
    entities,
    converters: standardConverters,
    ...(mappings === undefined ? {} : { mappings }),
  }).map((problem) => problem.code)

describe('problems of a mapping', () => {
  const cases: readonly (readonly [string, TableMapping, readonly string[]])[] = [
    ['a good one has none', table([field('name', 'title')]), []],
    ['an entity that is not there', table([], { erp: 'nothing' }), ['unknown-entity']],
    ['a field that is not there', table([field('nam', 'title')]), ['unknown-field']],
    ['two kinds without a converter', table([field('kind', 'open')]), ['missing-converter']],
    [
      'a converter that is not there',
      table([field('kind', 'open', { converter: { name: 'magic' } })]),
      ['unknown-converter'],
    ],
    [
      'wrong parameters',
      table([field('kind', 'open', { converter: { name: 'boolean-option' } })]),
      ['wrong-parameters'],
    ],
    ['a read-only target', table([field('name', 'total')]), ['read-only-target']],
    ['a read-only source is none', table([field('total', 'title', { direction: 'toCrm' })]), []],
    [
      "a target that the mapping's direction protects is none",
      table([field('total', 'title')], { direction: 'toCrm' }),
      [],
    ],
    [
      'two fields with one name',
      table([field('name', 'title'), field('name2', 'title2', { name: 'name' })]),
      ['duplicate-name'],
    ],
    [
      'two fields with one target',
      table([field('name', 'title'), field('name2', 'title', { direction: 'toCrm' })]),
      ['duplicate-target'],
    ],
    [
      'one source for two targets is none',
      table([
        field('name', 'title', { direction: 'toCrm' }),
        field('name', 'title2', { name: 'copy', direction: 'toCrm' }),
      ]),
      [],
    ],
    ['no field at all', table([field(null, null, { constant: 1 })]), ['no-field']],
    ['a side without field and constant', table([field(null, 'title')]), ['missing-constant']],
    ['a constant between two fields', table([field('name', 'title', { constant: 'x' })]), ['needless-constant']],
    ['a reference without its mapping', table([field('ownerId', 'owner')]), ['missing-reference']],
    [
      'a filter on a field that is not there',
      table([field('name', 'title')], { erpFilter: [{ field: 'nope', operator: 'isBlank' }] }),
      ['unknown-field'],
    ],
    [
      'a deactivation of a field that is not there',
      table([field('name', 'title')], { deactivate: { crm: { nope: 1 } } }),
      ['unknown-field'],
    ],
    [
      'a match on a field mapping that is not there',
      table([field('name', 'title')], { match: [{ fields: [{ field: 'nope', ignoreCase: true }] }] }),
      ['unknown-match-field'],
    ],
  ]
  it.each(cases)('%s', (_, mapping, expected) => expect(codes(mapping)).toEqual(expected))

  it('all are listed at once', () => {
    expect(codes(table([field('nam', 'title'), field('kind', 'open'), field('ownerId', 'owner')]))).toEqual([
      'unknown-field',
      'missing-converter',
      'missing-reference',
    ])
  })
})

describe('among other mappings', () => {
  const refer = (to: string, whenUncoupled: 'wait' | 'later') =>
    field('ownerId', 'owner', { reference: { mapping: to, whenUncoupled } })

  it('a reference and a dependency must name one that exists', () => {
    const mapping = table([refer('people', 'wait')], { dependsOn: ['nothing'] })
    expect(codes(mapping, [])).toEqual(['unknown-mapping', 'unknown-mapping'])
  })

  it('a circle made of waiting alone is refused', () => {
    const a = table([refer('b', 'wait')], { name: 'a' })
    const b = table([refer('c', 'wait')], { name: 'b' })
    const c = table([], { name: 'c', dependsOn: ['a'] })
    expect(codes(a, [a, b, c])).toEqual(['wait-cycle'])
    expect(codes(table([refer('a', 'wait')], { name: 'a' }), [])).toEqual(['wait-cycle'])
  })

  it('a circle in which one follows later is none', () => {
    const a = table([refer('b', 'wait')], { name: 'a' })
    const b = table([refer('a', 'later')], { name: 'b' })
    expect(codes(a, [a, b])).toEqual([])
    expect(codes(b, [a, b])).toEqual([])
  })

  it('a circle that does not pass through a mapping is not its problem', () => {
    const a = table([refer('b', 'wait')], { name: 'a' })
    const b = table([refer('b', 'wait')], { name: 'b' })
    expect(codes(a, [a, b])).toEqual([])
  })
})

describe('a resolved mapping', () => {
  it('is refused with every problem in one message', () => {
    const broken = () => resolveMapping(table([field('nam', 'title'), field('kind', 'open')]), entities)
    expect(broken).toThrow(KobleError)
    expect(broken).toThrow(/no field "nam".*need a converter/)
  })

  it("leaves at rest what the mapping's direction forbids", () => {
    const mapping = resolveMapping(
      table([field('name', 'title', { direction: 'toErp' }), field('name2', 'title2')], { direction: 'toCrm' }),
      entities,
    )
    expect(mapping.fields.map((each) => each.direction)).toEqual([null, 'toCrm'])
  })

  it('says what must be read: mapped fields, those of filter and deactivation, and the name', () => {
    const mapping = resolveMapping(
      table([field('name2', 'title2'), field(null, 'owner', { constant: null })], {
        erpFilter: [{ field: 'kind', operator: 'eq', value: 'A' }],
        deactivate: { crm: { open: false } },
      }),
      entities,
    )
    expect(selectionOf(mapping, 'erp')).toEqual(['name', 'name2', 'kind'])
    expect(selectionOf(mapping, 'crm')).toEqual(['title', 'title2', 'owner', 'open'])
  })
})
