/** What stands against deletions, and what they leave (erp-business-logic, sections 6.3, 6.5 and 6.6). */
import type { Draft } from '@koble/odata-server'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { insertRow } from '../tables/insert-row.ts'
import { names } from '../tables/names.ts'
import { CID, openErp, type Body, type TestErp } from '../testing/test-erp.ts'
import { systemUser } from '../users.ts'

let erp: TestErp
let count = 0
const any = { 'If-Match': '*' }

beforeAll(async () => {
  erp = await openErp({ seed: { seed: 'empty', localCurrency: 'EUR' } })
})
afterAll(() => erp.close())

const create = async (set: string, body: Body = {}): Promise<Body> => {
  const answer = await erp.koble('POST', set, { displayName: 'Held', ...body })
  expect(answer.error).toEqual(['', ''])
  return answer.body
}
const createV2 = async (set: string, body: Body): Promise<Body> => (await erp.call('POST', set, body)).body
const remove = (set: string, row: Body) => erp.koble('DELETE', `${set}(${String(row['id'])})`, undefined, any)
const removeV2 = (set: string, row: Body) => erp.call('DELETE', `${set}(${String(row['id'])})`, undefined, any)
const insert = (table: string, draft: Draft): void => {
  count += 1
  const place = table.endsWith('Line') ? { documentId: crypto.randomUUID(), sequence: count } : { entryNumber: count }
  erp.database.transact(systemUser, CID, (data) => void insertRow(data, table, { ...place, ...draft }))
}

describe('a vendor', () => {
  test.each([
    [
      names.purchaseLine,
      { documentType: 'Order' },
      'there is at least one outstanding Purchase Order for this vendor.',
    ],
    [
      names.vendorLedgerEntry,
      { postingDate: '2026-01-01' },
      'it has ledger entries in a fiscal year that has not been closed yet.',
    ],
    [names.vendorLedgerEntry, { postingDate: '2024-12-31', open: true }, 'there are one or more open ledger entries.'],
  ])('with a %s of %j stays', async (table, draft, because) => {
    const vendor = await create('vendors')
    insert(table, { ...draft, vendorId: String(vendor['id']) })
    expect((await remove('vendors', vendor)).error).toEqual([
      'Application_DialogException',
      `You cannot delete Vendor ${String(vendor['number'])} because ${because}`,
    ])
  })

  test.each([
    [names.purchaseLine, { documentType: 'Posted_x0020_Invoice' }],
    [names.vendorLedgerEntry, { postingDate: '2024-12-31', open: false }],
  ])('with a %s of %j goes', async (table, draft) => {
    const vendor = await create('vendors')
    insert(table, { ...draft, vendorId: String(vendor['id']) })
    expect((await remove('vendors', vendor)).status).toBe(204)
  })
})

describe('an item', () => {
  test.each([
    [
      names.salesLine,
      'objectId',
      { documentType: 'Quote' },
      'there is at least one Sales Line that includes this item.',
    ],
    [
      names.purchaseLine,
      'objectId',
      { documentType: 'Order' },
      'there is at least one Purchase Line that includes this item.',
    ],
    [names.transferLine, 'itemId', {}, 'there is at least one Transfer Line that includes this item.'],
    [
      names.itemLedgerEntry,
      'itemId',
      { postingDate: '2024-12-31', open: true, completelyInvoiced: true },
      'there are one or more ledger entries that are open.',
    ],
    [
      names.itemLedgerEntry,
      'itemId',
      { postingDate: '2024-12-31' },
      'there are ledger entries that have not been completely invoiced yet.',
    ],
  ])('with a %s (%s) of %j stays', async (table, column, draft, because) => {
    const item = await create('items')
    insert(table, { ...draft, [column]: String(item['id']) })
    expect((await remove('items', item)).error[1]).toBe(
      `You cannot delete Item ${String(item['number'])} because ${because}`,
    )
  })

  test('on a posted line goes', async () => {
    const item = await create('items')
    insert(names.salesLine, { documentType: 'Posted_x0020_Invoice', objectId: String(item['id']) })
    expect((await remove('items', item)).status).toBe(204)
  })
})

test('a resource with entries of an open year stays', async () => {
  const resource = await create('resources')
  insert(names.resourceLedgerEntry, { resourceId: String(resource['id']), postingDate: '2026-01-01' })
  expect((await remove('resources', resource)).error[1]).toContain('a fiscal year that has not been closed yet')
})

test('a variant that a line names stays', async () => {
  const item = await create('items', { number: 'VARIED' })
  const variant = await createV2('itemVariants', { itemNumber: 'VARIED', code: 'RED' })
  erp.database.transact(systemUser, CID, (data) => {
    insertRow(data, names.salesLine, { documentType: 'Order', objectId: String(item['id']), variantCode: 'RED' })
  })
  expect((await removeV2('itemVariants', variant)).error[1]).toContain('at least one Sales Line')
})

describe('a code', () => {
  test('of a location with stock stays', async () => {
    const location = await createV2('locations', { code: 'EAST' })
    insert(names.itemLedgerEntry, { locationCode: 'EAST', open: true })
    expect((await removeV2('locations', location)).error[1]).toBe(
      'You cannot delete EAST because there are one or more ledger entries on this location.',
    )
  })

  test('of an item category goes, and its items have none', async () => {
    const category = await createV2('itemCategories', { code: 'CHAIR' })
    const item = await create('items', { itemCategoryCode: 'CHAIR' })
    expect((await removeV2('itemCategories', category)).status).toBe(204)
    expect((await erp.koble('GET', `items(${String(item['id'])})`)).body).toMatchObject({ itemCategoryCode: '' })
  })

  test('of payment terms goes, and those who have it keep a code that leads nowhere', async () => {
    const terms = await createV2('paymentTerms', { code: '99D' })
    const customer = await create('customers', { paymentTermsCode: '99D' })
    expect((await removeV2('paymentTerms', terms)).status).toBe(204)
    expect((await erp.koble('GET', `customers(${String(customer['id'])})`)).body).toMatchObject({
      paymentTermsCode: '99D',
      paymentTermsId: '00000000-0000-0000-0000-000000000000',
    })
  })
})
