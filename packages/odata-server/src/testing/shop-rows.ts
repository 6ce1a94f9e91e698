/** Random customers, orders and currencies of the shop: in its database, and as rows of the second evaluator. */
import { robot } from '../fixtures/shop.ts'
import { instantOf, number, numberOf, spanOf, timeOf } from '../fixtures/naive-values.ts'
import { dates, decimals, durations, ids, instants, times, words } from './filter-vocabulary.ts'
import type { Naive, NaiveRow } from '../fixtures/naive-values.ts'
import type { Shop } from '../fixtures/shop.ts'
import type { Draft } from '../model/row.ts'
import type { Scalar } from '../model/value.ts'
import type { Random } from './generate-filter.ts'

type Stored = Record<string, Scalar>

const readers: Readonly<Record<string, (value: Scalar) => Naive>> = {
  credit: (value) => numberOf(String(value)),
  amount: (value) => numberOf(String(value)),
  weight: (value) => numberOf(String(value)),
  rank: (value) => number(BigInt(Number(value)), 1n, true),
  seen: (value) => instantOf(String(value)),
  opens: (value) => timeOf(String(value)),
  lead: (value) => spanOf(String(value)),
}

function plain(stored: Stored): Record<string, Naive> {
  const known = Object.entries(stored).filter(([, value]) => value !== null)
  return Object.fromEntries(
    known.map(([name, value]) => [
      name === 'kindOf' ? 'kind' : name,
      readers[name]?.(value) ?? (typeof value === 'boolean' ? value : String(value)),
    ]),
  )
}

/** Fills an empty shop; answers its customers in their default order. */
export function fillShop(shop: Shop, random: Random, count: number): readonly NaiveRow[] {
  const maybe = <T extends Scalar>(items: readonly T[]): T | null => (random.chance(0.2) ? null : random.pick(items))
  const guid = (kind: string, at: number): string => `00000000-0000-4000-8000-${kind}${String(at).padStart(10, '0')}`
  const currencies = ['EUR', 'USD', 'a'].map((code, at): Stored => ({ id: guid('ce', at), code }))
  const customers = Array.from({ length: count }, (_, at): Stored => ({
    id: ids[at] ?? guid('c0', random.below(1e9)),
    number: `N${String(at).padStart(3, '0')}`,
    name: random.pick(words),
    city: maybe(words),
    credit: maybe(decimals),
    rank: maybe([0, 1, 2, -5, 40]),
    active: maybe([true, false]),
    since: maybe(dates),
    seen: maybe(instants),
    opens: maybe(times),
    lead: maybe(durations),
    weight: maybe([0, 2, 0.5, -1.25, 1e21]),
    kindOf: maybe(['Small', 'Big']),
    currencyId: random.chance(0.3) ? null : (random.pick(currencies)['id'] ?? null),
  }))
  const orders = Array.from({ length: count }, (_, at): Stored => ({
    id: guid('0d', at),
    customerId: random.pick(customers)['id'] ?? null,
    amount: maybe(decimals),
    note: maybe(words),
  }))
  const tables = { Currency: currencies, Customer: customers, Order: orders }
  shop.database.transact(robot, '', (data) => {
    for (const [table, rows] of Object.entries(tables)) for (const row of rows) data.insert(table, row satisfies Draft)
  })
  return joined(currencies, customers, orders)
}

function joined(
  currencies: readonly Stored[],
  customers: readonly Stored[],
  orders: readonly Stored[],
): readonly NaiveRow[] {
  const known = new Map(currencies.map((row) => [row['id'], plain(row)]))
  return customers.map((row) => {
    const children: NaiveRow[] = []
    const currency = known.get(row['currencyId'] ?? null)
    const customer: NaiveRow = { ...plain(row), ...(currency && { currency }), orders: children }
    const own = orders.filter((order) => order['customerId'] === row['id'])
    children.push(...own.map((order) => ({ ...plain(order), customer })))
    return customer
  })
}
