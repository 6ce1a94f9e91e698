/** Koble's pages of master data against their contract (docs/koble-api-pages.md). */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { insertRow } from '../tables/insert-row.ts'
import { names } from '../tables/names.ts'
import { CID, openErp, type Body, type TestErp } from '../testing/test-erp.ts'
import { systemUser } from '../users.ts'

let erp: TestErp
const any = { 'If-Match': '*' }
const ZERO = '00000000-0000-0000-0000-000000000000'

beforeAll(async () => {
  erp = await openErp({ seed: { seed: 'empty', localCurrency: 'EUR' } })
  for (const code of ['PCS', 'BOX', 'PALLET', 'HOUR']) await create('unitsOfMeasure', { code, displayName: code })
  await create('salespeople', { code: 'AK', displayName: 'Anna' })
})
afterAll(() => erp.close())

const create = async (set: string, body: Body): Promise<Body> => {
  const answer = await erp.koble('POST', set, body)
  expect(answer.error).toEqual(['', ''])
  return answer.body
}
const patch = (set: string, row: Body, body: Body) => erp.koble('PATCH', `${set}(${String(row['id'])})`, body, any)
const remove = (set: string, row: Body) => erp.koble('DELETE', `${set}(${String(row['id'])})`, undefined, any)
const get = async (set: string, id: unknown): Promise<Body> => (await erp.koble('GET', `${set}(${String(id)})`)).body

describe('customers', () => {
  test('carry the defaults of documents, by code or by id', async () => {
    const agent = await create('shippingAgents', { code: 'dhl', displayName: 'DHL', accountNumber: 'A-1' })
    const payer = await create('customers', { displayName: 'Payer' })
    const row = await create('customers', {
      displayName: 'Buyer',
      shippingAgentId: agent['id'],
      billToCustomerNumber: payer['number'],
      pricesIncludeTax: true,
      allowLineDiscount: false,
    })
    expect(row).toMatchObject({
      shippingAgentCode: 'DHL',
      billToCustomerId: payer['id'],
      pricesIncludeTax: true,
      allowLineDiscount: false,
      invoiceDiscountCode: row['number'],
      generalBusinessPostingGroupCode: 'DOMESTIC',
    })
    expect((await patch('customers', row, { shippingAgentCode: 'UPS' })).error[1]).toBe(
      'The "shippingAgentCode" does not match to a Shipping Agent.',
    )
    const moved = await patch('customers', row, { generalBusinessPostingGroupCode: 'EU' })
    expect(moved.body).toMatchObject({ taxBusinessPostingGroupCode: 'EU' })
    expect((await patch('customers', row, { customerDiscountGroupCode: 'X' })).error).toEqual([
      'Internal_InvalidTableRelation',
      'The field Customer Disc. Group of table Customer contains a value (X) that cannot be found in the related table (Customer Discount Group).',
    ])
    // A renamed code is followed by the rows that hold it.
    await patch('shippingAgents', agent, { code: 'DHL2' })
    expect(await get('customers', row['id'])).toMatchObject({ shippingAgentCode: 'DHL2' })
  })

  test('keep the code of their own invoice discounts equal to their number', async () => {
    const row = await create('customers', { number: 'OLD', displayName: 'Renamed' })
    expect((await patch('customers', row, { number: 'NEW' })).body).toMatchObject({ invoiceDiscountCode: 'NEW' })
    await patch('customers', row, { invoiceDiscountCode: 'SHARED' })
    expect((await patch('customers', row, { number: 'NEWER' })).body).toMatchObject({ invoiceDiscountCode: 'SHARED' })
  })

  test.each(['Quote', 'Order', 'Invoice', 'Credit_x0020_Memo'])(
    'with a line of a sales %s are not deleted',
    async (documentType) => {
      const row = await create('customers', { displayName: 'Held' })
      erp.database.transact(systemUser, CID, (data) => {
        const id = String(row['id'])
        insertRow(data, names.salesLine, { documentType, sequence: 10000, documentId: id, billToId: id })
      })
      const kind = documentType.replace('_x0020_', ' ')
      expect((await remove('customers', row)).error).toEqual([
        'Application_DialogException',
        `You cannot delete Customer ${String(row['number'])} because there is at least one outstanding Sales ${kind} for this customer.`,
      ])
      expect((await erp.koble('GET', `customers(${String(row['id'])})`)).status).toBe(200)
    },
  )
})

describe('vendors', () => {
  test('keep a contact, which both parties may share', async () => {
    const vendor = await create('vendors', { displayName: 'Supplier', purchaserCode: 'AK', ourAccountNumber: 'K-77' })
    expect(vendor).toMatchObject({ purchaserCode: 'AK', vendorPostingGroupCode: 'DOMESTIC', balance: 0, balanceDue: 0 })
    const contact = await get('contacts', vendor['contactId'])
    expect(contact).toMatchObject({
      contactBusinessRelation: 'Vendor',
      vendorId: vendor['id'],
      vendorNumber: vendor['number'],
      customerId: ZERO,
      salespersonCode: 'AK',
    })
    const person = await create('contacts', { type: 'Person', displayName: 'Bo Holm', vendorId: vendor['id'] })
    expect(person).toMatchObject({ companyName: 'Supplier', vendorId: vendor['id'] })
    expect((await patch('contacts', person, { customerId: ZERO, vendorId: vendor['id'] })).body).toMatchObject({
      companyName: 'Supplier',
      vendorId: vendor['id'],
    })
    const found = await erp.koble('GET', `contacts?$filter=vendorId eq ${String(vendor['id'])}&$select=id`)
    expect(found.rows).toHaveLength(2)
    expect((await patch('vendors', vendor, { primaryContactId: person['id'] })).body).toMatchObject({
      contactName: 'Bo Holm',
    })
  })

  test('refuse a stranger as primary contact, in their own words', async () => {
    const vendor = await create('vendors', { displayName: 'Own people' })
    const stranger = await create('contacts', { type: 'Person', displayName: 'A Stranger' })
    expect((await patch('vendors', vendor, { primaryContactId: stranger['id'] })).error[1]).toBe(
      `Contact ${String(stranger['number'])} is not related to vendor ${String(vendor['number'])} Own people.`,
    )
  })

  test('a contact is not of a customer and of another company’s vendor at once', async () => {
    const vendor = await create('vendors', { displayName: 'One' })
    const customer = await create('customers', { displayName: 'Other' })
    const body = { displayName: 'Torn', type: 'Person', vendorId: vendor['id'], customerId: customer['id'] }
    expect((await erp.koble('POST', 'contacts', body)).error[1]).toBe(
      'The customer and vendor values do not match to a specific Contact.',
    )
  })
})

describe('items', () => {
  test('have their units and a unit group, which follows number and base unit', async () => {
    const item = await create('items', { number: 'U-1', displayName: 'Unit item', baseUnitOfMeasureCode: 'PCS' })
    expect(item).toMatchObject({
      salesUnitOfMeasureCode: 'PCS',
      allowInvoiceDiscount: true,
      hasVariants: false,
      inventory: 0,
    })
    const [group] = (await erp.koble('GET', `unitGroups?$filter=sourceId eq ${String(item['id'])}`)).rows
    const [unit] = (await erp.koble('GET', `itemUnits?$filter=itemId eq ${String(item['id'])}`)).rows
    expect(group).toMatchObject({
      displayName: 'ITEM U-1 UOM GR',
      baseUnitOfMeasureCode: 'PCS',
      baseUnitId: unit?.['id'],
    })
    expect(unit).toMatchObject({
      code: 'PCS',
      quantityPerUnitOfMeasure: 1,
      isBaseUnit: true,
      unitGroupId: group?.['id'],
    })
    await patch('items', item, { number: 'U-2' })
    const renamed = await get('unitGroups', group?.['id'])
    expect(renamed).toMatchObject({ sourceNumber: 'U-2', displayName: 'ITEM U-2 UOM GR' })
    expect(Number(renamed['systemRowVersion'])).toBeGreaterThan(Number(group?.['systemRowVersion']))
    await patch('items', item, { displayName: 'Same group' })
    expect((await get('unitGroups', group?.['id']))['systemRowVersion']).toBe(renamed['systemRowVersion'])
  })

  test('leave with their units, and each is told in the feed', async () => {
    const item = await create('items', { displayName: 'Leaves' })
    const [unit] = (await erp.koble('GET', `itemUnits?$filter=itemId eq ${String(item['id'])}`)).rows
    const [group] = (await erp.koble('GET', `unitGroups?$filter=sourceId eq ${String(item['id'])}`)).rows
    expect((await remove('items', item)).status).toBe(204)
    for (const [tableName, row] of Object.entries({ items: item, itemUnits: unit, unitGroups: group })) {
      const gone = await erp.koble('GET', `deletedRecords?$filter=tableName eq '${tableName}'`)
      expect(gone.rows.map((each) => each['recordId'])).toContain(row?.['id'])
    }
  })

  test('sell in a unit of theirs, and take the groups that belong together', async () => {
    const item = await create('items', { number: 'S-1', generalProductPostingGroupCode: 'SERVICES', type: 'Service' })
    expect(item).toMatchObject({ taxProductPostingGroupCode: 'VAT19', inventoryPostingGroupCode: '' })
    expect((await patch('items', item, { salesUnitOfMeasureCode: 'BOX' })).error).toEqual([
      'Internal_InvalidTableRelation',
      'The field Sales Unit of Measure of table Item contains a value (BOX) that cannot be found in the related table (Item Unit of Measure).',
    ])
    await create('itemUnits', { itemNumber: 'S-1', code: 'BOX', quantityPerUnitOfMeasure: 12 })
    expect((await patch('items', item, { salesUnitOfMeasureCode: 'BOX' })).status).toBe(200)
    expect((await patch('items', item, { baseUnitOfMeasureCode: 'BOX' })).error[1]).toBe(
      'The quantity per base unit of measure must be 1. BOX is set up with 12 per unit of measure.',
    )
  })

  test('forget why they were blocked when they are not any more', async () => {
    const item = await create('items', { displayName: 'Blocked', blocked: true, blockReason: 'Recall' })
    expect((await patch('items', item, { blocked: false })).body).toMatchObject({ blockReason: '' })
  })
})

describe('units of an item', () => {
  test.each<[Body, string]>([
    [{ code: 'BOX' }, 'An "itemNumber" or an "itemId" must be provided.'],
    [{ itemNumber: 'NONE', code: 'BOX' }, 'The "itemNumber" does not match to an Item.'],
    [
      { itemNumber: 'UN', code: 'KG' },
      'The field Code of table Item Unit of Measure contains a value (KG) that cannot be found in the related table (Unit of Measure).',
    ],
    [
      { itemNumber: 'UN', code: 'PCS' },
      "The record in table Item Unit of Measure already exists. Identification fields and values: Item No.='UN',Code='PCS'",
    ],
    [
      { itemNumber: 'UN', code: 'BOX', quantityPerUnitOfMeasure: 0 },
      'Qty. per Unit of Measure must have a value in Item Unit of Measure: Item No.=UN, Code=BOX. It cannot be zero or empty.',
    ],
  ])('%j is refused', async (body, message) => {
    await erp.koble('POST', 'items', { number: 'UN' })
    expect((await erp.koble('POST', 'itemUnits', body)).error[1]).toBe(message)
  })

  test('in use keep their quantity; the base unit stays', async () => {
    const item = await create('items', { number: 'USED' })
    const unit = await create('itemUnits', { itemId: item['id'], code: 'PALLET', quantityPerUnitOfMeasure: 40 })
    erp.database.transact(systemUser, CID, (data) => {
      insertRow(data, names.salesLine, {
        documentType: 'Order',
        sequence: 1,
        objectId: String(item['id']),
        unitOfMeasureCode: 'PALLET',
      })
    })
    expect((await patch('itemUnits', unit, { quantityPerUnitOfMeasure: 41 })).error[1]).toBe(
      'You cannot modify Item Unit of Measure PALLET for item USED because non-zero Quantity with PALLET exist in Sales Line.',
    )
    const [base] = (await erp.koble('GET', `itemUnits?$filter=itemId eq ${String(item['id'])} and code eq 'PCS'`)).rows
    expect((await remove('itemUnits', base ?? {})).error[1]).toBe(
      "You cannot modify Item Unit of Measure PCS for item USED because it is the item's Base Unit of Measure.",
    )
    expect((await patch('itemUnits', base ?? {}, { quantityPerUnitOfMeasure: 12 })).error[1]).toBe(
      'The quantity per base unit of measure must be 1. PCS is set up with 12 per unit of measure.',
    )
    const measure = (await erp.koble('GET', "unitsOfMeasure?$filter=code eq 'PCS'")).rows[0] ?? {}
    expect((await remove('unitsOfMeasure', measure)).error[1]).toBe(
      'You cannot delete the unit of measure because it is assigned to one or more records.',
    )
  })
})

describe('resources', () => {
  test('cost what their direct cost and surcharge make', async () => {
    const resource = await create('resources', {
      displayName: 'Lift',
      type: 'Machine',
      baseUnitOfMeasureCode: 'HOUR',
      directUnitCost: 40,
      indirectCostPercent: 12.5,
      generalProductPostingGroupCode: 'SERVICES',
    })
    // 40 x 1.125 = 45.
    expect(resource).toMatchObject({ number: 'R0001', unitCost: 45, taxProductPostingGroupCode: 'VAT19' })
    const [unit] = (await erp.koble('GET', `resourceUnits?$filter=resourceId eq ${String(resource['id'])}`)).rows
    expect(unit).toMatchObject({ code: 'HOUR', resourceNumber: 'R0001', isBaseUnit: true })
    erp.database.transact(systemUser, CID, (data) => {
      insertRow(data, names.salesLine, { documentType: 'Quote', sequence: 2, objectId: String(resource['id']) })
    })
    expect((await remove('resources', resource)).error[1]).toBe(
      'You cannot delete resource R0001 because there are one or more outstanding Sales Line that include this resource.',
    )
  })
})

describe('opportunities', () => {
  test('belong to a contact, take its salesperson, and hold it', async () => {
    const customer = await create('customers', { displayName: 'Chance', salespersonCode: 'AK' })
    const body = { contactId: customer['contactId'], description: 'Big deal' }
    const opportunity = await create('opportunities', body)
    expect(opportunity).toMatchObject({
      number: 'OP000001',
      contactName: 'Chance',
      contactCompanyId: customer['contactId'],
      customerNumber: customer['number'],
      salespersonCode: 'AK',
      status: 'Not_x0020_Started',
      closed: false,
    })
    const contact = await get('contacts', customer['contactId'])
    expect((await remove('contacts', contact)).error[1]).toBe(
      `You cannot delete the ${String(contact['number'])} record of the Contact because one or more opportunities are in not started or progress.`,
    )
    expect((await remove('salespeople', (await erp.koble('GET', 'salespeople')).rows[0] ?? {})).error[1]).toContain(
      'open Opportunities',
    )
    erp.database.transact(systemUser, CID, (data) => {
      data.update(names.opportunity, String(opportunity['id']), { status: 'Won' })
    })
    expect((await patch('opportunities', opportunity, { salespersonCode: '' })).error[1]).toBe(
      'The "salespersonCode" of a Won or Lost Opportunity cannot be changed',
    )
    expect((await patch('opportunities', opportunity, { description: 'Won it' })).status).toBe(200)
  })

  test('need a contact and somebody responsible', async () => {
    expect((await erp.koble('POST', 'opportunities', { description: 'X' })).error[1]).toBe(
      'A "contactNumber" or a "contactId" must be provided.',
    )
    const lonely = await create('customers', { displayName: 'Nobody cares' })
    const kept = await create('opportunities', { contactId: lonely['contactId'], salespersonCode: 'AK' })
    expect((await patch('opportunities', kept, { salespersonCode: '' })).error[1]).toContain(
      'Salesperson Code must have',
    )
    const answer = await erp.koble('POST', 'opportunities', { contactId: lonely['contactId'] })
    expect(answer.error[1]).toMatch(/^Salesperson Code must have a value in Opportunity: No\.=OP\d+\. It cannot be/)
  })
})

describe('notes', () => {
  test('stand at a record, do not move it, and go with it', async () => {
    const customer = await create('customers', { displayName: 'Noted' })
    const note = await create('notes', { parentType: 'Customer', parentId: customer['id'], text: 'Line 1\nLine 2' })
    expect(note).toMatchObject({ text: 'Line 1\nLine 2', parentNumber: customer['number'] })
    expect((await get('customers', customer['id']))['systemRowVersion']).toBe(customer['systemRowVersion'])
    await remove('customers', customer)
    expect((await erp.koble('GET', `notes(${String(note['id'])})`)).status).toBe(404)
  })

  test.each<[Body, string]>([
    [
      { parentType: 'Item', parentId: ZERO, text: 'x' },
      `The Item does not exist. Identification fields and values: SystemId='{${ZERO}}'`,
    ],
    [{ parentType: 'Customer', text: 'x' }, 'A "parentId" must be provided.'],
  ])('%j is refused', async (body, message) => {
    expect((await erp.koble('POST', 'notes', body)).error[1]).toBe(message)
  })
})

describe('the sales setup', () => {
  test('is one row, whose write-in product has no stock and whose freight account takes postings', async () => {
    const [setup = {}, second] = (await erp.koble('GET', 'salesSetup')).rows
    expect(second).toBeUndefined()
    expect(setup).toMatchObject({
      freightAccountNumber: '4800',
      customerTemplateCode: 'CUSTOMER',
      writeInProductType: 'Item',
    })
    await create('items', { number: 'STOCK' })
    const service = await create('items', { number: 'WRITEIN', type: 'Service' })
    expect((await patch('salesSetup', setup, { writeInProductNumber: 'STOCK' })).error[1]).toBe(
      'The item type must be Non-Inventory or Service.',
    )
    expect((await patch('salesSetup', setup, { writeInProductNumber: 'WRITEIN' })).body).toMatchObject({
      writeInProductId: service['id'],
    })
    await patch('items', service, { number: 'WRITEIN2' })
    expect(await get('salesSetup', setup['id'])).toMatchObject({ writeInProductNumber: 'WRITEIN2' })
    expect((await patch('salesSetup', setup, { writeInProductType: 'Resource' })).body).toMatchObject({
      writeInProductNumber: '',
      writeInProductId: ZERO,
    })
    expect((await patch('salesSetup', setup, { freightAccountNumber: '1200' })).error[1]).toBe(
      "Direct Posting must be equal to 'Yes' in G/L Account: No.=1200. Current value is 'No'.",
    )
    expect((await erp.koble('POST', 'salesSetup', {})).status).toBe(405)
  })
})
