/** Loading records of any set, by the API's own names and rules. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { names } from '../tables/names.ts'
import { CID, openErp, type TestErp } from '../testing/test-erp.ts'

let erp: TestErp

beforeAll(async () => {
  erp = await openErp({ seed: { seed: 'empty', localCurrency: 'GBP' } })
})
afterAll(() => erp.close())

test('a whole company’s master data is taken, sets of Koble’s pages by their name', async () => {
  const { body } = await erp.control('POST', 'load', {
    countriesRegions: [{ code: 'GB', displayName: 'Great Britain' }],
    unitsOfMeasure: [
      { code: 'PCS', displayName: 'Piece', internationalStandardCode: 'EA' },
      { code: 'HOUR', displayName: 'Hour', internationalStandardCode: 'HUR' },
    ],
    locations: [
      { code: 'YELLOW', displayName: 'Yellow Warehouse', country: 'GB', postalCode: 'BS3 6KL', city: 'Bristol' },
    ],
    vendors: [{ number: '10000', displayName: 'London Post', addressLine1: '10 North Lake Avenue', country: 'GB' }],
    customers: [{ number: '10000', displayName: 'The Group PLC', country: 'GB', taxRegistrationNumber: '789456278' }],
    contacts: [
      { number: 'CT300001', type: 'Company', displayName: 'VAG' },
      { number: 'CT300002', type: 'Person', displayName: 'Ann Berg', companyNumber: 'CT300001' },
    ],
    itemCategories: [{ code: 'CHAIR', displayName: 'Chairs' }],
    items: [
      {
        number: '70000',
        displayName: 'Side Panel',
        type: 'Inventory',
        baseUnitOfMeasureCode: 'PCS',
        unitPrice: 263.1,
        unitCost: 134,
      },
      {
        number: '80100',
        displayName: 'Set-up',
        type: 'Non-Inventory',
        baseUnitOfMeasureCode: 'HOUR',
        itemCategoryCode: 'CHAIR',
      },
    ],
    resources: [{ number: 'LIFT', displayName: 'Lift', type: 'Machine', unitPrice: 50 }],
    'koble/customers': [{ number: '20000', displayName: 'By Koble', mobilePhoneNumber: '+44 1' }],
    'koble/itemUnits': [{ itemNumber: '70000', code: 'HOUR', quantityPerUnitOfMeasure: 4 }],
  })
  expect(body).toEqual({
    refused: [],
    created: {
      countriesRegions: 1,
      unitsOfMeasure: 2,
      locations: 1,
      vendors: 1,
      customers: 1,
      contacts: 2,
      itemCategories: 1,
      items: 2,
      resources: 1,
      'koble/customers': 1,
      'koble/itemUnits': 1,
    },
  })
  const items = await erp.call('GET', 'items?$select=number,type,unitPrice&$orderby=number')
  expect(items.rows).toMatchObject([
    { number: '70000', type: 'Inventory', unitPrice: 263.1 },
    { number: '80100', type: 'Non_x002d_Inventory', unitPrice: 0 },
  ])
})

test('a location of the API posts stock to the accounts of the blank location', () => {
  const match = { locationCode: 'YELLOW', inventoryPostingGroup: 'RESALE' }
  const [setup, more] = [...erp.database.read(CID).find(names.inventoryPostingSetup, match)]
  expect([setup?.['inventoryAccount'], setup?.['inventoryInterimAccount'], more]).toEqual(['1300', '1310', undefined])
})
