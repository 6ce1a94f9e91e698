/**
 * Random addresses and bodies, well formed, broken and senseless: each gets an answer that the plain dialect names, never `internal`; one
 * that is refused and every GET change nothing.
 */
import { openShop } from '../fixtures/shop.ts'
import { generateFilter, generateValue, randomOf } from './generate-filter.ts'
import { mangled } from './mangled.ts'
import { printFilter } from './print-filter.ts'
import { fillShop } from './shop-rows.ts'
import type { Shop } from '../fixtures/shop.ts'
import type { CheckOptions } from './check-queries.ts'
import type { Random } from './generate-filter.ts'

const named = new Set([200, 201, 204, 304, 400, 404, 405, 409, 410, 412, 413, 414, 415, 424, 428, 501])
const slowestMs = 5000
/** Share of the addresses and bodies that are sent as they were drawn. */
const asTheyAre = 0.44
const casesPerShop = 500

/** Throws an Error that names the seed and the request when an answer is none of those. */
export async function checkHostileInput({ cases, seed }: CheckOptions): Promise<void> {
  for (let done = 0; done < cases; done += casesPerShop) {
    const random = randomOf(seed + done)
    const shop = await openShop()
    fillShop(shop, random, 15)
    for (let at = 0; at < Math.min(casesPerShop, cases - done); at += 1)
      await checkOne(shop, random, `Seed ${seed}, case ${done + at}`)
  }
}

async function checkOne(shop: Shop, random: Random, name: string): Promise<void> {
  const method = random.pick(['GET', 'GET', 'GET', 'POST', 'PATCH', 'PUT', 'DELETE'])
  const path = mangled(random, address(random), asTheyAre)
  const body = method === 'GET' || random.chance(0.1) ? undefined : mangled(random, bodyText(random), asTheyAre)
  const before = stateOf(shop)
  const started = Date.now()
  const answer = await shop.send(method, path, body, headersOf(random))
  const tookMs = Date.now() - started
  const wrong =
    !named.has(answer.status) || answer.text.includes('"internal"') || tookMs > slowestMs
      ? `${answer.status} after ${tookMs} ms`
      : (method === 'GET' || answer.status >= 400) && stateOf(shop) !== before
        ? `${answer.status}, and the data changed`
        : undefined
  if (wrong !== undefined)
    throw new Error(`${name}: ${method} ${path} ${body ?? ''}\n  ${wrong}: ${answer.text.slice(0, 500)}`)
}

function stateOf({ database }: Shop): string {
  const counts = ['Customer', 'Order', 'Currency'].map((table) => database.read().count(table))
  return [database.highestVersion, database.lastDeletion, ...counts].join()
}

const heads = [
  'customers',
  'orders',
  'currencies',
  'totals',
  '$metadata',
  '',
  '$batch',
  'whoAmI',
  'add(a=1,b=2)',
  'nothing',
  'customers/$count',
  "customers(number='N001')",
  "customers(number='N002')/orders",
  "customers(number='N003')/orders/$ref",
  "customers(number='N003')/currency/$ref",
  "customers(number='N004')/currency",
  "customers(number='N005')/city/$value",
  "customers(number='N006')/Shop.rename",
  'customers/Shop.addMany',
  "customers(number='NEW')",
]

function address(random: Random): string {
  const options = Array.from({ length: random.below(4) }, () => option(random))
  return `${random.pick(heads)}${options.length > 0 ? '?' : ''}${options.join('&')}`
}

function option(random: Random): string {
  const filter = (): string => encodeURIComponent(printFilter(generateFilter(random)))
  const value = (): string => encodeURIComponent(printFilter(generateValue(random, 'Number')))
  return random.pick([
    () => `$filter=${filter()}`,
    () => `$orderby=${value()} desc,name`,
    () => '$select=name,number',
    () => `$expand=orders($filter=${encodeURIComponent('amount gt 1')};$orderby=amount;$top=2),currency`,
    () => '$expand=orders($expand=customer($levels=max))',
    () => `$apply=filter(${filter()})/groupby((city),aggregate(credit with sum as total))`,
    () => `$top=${random.below(9)}`,
    () => `$skip=${random.below(9)}`,
    () => '$count=true',
    () => '$skiptoken=eyJwYWdlIjoyfQ',
    () => '$deltatoken=e30',
    () => '$search=x',
    () => '@p=1',
    () => '$id=orders(1)',
  ])()
}

const bodies = [
  '{"name":"x","rank":1,"credit":1.25,"since":"2026-01-31","seen":"2026-01-31T10:00:00Z"}',
  '{"name":"x","orders":[{"amount":1},{"amount":"2"}],"currency":{"code":"NEW"}}',
  '{"name":"x","currency@odata.bind":"/currencies(code=\'EUR\')","lead":"PT1H","opens":"10:30"}',
  '{"name":null,"active":"yes","kind":"Big","weight":1e400,"__proto__":{},"constructor":1}',
  '{"@odata.id":"http://shop.test/api/orders(00000000-0000-4000-8000-0d0000000001)"}',
  '{"value":"x"}',
  '{"to":"x","names":["p","q"]}',
  '{"requests":[{"id":"1","method":"POST","url":"customers","body":{"name":"x"}},{"id":"2","method":"GET","url":"$1/orders","dependsOn":["1"]}]}',
  '{"requests":[{"id":"1","method":"PATCH","atomicityGroup":"g","url":"customers(number=\'N001\')","body":{"city":"x"}},{"id":"2","atomicityGroup":"g","method":"DELETE","url":"customers(1)"}]}',
  '--b\r\nContent-Type: application/http\r\n\r\nGET /api/customers?$top=1 HTTP/1.1\r\n\r\n\r\n--b--\r\n',
  '[]',
  '1e999',
  '{}',
]

function bodyText(random: Random): string {
  return random.pick(bodies)
}

function headersOf(random: Random): Record<string, string> {
  return {
    ...(random.chance(0.2) && { 'if-match': random.pick(['*', 'W/"1"', 'x', '"', 'W/"5", "6"']) }),
    ...(random.chance(0.1) && { 'if-none-match': random.pick(['*', 'W/"1"']) }),
    ...(random.chance(0.3) && {
      prefer: random.pick([
        'return=representation',
        'odata.maxpagesize=2',
        'odata.track-changes',
        'odata.continue-on-error',
        'x="',
        ',,=',
      ]),
    }),
    ...(random.chance(0.1) && {
      'content-type': random.pick([
        'text/plain',
        'multipart/mixed; boundary=b',
        'image/png',
        'application/json; charset=x',
      ]),
    }),
    ...(random.chance(0.05) && { isolation: 'snapshot' }),
  }
}
