/** Every table that people write, with bodies of its own columns: the service's answer, never a fault; a refused write leaves everything as it was. */
import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { fixedGuid } from './fixed-guid.ts'
import type { Column } from './schema/column.ts'
import { isLookup, tableOf, tables } from './schema/tables.ts'
import type { TableSchema } from './schema/table.ts'
import { openClient, rowsOf, type Client } from './testing/client.ts'

const seed = Number(process.env['KOBLE_SEED'] ?? Date.now() % 2_147_483_647)
const numRuns = Number(process.env['KOBLE_RUNS'] ?? 400)
console.log(`every-table.prop.test.ts: KOBLE_SEED=${seed}`)

let client: Client
/** Ids of rows by table, so that lookups can name rows that exist. */
const known = new Map<string, string[]>()

const written = [...tables.values()].filter(
  (schema) => !schema.readOnly && !['organization', 'systemuser', 'businessunit'].includes(schema.name),
)

beforeAll(async () => {
  client = await openClient()
  for (const schema of tables.values()) {
    const rows = rowsOf(await client.get(`${schema.setName}?$top=20`))
    known.set(
      schema.name,
      rows.map((row) => String(row[schema.primaryId])),
    )
  }
})
afterAll(() => client.crm.close())

const isAnswer = (status: number): boolean => status < 500 || status === 501

/** What fits the column more often than not. */
function valueOf(column: Column): fc.Arbitrary<unknown> {
  const options = column.options?.map((option) => option.value) ?? []
  const fitting: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
    String: fc.string({ maxLength: 12 }).map((text) => text.toWellFormed()),
    Memo: fc.constantFrom('', 'text'),
    Integer: fc.constantFrom(0, 1, 2, 5, -1, 2_147_483_647),
    Decimal: fc.constantFrom(0, 1, 2.5, 10, -3, 0.000001),
    Double: fc.constantFrom(0, 12.5),
    Money: fc.constantFrom(0, 10, 19.99, -5, 0.00001, 900_000_000_000),
    Boolean: fc.boolean(),
    DateTime: column.dateOnly ? fc.constantFrom('2026-01-31', '1900-01-01') : fc.constant('2026-01-31T10:00:00Z'),
    Uniqueidentifier: fc.uuid(),
  }
  const own = options.length > 0 ? fc.constantFrom(...options) : (fitting[column.type] ?? fc.constant(null))
  return fc.oneof({ weight: 8, arbitrary: own }, { weight: 1, arbitrary: fc.constant(null) }, fc.jsonValue())
}

function memberOf(schema: TableSchema, name: string, column: Column): fc.Arbitrary<readonly [string, unknown]> {
  if (!isLookup(column)) return valueOf(column).map((value) => [name, value] as const)
  return fc
    .tuple(fc.constantFrom(...(column.targets ?? [])), fc.nat(), fc.integer({ min: 0, max: 9 }))
    .map(([target, at, chance]) => {
      const ids = known.get(target.table) ?? []
      const id = chance === 0 || ids.length === 0 ? '00000000-0000-0000-0000-0000000000aa' : ids[at % ids.length]
      const property = `${target.navigation || name}@odata.bind`
      return [property, chance === 1 ? null : `/${tableOf(target.table).setName}(${id})`] as const
    })
}

const piece = {
  'defaultuomscheduleid@odata.bind': `/uomschedules(${fixedGuid('uomschedule/Piece')})`,
  'defaultuomid@odata.bind': `/uoms(${fixedGuid('uom/Piece')})`,
  quantitydecimal: 2,
}
const writeIn = { isproductoverridden: true, productdescription: 'Lamp', priceperunit: 9.99, quantity: 3 }

/** What most bodies need to be accepted, beside the columns that are drawn. */
const basicsOf = (schema: TableSchema): Record<string, unknown> => {
  if (schema.header !== undefined) return writeIn
  return schema.name === 'product' ? piece : {}
}

const bodyOf = (schema: TableSchema): fc.Arbitrary<Record<string, unknown>> => {
  const members = Object.entries(schema.columns)
    .filter(([name]) => name !== schema.primaryId)
    .map(([name, column]) => memberOf(schema, name, column))
  const needed = Object.entries(schema.columns)
    .filter(([, column]) => column.required)
    .map(([name, column]) => memberOf(schema, name, column))
  return fc
    .tuple(fc.array(fc.oneof(...members), { maxLength: 6 }), fc.tuple(...needed), fc.constantFrom(basicsOf(schema), {}))
    .map(([some, all, basics]) => ({ ...basics, ...Object.fromEntries([...all, ...some]) }))
}

const counts = () => {
  const data = client.crm.database.read()
  return [...tables.keys()].map((name) => [name, data.count(name)])
}

interface Step {
  readonly schema: TableSchema
  readonly method: 'POST' | 'PATCH' | 'DELETE'
  readonly at: number
  readonly body: Record<string, unknown>
}

const step: fc.Arbitrary<Step> = fc.constantFrom(...written).chain((schema) =>
  fc.record({
    schema: fc.constant(schema),
    method: fc.constantFrom('POST', 'POST', 'POST', 'PATCH', 'PATCH', 'DELETE'),
    at: fc.nat(),
    body: bodyOf(schema),
  }),
)

/** How often each verb was carried out. */
const done = new Map<string, number>()

async function take({ schema, method, at, body }: Step): Promise<void> {
  const ids = known.get(schema.name) ?? []
  const id = ids[at % Math.max(ids.length, 1)]
  const path = method === 'POST' || id === undefined ? schema.setName : `${schema.setName}(${id})`
  const before = counts()
  const verb = path === schema.setName ? 'POST' : method
  const answer = await client.call(verb, path, verb === 'DELETE' ? {} : { body })
  expect(isAnswer(answer.status), `${verb} ${path} ${JSON.stringify(body)}: ${answer.status} ${answer.text}`).toBe(true)
  if (answer.status >= 400) expect(counts(), `${verb} ${path}`).toEqual(before)
  else done.set(verb, (done.get(verb) ?? 0) + 1)
  const made = /\(([0-9a-f-]{36})\)$/.exec(answer.headers.get('OData-EntityId') ?? '')?.[1]
  if (verb === 'POST' && made !== undefined) known.set(schema.name, [...ids, made])
  if (verb === 'DELETE' && answer.status === 204)
    known.set(
      schema.name,
      ids.filter((other) => other !== id),
    )
}

it('answers every body, and keeps nothing of a refused one', async () => {
  await fc.assert(fc.asyncProperty(step, take), { seed, numRuns, endOnFailure: true })
  for (const verb of ['POST', 'PATCH', 'DELETE']) expect(done.get(verb) ?? 0, verb).toBeGreaterThan(numRuns / 50)
}, 60_000)

it('afterwards every row can be read, and no lookup points to nothing', () => {
  const data = client.crm.database.read()
  for (const schema of tables.values()) {
    for (const [name, column] of Object.entries(schema.columns)) {
      if (!isLookup(column) || column.access === 'read') continue
      for (const row of data.scan(schema.name)) {
        const id = row[name]
        if (typeof id !== 'string') continue
        const found = (column.targets ?? []).some((target) => data.get(target.table, id) !== undefined)
        expect(found, `${schema.name}(${row.id}).${name}`).toBe(true)
      }
    }
  }
})

it('afterwards a line has the owner and the currency of its document', () => {
  const data = client.crm.database.read()
  for (const schema of tables.values()) {
    if (schema.header === undefined) continue
    for (const line of data.scan(schema.name)) {
      const header = data.get(schema.header.table, String(line[schema.header.column]))
      for (const column of ['ownerid', 'owneridtype', 'owningbusinessunit', 'transactioncurrencyid']) {
        expect(line[column], `${schema.name}(${line.id}).${column}`).toBe(header?.[column])
      }
    }
  }
})

it('afterwards the catalogue is as its rules have it', () => {
  const data = client.crm.database.read()
  for (const group of data.scan('uomschedule')) {
    const units = [...data.find('uom', { uomscheduleid: group.id })]
    expect(units.filter((unit) => unit['isschedulebaseuom'] === true)).toHaveLength(1)
    for (const unit of units) {
      const base = data.get('uom', String(unit['baseuom'] ?? ''))
      expect(base?.['uomscheduleid'] ?? null).toBe(unit['isschedulebaseuom'] === true ? null : group.id)
    }
  }
  const once = (values: readonly string[]) => expect(values.length).toBe(new Set(values).size)
  once([...data.scan('product')].map((row) => String(row['productnumber']).toLowerCase()))
  once([...data.scan('pricelevel')].map((row) => String(row['name']).toLowerCase()))
  const items = [...data.scan('productpricelevel')]
  once(items.map((row) => [row['pricelevelid'], row['productid'], row['uomid']].join()))
  for (const item of items) {
    const product = data.get('product', String(item['productid']))
    expect(item['productnumber']).toBe(product?.['productnumber'])
    const unit = data.get('uom', String(item['uomid']))
    expect([unit?.['uomscheduleid'], item['uomscheduleid']]).toEqual(
      Array.from({ length: 2 }, () => product?.['defaultuomscheduleid']),
    )
  }
})
