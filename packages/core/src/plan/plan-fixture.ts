/** A small pair of entities and short ways to write snapshots, for the planner's tests. */
import { entity, type Entity } from '../entity/entity.ts'
import { code, decimal, integer, nullable, option, reference, resetting, text } from '../entity/field-types.ts'
import { resolveMapping } from '../mapping/resolve-mapping.ts'
import type { ResolvedMapping } from '../mapping/resolved-mapping.ts'
import type { FieldMapping, TableMapping } from '../mapping/table-mapping.ts'
import type { RemoteRecord } from '../ports/connector.ts'
import type { RecordId, Tag } from '../values/ids.ts'
import type { Value, Values } from '../values/value.ts'
import type { Links, PlanInput } from './plan-input.ts'
import type { Base, Bases, Pair } from './plan.ts'

const shops = entity(
  'erp',
  'shops',
  { label: 'shop', nameField: 'a' },
  {
    a: nullable(text(10)),
    b: nullable(text(10)),
    short: nullable(text(3)),
    code: nullable(code(10)),
    amount: decimal(2),
    kind: option('Open', 'Closed'),
    country: resetting(nullable(code(10)), 'city'),
    city: nullable(text(30)),
    currencyId: reference('currencies'),
  },
)

const stores = entity(
  'crm',
  'stores',
  { label: 'store', nameField: 'a', key: 'storeid' },
  {
    a: nullable(text(10)),
    b: nullable(text(10)),
    short: nullable(text(3)),
    code: nullable(text(10)),
    amount: nullable(decimal(2)),
    state: option(0, 1),
    country: nullable(text(10)),
    city: nullable(text(30)),
    required: text(3),
    currency: reference('transactioncurrency'),
    terms: nullable(option()),
    level: nullable(integer()),
  },
)

const fixtureEntities: readonly Entity[] = [shops, stores]

export const both = (name: string, extra: Partial<FieldMapping> = {}): FieldMapping => ({
  name,
  erp: name,
  crm: name,
  direction: 'both',
  ...extra,
})

export const currency = (whenUncoupled: 'wait' | 'later' | 'clear' | 'keep', extra: Partial<FieldMapping> = {}) =>
  both('currency', { erp: 'currencyId', reference: { mapping: 'currency', whenUncoupled }, ...extra })

export const mappingOf = (fields: readonly FieldMapping[], policy: Partial<TableMapping> = {}): ResolvedMapping =>
  resolveMapping(
    {
      name: 'shop',
      label: 'Shops',
      erp: 'shops',
      crm: 'stores',
      direction: 'both',
      enabled: true,
      onlyCoupled: false,
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
    },
    fixtureEntities,
  )

export const record = (values: Values, id = 'id'): RemoteRecord => ({
  id: id as RecordId,
  values,
  tag: `tag-${JSON.stringify(values)}` as Tag,
  writtenByKoble: null,
  modifiedAt: null,
})

export const pair = (erp: Value, crm: Value = erp): Pair => ({ erp, crm })
export const agreed = (values: Readonly<Record<string, Value | Pair>>): Bases =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]): [string, Base] => [
      name,
      { pair: typeof value === 'object' && value !== null ? value : pair(value), mark: null },
    ]),
  )

/** Couples `e-1` with `c-1` and so on under the mapping `currency`. */
export const linksOf = (...numbers: readonly (string | readonly [string, string])[]): ReadonlyMap<string, Links> => {
  const pairs = numbers.map((each) => (typeof each === 'string' ? ([`e-${each}`, `c-${each}`] as const) : each))
  return new Map([
    [
      'currency',
      {
        toCrm: new Map(pairs.map(([erp, crm]) => [erp, crm as RecordId])),
        toErp: new Map(pairs.map(([erp, crm]) => [crm, erp as RecordId])),
      },
    ],
  ])
}

export const inputOf = (mapping: ResolvedMapping, rest: Partial<PlanInput>): PlanInput => ({
  mapping,
  bases: null,
  erp: 'none',
  crm: 'none',
  links: new Map(),
  chosenWinner: null,
  firstWinner: null,
  resolution: null,
  recentWrites: [],
  now: 0,
  wanted: false,
  ...rest,
})
