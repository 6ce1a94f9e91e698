/** What OData leaves to a service, as a dialect decides it: one request, and what it answers by each choice. */
import { expect, it } from 'vitest'
import { customer, linkOf, member, openShop, text } from '../fixtures/shop.ts'
import { plainDialect } from '../service/plain-dialect.ts'
import type { Shop } from '../fixtures/shop.ts'
import type { Dialect } from '../model/dialect.ts'
import type { Json } from '../model/value.ts'

const tracking = { prefer: 'odata.track-changes' }
const { batch, conditions, delta, options } = plainDialect

interface Choice {
  readonly what: string
  readonly more: Partial<Dialect>
  /** `id` is that of a customer. */
  readonly look: (shop: Shop, id: string) => Promise<readonly Json[]>
  readonly byDefault: readonly Json[]
  readonly chosen: readonly Json[]
}

const inBatch = async (shop: Shop, requests: Json): Promise<readonly Json[]> => {
  const { body } = await shop.send('POST', '$batch', { requests }, { prefer: 'odata.continue-on-error' })
  const responses = member(body, 'responses')
  return Array.isArray(responses) ? responses.map((each: Json) => member(each, 'status')) : []
}
const create = (id: string, body: Json, dependsOn: readonly string[] = []): Json => ({
  id,
  method: 'POST',
  url: 'customers',
  headers: { 'content-type': 'application/json' },
  body,
  dependsOn,
})

const choices: readonly Choice[] = [
  {
    what: 'PUT of an entity',
    more: { putModifies: false },
    look: async (shop, id) => [(await shop.send('PUT', `customers(${id})`, { city: 'Kiel' })).status],
    byDefault: [204],
    chosen: [405],
  },
  {
    what: 'an action without a condition',
    more: { conditions: { ...conditions, actionNeedsIfMatch: true } },
    look: async (shop, id) => [(await shop.send('POST', `customers(${id})/Shop.rename`, { to: 'B' })).status],
    byDefault: [204],
    chosen: [428],
  },
  {
    what: 'null in a body',
    more: { nullInBody: 'refuse' },
    look: async (shop, id) => [(await shop.send('PATCH', `customers(${id})`, { city: null })).status],
    byDefault: [204],
    chosen: [400],
  },
  {
    what: 'ignored change tracking',
    more: { trackChanges: 'ignored' },
    look: async (shop) => {
      const { status, body } = await shop.get('customers', tracking)
      return [status, linkOf(body, '@odata.deltaLink') !== '']
    },
    byDefault: [200, true],
    chosen: [200, false],
  },
  {
    what: 'refused change tracking',
    more: { trackChanges: 'refused' },
    look: async (shop) => {
      const { status, body } = await shop.get('customers', tracking)
      return [status, text(body, 'error', 'code')]
    },
    byDefault: [200, ''],
    chosen: [400, 'notTracked'],
  },
  {
    what: 'the option and the reason of delta answers',
    more: { options: [...options, 'since'], delta: { ...delta, daysToLive: 7, option: 'since', reason: 'changed' } },
    look: async (shop, id) => {
      const link = linkOf((await shop.get('customers?$select=name', tracking)).body, '@odata.deltaLink')
      await shop.send('DELETE', `customers(${id})`)
      const { body } = await shop.get(link)
      const next = linkOf(body, '@odata.deltaLink')
      return [
        /&([^&=]+)=[^&]+$/.exec(link)?.[1] ?? '',
        /^customers\?\$select=name&([^&=]+)=[^&]+$/.exec(next)?.[1] ?? '',
        member(body, 'value', 0, 'reason'),
      ]
    },
    byDefault: ['$deltatoken', '$deltatoken', 'deleted'],
    chosen: ['since', 'since', 'changed'],
  },
  {
    what: 'what depends on a failed request',
    more: { batch: { ...batch, dependencies: false } },
    look: (shop) => inBatch(shop, [create('1', {}), create('2', customer('X'), ['1'])]),
    byDefault: [400, 424],
    chosen: [400, 201],
  },
  {
    what: 'a reference to an earlier request',
    more: { batch: { ...batch, dependencies: false } },
    look: (shop) => inBatch(shop, [create('1', customer('X')), { id: '2', method: 'GET', url: '$1' }]),
    byDefault: [201, 200],
    chosen: [201, 400],
  },
]

async function seenBy(dialect: Dialect, { look }: Choice): Promise<readonly Json[]> {
  const shop = await openShop({ dialect })
  const { body } = await shop.send('POST', 'customers', customer('A'))
  return look(shop, text(body, 'id'))
}

it.each(choices)('$what is the dialect’s choice', async (choice) => {
  expect(await seenBy(plainDialect, choice)).toEqual(choice.byDefault)
  expect(await seenBy({ ...plainDialect, ...choice.more }, choice)).toEqual(choice.chosen)
})
