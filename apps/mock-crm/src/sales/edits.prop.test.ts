/** The order of edits does not matter: the same edits in any order, one by one or at once, leave the same document. */
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openClient, rowsOf, type Client } from '../testing/client.ts'
import { textOf } from '../text-of.ts'
import { makeCatalogue, makeDocument, productLine, writeInLine, type Catalogue } from './testing/catalogue.ts'

const seed = Number(process.env['KOBLE_SEED'] ?? Math.floor(Math.random() * 2 ** 31))
console.log(`edits.prop.test.ts: KOBLE_SEED=${seed}`)

let client: Client
let catalogue: Catalogue
beforeAll(async () => {
  client = await openClient()
  catalogue = await makeCatalogue(client)
})
afterAll(() => client.crm.close())

/** A change of the header, or of the line at a place: each names its column, and no two name the same. */
interface Edit {
  readonly at: 'header' | 0 | 1 | 2
  readonly column: string
  readonly value: number | null
}

const cents = (max: number) => fc.integer({ min: 0, max: max * 100 }).map((value) => value / 100)
const headerEdit = fc.record({
  at: fc.constant('header' as const),
  column: fc.constantFrom('discountpercentage', 'discountamount', 'freightamount'),
  value: fc.option(cents(100)),
})
const lineEdit = fc.record({
  at: fc.constantFrom(0, 1, 2),
  column: fc.constantFrom('quantity', 'manualdiscountamount', 'tax'),
  value: cents(100),
})
const edits: fc.Arbitrary<readonly Edit[]> = fc.uniqueArray(fc.oneof(headerEdit, lineEdit), {
  minLength: 2,
  maxLength: 8,
  selector: ({ at, column }) => `${at}.${column}`,
})

const columns = [
  'totallineitemamount',
  'totallineitemdiscountamount',
  'totaldiscountamount',
  'totalamountlessfreight',
  'totaltax',
  'totalamount',
  'totalamount_base',
]

async function apply(order: readonly Edit[]): Promise<unknown> {
  const lines = [
    productLine(catalogue, catalogue.lamp, 1),
    productLine(catalogue, catalogue.shade, 1),
    writeInLine('Work', 33.3),
  ]
  const quote = await makeDocument(client, catalogue, 'quotes', {}, lines)
  const stored = rowsOf(await client.get(`quotedetails?$filter=_quoteid_value eq ${quote}&$orderby=sequencenumber`))
  for (const { at, column, value } of order) {
    const address = at === 'header' ? `quotes(${quote})` : `quotedetails(${textOf(stored[at]?.['quotedetailid'])})`
    const answer = await client.patch(address, { [column]: value })
    if (answer.status !== 204) throw new Error(answer.text)
  }
  const row = (await client.get(`quotes(${quote})?$select=${columns.join(',')}`)).json
  return columns.map((name) => row[name])
}

describe('edits of a document', () => {
  it('leave the same totals in any order', async () => {
    await fc.assert(
      fc.asyncProperty(
        edits.chain((list) => fc.tuple(fc.constant(list), fc.shuffledSubarray([...list], { minLength: list.length }))),
        async ([list, shuffled]) => {
          expect(await apply(shuffled)).toEqual(await apply(list))
        },
      ),
      { seed, numRuns: 25 },
    )
  })
})
