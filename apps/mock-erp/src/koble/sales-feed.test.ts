/** Feed, deletions and webhooks of sales documents, whose sets share tables (docs/koble-api-pages.md; business-central-protocol, section 10.2). */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ANY, openSalesWorld, type SalesWorld } from '../testing/sales-world.ts'
import { CID, KOBLE, V2, type Body } from '../testing/test-erp.ts'

const DESK = { lineType: 'Item', lineObjectNumber: '1896-S' } as const
const SETS = [
  'salesQuotes',
  'salesOrders',
  'salesQuoteLines',
  'salesOrderLines',
  'postedSalesShipments',
  'postedSalesInvoices',
  'postedSalesCreditMemos',
] as const

let erp: SalesWorld
let received: Body[]

beforeAll(async () => {
  received = []
  erp = await openSalesWorld({
    fetch: async (url, init) => {
      const token = new URL(url).searchParams.get('validationToken')
      if (token !== null) return new Response(token)
      const sent = JSON.parse(await new Response(init.body).text()) as { value: Body[] }
      received.push(...sent.value)
      return new Response(null, { status: 202 })
    },
  })
})
afterAll(() => erp.close())

const create = (set: string, lines: readonly Body[] = [{ ...DESK, quantity: 2 }]): Promise<Body> =>
  erp.done(erp.koble('POST', `${set}?$expand=lines`, { customerId: erp.customerId, lines }))
const invoice = (): Promise<Body> =>
  erp.done(
    erp.call('POST', 'salesInvoices', { customerId: erp.customerId, salesInvoiceLines: [{ ...DESK, quantity: 1 }] }),
  )
const act = (set: string, row: Body, action: string): Promise<Body> =>
  erp.done(erp.kobleAction(`${set}(${String(row['id'])})`, action))
const post = (row: Body): Promise<Body> =>
  erp.done(erp.call('POST', `salesInvoices(${String(row['id'])})/Microsoft.NAV.post`))
const rows = async (path: string): Promise<readonly Body[]> => (await erp.koble('GET', path)).rows

type State = Readonly<Record<(typeof SETS)[number], number>>

const feed = async (property: 'highestRowVersion' | 'lastDeletionEntryNumber'): Promise<State> => {
  const states = await rows('feedState')
  return Object.fromEntries(
    SETS.map((set) => [set, Number(states.find((state) => state['tableName'] === set)?.[property])]),
  ) as State
}

/** The sets whose figure moved. */
const moved = (before: State, after: State): readonly string[] => SETS.filter((set) => after[set] !== before[set])

describe('the feed', () => {
  test('moves the sets that an action touched, and no other', async () => {
    const movedBy = async (work: () => Promise<unknown>): Promise<readonly string[]> => {
      const before = await feed('highestRowVersion')
      await work()
      return moved(before, await feed('highestRowVersion'))
    }
    let [quote, order, draft]: Body[] = []
    expect(await movedBy(async () => (quote = await create('salesQuotes')))).toEqual(['salesQuotes', 'salesQuoteLines'])
    expect(await movedBy(async () => (order = await create('salesOrders')))).toEqual(['salesOrders', 'salesOrderLines'])
    expect(await movedBy(async () => (draft = await invoice()))).toEqual([])
    expect(await movedBy(() => post(draft ?? {}))).toEqual(['postedSalesInvoices'])
    expect(await movedBy(() => act('salesOrders', order ?? {}, 'ship'))).toEqual([
      'salesOrders',
      'salesOrderLines',
      'postedSalesShipments',
    ])
    expect(await movedBy(() => act('salesQuotes', quote ?? {}, 'makeOrder'))).toEqual([
      'salesQuotes',
      'salesOrders',
      'salesQuoteLines',
      'salesOrderLines',
    ])
    expect(await movedBy(() => act('salesQuotes', order ?? {}, 'archive').catch(() => undefined))).toEqual([])
  })

  test('shows each set’s highest version, deletions included', async () => {
    const expected = async (): Promise<State> => {
      const highest = async (set: string): Promise<number> => {
        const [rowsOf, deleted] = [await rows(set), await rows(`deletedRecords?$filter=tableName eq '${set}'`)]
        return Math.max(0, ...[...rowsOf, ...deleted].map((row) => Number(row['systemRowVersion'])))
      }
      const entries = await Promise.all(SETS.map(async (set) => [set, await highest(set)] as const))
      return Object.fromEntries(entries) as State
    }
    const check = async (): Promise<void> => expect(await feed('highestRowVersion')).toEqual(await expected())
    await check()
    const quote = await create('salesQuotes')
    await check()
    const [order, other] = [await create('salesOrders'), await create('salesOrders')]
    await act('salesOrders', order, 'ship')
    await check()
    await act('salesOrders', order, 'invoice')
    await erp.koble('DELETE', `salesOrders(${String(other['id'])})`)
    await check()
    await act('salesQuotes', quote, 'makeOrder')
    const draft = await invoice()
    await post(draft)
    await erp.done(erp.call('POST', `salesInvoices(${String(draft['id'])})/Microsoft.NAV.cancel`))
    await check()
  })

  test('does not miss a document that becomes visible late', async () => {
    const rule = { match: { method: 'POST', path: 'salesOrders' }, kind: 'lateCommit', delayMs: 5000, times: 1 }
    await erp.control('PUT', 'faults', { seed: 1, rules: [rule] })
    const late = erp.koble('POST', 'salesOrders', { customerId: erp.customerId, yourReference: 'LATE' })
    await create('salesQuotes')
    const before = await feed('highestRowVersion')
    expect(await rows("salesOrders?$filter=yourReference eq 'LATE'")).toEqual([])
    await erp.control('PUT', 'clock', { advanceMs: 6000 })
    const { systemRowVersion } = await erp.done(late)
    expect(Number(systemRowVersion)).toBeLessThan(before.salesQuotes)
    expect((await feed('highestRowVersion')).salesOrders).toBe(systemRowVersion)
  })
})

describe('deletions', () => {
  const lastEntry = async (): Promise<number> => Math.max(0, ...Object.values(await feed('lastDeletionEntryNumber')))
  const loggedSince = async (entry: number): Promise<readonly (readonly unknown[])[]> =>
    (await rows(`deletedRecords?$filter=entryNumber gt ${entry}&$orderby=entryNumber`))
      .filter(({ tableName }) => SETS.some((set) => set === tableName))
      .map(({ tableName, recordId }) => [tableName, recordId])
  const idsOf = (document: Body): readonly unknown[] => (document['lines'] as Body[]).map((line) => line['id'])

  test('name the set that the document was of, lines first', async () => {
    const before = await lastEntry()
    const [quote, order] = [await create('salesQuotes'), await create('salesOrders')]
    await erp.koble('DELETE', `salesQuotes(${String(quote['id'])})`)
    await act('salesOrders', order, 'ship')
    await act('salesOrders', order, 'invoice')
    expect(await loggedSince(before)).toEqual([
      ...idsOf(quote).map((id) => ['salesQuoteLines', id]),
      ['salesQuotes', quote['id']],
      ...idsOf(order).map((id) => ['salesOrderLines', id]),
      ['salesOrders', order['id']],
    ])
    const deletions = await feed('lastDeletionEntryNumber')
    expect(deletions.salesOrders).toBeGreaterThan(deletions.salesQuotes)
    expect(deletions.postedSalesInvoices).toBe(0)
  })

  test('of a draft invoice belong to no set of Koble’s', async () => {
    const [before, draft] = [await lastEntry(), await invoice()]
    expect((await erp.call('DELETE', `salesInvoices(${String(draft['id'])})`, undefined, ANY)).status).toBe(204)
    expect(await loggedSince(before)).toEqual([])
  })
})

describe('a webhook', () => {
  const subscribe = async (root: string, set: string): Promise<string> => {
    const resource = `/api/${root === V2 ? 'v2.0' : 'koble/connector/v1.0'}/companies(${CID})/${set}`
    const notificationUrl = `https://koble.example/hooks/${root === V2 ? 'v2' : 'koble'}`
    await erp.done(erp.call('POST', `${root}/subscriptions`, { notificationUrl, resource }))
    return resource
  }
  const sent = async (): Promise<readonly (readonly unknown[])[]> => {
    await erp.control('PUT', 'clock', { advanceMs: 31_000 })
    for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve))
    return received.splice(0).map(({ resource, changeType }) => [resource, changeType])
  }

  test('tells the header about its lines, and only of its own kind', async () => {
    const orders = await subscribe(V2, 'salesOrders')
    const quotes = await subscribe(KOBLE, 'salesQuotes')
    const [order, quote] = [await create('salesOrders'), await create('salesQuotes')]
    expect(await sent()).toEqual([
      [`${orders}(${String(order['id'])})`, 'created'],
      [`${quotes}(${String(quote['id'])})`, 'created'],
    ])
    await erp.done(erp.koble('POST', `salesQuotes(${String(quote['id'])})/lines`, { description: 'More' }))
    expect(await sent()).toEqual([[`${quotes}(${String(quote['id'])})`, 'updated']])
    await erp.koble('DELETE', `salesOrders(${String(order['id'])})`)
    expect(await sent()).toEqual([[`${orders}(${String(order['id'])})`, 'deleted']])
  })

  test('of a posted draft is a change of the invoice, and a new posted one', async () => {
    const drafts = await subscribe(V2, 'salesInvoices')
    const posted = await subscribe(KOBLE, 'postedSalesInvoices')
    const draft = await invoice()
    expect(await sent()).toEqual([[`${drafts}(${String(draft['id'])})`, 'created']])
    await post(draft)
    const notified = await sent()
    expect(notified).toHaveLength(2)
    expect(notified).toContainEqual([`${drafts}(${String(draft['id'])})`, 'updated'])
    expect(notified).toContainEqual([`${posted}(${String(draft['id'])})`, 'created'])
  })

  test('for lines is no resource', async () => {
    const body = {
      notificationUrl: 'https://koble.example/x',
      resource: `/api/koble/connector/v1.0/companies(${CID})/salesOrderLines`,
    }
    const answer = await erp.call('POST', `${KOBLE}/subscriptions`, body)
    expect([answer.status, answer.error[0]]).toEqual([400, 'Application_DialogException'])
  })
})
