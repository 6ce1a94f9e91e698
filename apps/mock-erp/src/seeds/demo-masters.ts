/** Writes the demo company's vendors, items, resources, price groups, price lists and dimensions: complete, without the checks of the API. */
import { emptyGuid, type Draft, type Row, type Transaction } from '@koble/odata-server'
import { splitName } from '../rules/contact-names.ts'
import { drawNumber, series } from '../rules/number-series.ts'
import { insertContactOf } from '../rules/party-contact.ts'
import { calculateProfit, profitCalculations } from '../rules/profit.ts'
import { text } from '../rules/setup.ts'
import { itemUnits, keepUnits, resourceUnits } from '../rules/units-of-record.ts'
import { insertRow } from '../tables/insert-row.ts'
import { names } from '../tables/names.ts'
import { demoCategories, demoItems, demoResources, type DemoItem } from './demo-items.ts'
import { demoPriceGroups, demoPriceLists, type DemoPriceList } from './demo-prices.ts'
import { demoVendors, type DemoVendor } from './demo-vendors.ts'
import { postingGroups } from './insert-customer.ts'
import { insertInventorySetup } from './setup-posting.ts'

export function insertDemoMasters(data: Transaction, newId: () => string): void {
  insertPlaces(data)
  for (const [code, displayName] of demoCategories) insertRow(data, names.itemCategory, { code, displayName })
  for (const vendor of demoVendors) insertVendor(data, newId, vendor)
  for (const item of demoItems) insertItem(data, item)
  for (const resource of demoResources) insertResource(data, resource)
  for (const [code, displayName, priceIncludesTax] of demoPriceGroups) {
    insertRow(data, names.customerPriceGroup, {
      code,
      displayName,
      priceIncludesTax,
      vatBusPostingGroupPrice: priceIncludesTax ? 'DOMESTIC' : '',
      allowLineDiscount: true,
      allowInvoiceDiscount: true,
    })
  }
  for (const list of demoPriceLists) insertPriceList(data, list)
}

function insertPlaces(data: Transaction): void {
  insertInventorySetup(data, 'MAIN')
  for (const [code, displayName, city, postalCode] of [
    ['EAST', 'Warehouse east', 'Kiel', '24103'],
    ['WEST', 'Warehouse west', 'Husum', '25813'],
    ['TRANSIT', 'In transit', '', ''],
  ] as const) {
    const useAsInTransit = code === 'TRANSIT'
    insertRow(data, names.location, { code, displayName, city, postalCode, country: 'DE', useAsInTransit })
    insertInventorySetup(data, code)
  }
  for (const [code, displayName, internetAddress] of [
    ['DHL', 'DHL Paket', 'https://www.dhl.example/track?id=%1'],
    ['DSV', 'DSV Road', 'https://www.dsv.example/track/%1'],
    ['OWN', 'Own van', ''],
    ['UPS', 'UPS Standard', 'https://www.ups.example/track?num=%1'],
  ] as const) {
    insertRow(data, names.shippingAgent, { code, displayName, internetAddress })
  }
}

function insertVendor(data: Transaction, newId: () => string, { contact, ...vendor }: DemoVendor): void {
  const { customerPostingGroup, ...groups } = postingGroups(vendor.country)
  const domain = `${vendor.number.toLowerCase()}.example`
  const draft: Draft = {
    id: newId(),
    type: 'Company',
    blocked: '_x0020_',
    primaryContactId: emptyGuid,
    email: `orders@${domain}`,
    website: `https://www.${domain}`,
    phoneNumber: `+49 555 20${vendor.number.slice(-3)}`,
    salespersonCode: 'EV',
    ...vendor,
    ...groups,
    vendorPostingGroup: customerPostingGroup ?? '',
  }
  const company = insertContactOf(draft, { data, newId })
  const person = insertRow(data, names.contact, {
    ...splitName(contact),
    number: drawNumber(data, series.contact, () => false),
    type: 'Person',
    displayName: contact,
    searchName: contact.toUpperCase(),
    companyId: company.id,
    companyName: vendor.displayName,
    city: vendor.city,
    country: vendor.country,
    postalCode: vendor.postalCode,
    addressLine1: vendor.addressLine1,
    jobTitle: 'Sales',
    email: `sales@${domain}`,
  })
  const primary = { primaryContactId: person.id, contactName: contact }
  insertRow(data, names.vendor, { ...draft, ...primary, contactId: company.id })
}

function insertItem(data: Transaction, item: DemoItem): void {
  const { stock: _stock, box, variants = [], vendor = '', weight = '0', type = 'Inventory', ...shown } = item
  const goods = type === 'Service' ? 'SERVICES' : 'GOODS'
  const draft: Draft = {
    ...shown,
    type,
    searchDescription: item.displayName.toUpperCase(),
    baseUnitOfMeasureCode: 'PCS',
    salesUnitOfMeasureCode: 'PCS',
    purchaseUnitOfMeasureCode: box === undefined ? 'PCS' : 'BOX',
    genProdPostingGroup: goods,
    vatProdPostingGroup: 'VAT19',
    inventoryPostingGroup: type === 'Inventory' ? 'RESALE' : '',
    costingMethod: 'FIFO',
    allowInvoiceDiscount: true,
    reserve: type === 'Inventory' ? 'Optional' : 'Never',
    stockoutWarning: 'Default',
    priceProfitCalculation: profitCalculations[0],
    grossWeight: weight,
    netWeight: weight,
    lastDirectCost: item.unitCost,
    vendorId: data.lookup(names.vendor, ['number'], [vendor])?.id ?? emptyGuid,
    blockReason: item.blocked === true ? 'Discontinued' : '',
  }
  calculateProfit(draft, data)
  const row = insertRow(data, names.item, draft)
  keepUnits(itemUnits, data, row)
  if (box !== undefined) insertRow(data, names.itemUnit, { itemId: row.id, code: 'BOX', quantityPerUnit: box })
  for (const [code, description] of variants) insertRow(data, names.itemVariant, { itemId: row.id, code, description })
}

function insertResource(
  data: Transaction,
  [number, displayName, type, unitCost, unitPrice]: (typeof demoResources)[number],
): void {
  const row = insertRow(data, names.resource, {
    number,
    displayName,
    searchName: displayName.toUpperCase(),
    type,
    directUnitCost: unitCost,
    unitCost,
    unitPrice,
    baseUnitOfMeasureCode: 'HOUR',
    genProdPostingGroup: 'SERVICES',
    vatProdPostingGroup: 'VAT19',
    vendorId: emptyGuid,
  })
  keepUnits(resourceUnits, data, row)
}

function insertPriceList(data: Transaction, list: DemoPriceList): void {
  const { prices, discounts = [], priceGroup, ...shown } = list
  const terms = {
    sourceType: priceGroup === undefined ? 'All_x0020_Customers' : 'Customer_x0020_Price_x0020_Group',
    sourceCode: priceGroup ?? '',
    sourceId: emptyGuid,
    currencyCode: list.currencyCode ?? '',
    startingDate: list.startingDate ?? '0001-01-01',
    endingDate: list.endingDate ?? '0001-01-01',
    priceType: 'Sale',
    status: list.description.includes('draft') ? 'Draft' : 'Active',
    allowLineDiscount: true,
    allowInvoiceDiscount: true,
  }
  const amountType = discounts.length > 0 ? 'Any' : 'Price'
  const header = insertRow(data, names.priceList, { ...shown, ...terms, amountType })
  const lines = [
    ...prices.map(([item, minimumQuantity, unitPrice, unit = 'PCS']) => ({
      item,
      minimumQuantity,
      unitPrice,
      unit,
      amountType: 'Price',
    })),
    ...discounts.map(([item, minimumQuantity, discountPercent]) => ({
      item,
      minimumQuantity,
      discountPercent,
      unit: 'PCS',
      amountType: 'Discount',
      allowLineDiscount: false,
      allowInvoiceDiscount: false,
    })),
  ]
  for (const [at, { item: number, unit, ...line }] of lines.entries()) {
    const item = itemByNumber(data, number)
    insertRow(data, names.priceListLine, {
      ...terms,
      ...line,
      priceListCode: list.code,
      priceListId: header.id,
      lineNumber: (at + 1) * 10_000,
      assetType: 'Item',
      assetId: item.id,
      unitOfMeasureCode: unit,
      description: text(item, 'displayName'),
      vatProdPostingGroup: text(item, 'vatProdPostingGroup'),
    })
  }
}

export function itemByNumber(data: Transaction, number: string): Row {
  const item = data.lookup(names.item, ['number'], [number])
  if (item === undefined) throw new Error(`The demo company has no item ${number}.`)
  return item
}
