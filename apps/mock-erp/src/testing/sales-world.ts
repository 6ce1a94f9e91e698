/** A small company for the tests of sales documents: a customer, an item with stock, units, accounts; and requests on them in one line. */
import type { MockErpOptions } from '../mock-erp.ts'
import { openErp, type Answer, type Body, type TestErp } from './test-erp.ts'

export const ANY = { 'If-Match': '*' }

export interface SalesWorld extends TestErp {
  readonly customerId: string
  readonly itemId: string
  /** Throws with the answer's text when it is no success. */
  readonly done: (answer: Promise<Answer>) => Promise<Body>
  readonly patch: (path: string, body: Body) => Promise<Answer>
  readonly kobleAction: (path: string, action: string, more?: Body) => Promise<Answer>
  /** A GUID that no other call got. */
  readonly newId: () => string
}

export async function openSalesWorld(options: MockErpOptions = {}): Promise<SalesWorld> {
  const erp = await openErp({ ...options, seed: { seed: 'empty', localCurrency: 'EUR' } })
  await erp.control('PUT', 'clock', { now: '2026-08-21T10:00:00Z' })
  let ids = 0
  const newId = (): string => {
    ids += 1
    return `5a1e0000-0000-4000-8000-${String(ids).padStart(12, '0')}`
  }
  const done = async (answer: Promise<Answer>): Promise<Body> => {
    const { status, text, body } = await answer
    if (status >= 300) throw new Error(`${status} ${text}`)
    return body
  }
  const post = (path: string, body: Body): Promise<Body> => done(erp.call('POST', path, body))
  for (const code of ['PCS', 'BOX']) await post('unitsOfMeasure', { code, displayName: code })
  await post('paymentTerms', { code: '30D', displayName: 'Net 30 days', dueDateCalculation: '30D' })
  await post('locations', { code: 'EAST', displayName: 'East' })
  const customer = await post('customers', {
    number: '10000',
    displayName: 'Adatum Corporation',
    email: 'buy@adatum.example',
  })
  await done(
    erp.call('PATCH', `customers(${String(customer['id'])})`, { addressLine1: 'Station Road 21', city: 'Ghent' }, ANY),
  )
  const item = await post('items', {
    number: '1896-S',
    displayName: 'ATHENS Desk',
    type: 'Inventory',
    baseUnitOfMeasureCode: 'PCS',
    unitPrice: 1000.8,
    unitCost: 600,
  })
  await done(erp.call('PATCH', `items(${String(item['id'])})`, { inventory: 100 }, ANY))
  return {
    ...erp,
    newId,
    done,
    customerId: String(customer['id']),
    itemId: String(item['id']),
    patch: (path, body) => erp.call('PATCH', path, body, ANY),
    kobleAction: (path, action, more = {}) =>
      erp.koble('POST', `${path}/Microsoft.NAV.${action}`, { effectId: newId(), ...more }),
  }
}
