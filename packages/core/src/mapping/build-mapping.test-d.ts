/** What must not compile in a mapping. Each line with an expected error fails the type check once it compiles. */
import { entity, type RecordOf } from '../entity/entity.ts'
import { boolean, date, decimal, instant, nullable, option, readOnly, reference, text } from '../entity/field-types.ts'
import { tableMapping } from './build-mapping.ts'

const shops = entity(
  'erp',
  'shops',
  { label: 'shop', nameField: 'name' },
  {
    name: text(10),
    phone: nullable(text(30)),
    amount: decimal(2),
    opened: date(),
    kind: option('A', 'B'),
    total: readOnly(decimal(2)),
    ownerId: reference('people'),
  },
)
const stores = entity(
  'crm',
  'stores',
  { label: 'store', nameField: 'title' },
  {
    title: text(10),
    phone: nullable(text(30)),
    amount: nullable(decimal(4)),
    opened: nullable(instant()),
    open: boolean(),
    total: readOnly(nullable(decimal(4))),
    owner: reference('users'),
  },
)

// @ts-expect-error the name field is a field of the entity
entity('erp', 'x', { label: 'x', nameField: 'nothing' }, { name: text(1) })

/** The record's type follows from the data. */
export const shop: RecordOf<typeof shops> = {
  name: 'x',
  phone: null,
  amount: '1.5',
  opened: '2026-01-31',
  kind: 'A',
  total: '0',
  ownerId: null,
}
// @ts-expect-error not a member of the option
export const wrong: RecordOf<typeof shops>['kind'] = 'C'

const people = { mapping: 'people', whenUncoupled: 'later' } as const
const yesNo = { name: 'boolean-option', parameters: { yes: 'A', no: 'B' } }

export const mapping = tableMapping(
  shops,
  stores,
  { name: 'shop', label: 'Shops', erpFilter: [{ field: 'kind', operator: 'eq', value: 'A' }] },
  (map) => [
    map.both('name', 'title'),
    map.both('phone', 'phone', { keepWhenBlank: true }),
    map.both('amount', 'amount'),
    map.both('kind', 'open', { converter: yesNo }),
    map.both('opened', 'opened', { converter: { name: 'date' } }),
    map.toCrm('total', 'amount'),
    map.both('ownerId', 'owner', { reference: people }),
    map.constantToCrm('open', true),
    // @ts-expect-error no such ERP field
    map.both('nam', 'title'),
    // @ts-expect-error no such CRM field
    map.both('name', 'titel'),
    // @ts-expect-error a converter is required: option and boolean
    map.both('kind', 'open'),
    // @ts-expect-error a converter is required: date and instant
    map.both('opened', 'opened'),
    // @ts-expect-error a converter is required: text and decimal
    map.both('name', 'amount'),
    // @ts-expect-error a converter is required: date and text
    map.both('opened', 'title', {}),
    // @ts-expect-error the target is kept by its service
    map.both('amount', 'total'),
    // @ts-expect-error the target is kept by its service
    map.toErp('total', 'amount'),
    // @ts-expect-error a reference says through which mapping
    map.both('ownerId', 'owner'),
    // @ts-expect-error a constant has the target's type
    map.constantToCrm('open', 'yes'),
  ],
)

const blankKind = { field: 'kind', operator: 'isBlank' } as const
// @ts-expect-error a filter names a field of its entity
tableMapping(shops, stores, { name: 'shop', label: 'Shops', crmFilter: [blankKind] }, () => [])
// @ts-expect-error the ERP's entity comes first
tableMapping(stores, shops, { name: 'shop', label: 'Shops' }, () => [])
