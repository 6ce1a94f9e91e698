/** Vendors mirror customers, contact included (erp-business-logic, sections 6.3 and 6.4). */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openErp, type Body, type TestErp } from '../testing/test-erp.ts'

let erp: TestErp
const any = { 'If-Match': '*' }

beforeAll(async () => {
  erp = await openErp({ seed: { seed: 'empty', localCurrency: 'EUR' } })
})
afterAll(() => erp.close())

const create = async (set: string, body: Body): Promise<Body> => {
  const answer = await erp.call('POST', set, body)
  expect(answer.error).toEqual(['', ''])
  return answer.body
}

test('a vendor gets its number from the series, the local currency and a contact of its own', async () => {
  const vendor = await create('vendors', { displayName: 'Kabel KG', country: 'DE', city: 'Kiel' })
  expect(vendor).toMatchObject({ number: 'V00001', blocked: '_x0020_', currencyCode: 'EUR', balance: 0 })
  const contacts = await erp.call('GET', `vendors(${String(vendor['id'])})/contactsInformation`)
  expect(contacts.rows).toMatchObject([{ contactName: 'Kabel KG', relatedType: 'Vendor', relatedId: vendor['id'] }])
  const path = `contacts(${String(contacts.rows[0]?.['contactId'])})`
  expect((await erp.call('GET', path)).body).toMatchObject({ contactBusinessRelation: 'Vendor', city: 'Kiel' })
  await erp.call('PATCH', path, { city: 'Bonn' }, any)
  expect((await erp.call('GET', `vendors(${String(vendor['id'])})`)).body).toMatchObject({ city: 'Bonn' })
  await erp.call('PATCH', `vendors(${String(vendor['id'])})`, { displayName: 'Kabel AG' }, any)
  expect((await erp.call('GET', path)).body).toMatchObject({ displayName: 'Kabel AG' })
})

test('a vendor is blocked for payments or for everything', async () => {
  const vendor = await create('vendors', { displayName: 'Blocked' })
  const path = `vendors(${String(vendor['id'])})`
  expect((await erp.call('PATCH', path, { blocked: 'Payment' }, any)).body).toMatchObject({ blocked: 'Payment' })
  expect((await erp.call('PATCH', path, { blocked: 'Ship' }, any)).error[0]).toBe('Unknown')
})

test('a vendor without documents is deleted, its contact stays without a relation', async () => {
  const vendor = await create('vendors', { displayName: 'Gone' })
  const path = `vendors(${String(vendor['id'])})`
  const [contact] = (await erp.call('GET', `${path}/contactsInformation`)).rows
  expect((await erp.call('DELETE', path, undefined, any)).status).toBe(204)
  expect((await erp.call('GET', `contacts(${String(contact?.['contactId'])})`)).body).toMatchObject({
    contactBusinessRelation: 'None',
  })
})

test('nobody is owed, nothing is due', async () => {
  const vendor = await create('vendors', { displayName: 'Aged' })
  expect((await erp.call('GET', `vendors(${String(vendor['id'])})/agedAccountsPayable`)).body).toMatchObject({
    vendorId: vendor['id'],
    balanceDue: 0,
    periodLengthFilter: '30D',
  })
  expect((await erp.call('GET', 'agedAccountsPayables')).rows.at(-1)).toMatchObject({ name: 'Total', balanceDue: 0 })
})
