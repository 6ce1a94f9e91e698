/**
 * The ground of the tests of sales documents: the example company of erp-business-logic, section 7.3, on 2026-03-10, in memory. `write` runs work in a
 * transaction with a document writer; `data` reads.
 */
import { createClock, openDatabase, type Reader, type Row, type Transaction } from '@koble/odata-server'
import { insertCustomer } from '../../seeds/insert-customer.ts'
import { companyId, insertCompany } from '../../seeds/setup.ts'
import { insertRow } from '../../tables/insert-row.ts'
import { names } from '../../tables/names.ts'
import { tables } from '../../tables/tables.ts'
import { demoPerson } from '../../users.ts'
import { documentWriter, type DocumentWriter } from '../document-writer.ts'
import type { SalesContext } from '../sales-context.ts'

export const TODAY = '2026-03-10'

export interface SalesGround {
  readonly write: <T>(work: (writer: DocumentWriter, context: SalesContext) => T) => T
  readonly data: () => Reader
  /** A customer, item, resource or account by its number, a contact too. */
  readonly id: (table: string, number: string) => string
  readonly close: () => Promise<void>
}

export async function openSalesGround(): Promise<SalesGround> {
  const still = { now: () => Date.parse(`${TODAY}T09:00:00Z`), startTimer: () => () => {} }
  const clock = createClock({ source: still })
  const database = await openDatabase({ tables, clock })
  const data = (): Reader => database.read(companyId)
  const context = (transaction: Transaction): SalesContext => ({
    data: transaction,
    clock,
    now: clock.iso(),
    principal: demoPerson,
    newId: () => database.newId(),
  })
  database.transact(demoPerson, companyId, (transaction) => fill(transaction, () => database.newId()))
  return {
    data,
    id: (table, number) => byNumber(data(), table, number).id,
    write: (work) =>
      database.transact(demoPerson, companyId, (transaction) =>
        work(documentWriter(context(transaction)), context(transaction)),
      ),
    close: async () => {
      clock.close()
      await database.close()
    },
  }
}

function byNumber(data: Reader, table: string, number: string): Row {
  const row = data.lookup(table, ['number'], [number])
  if (row === undefined) throw new Error(`The ground has no ${table} ${number}.`)
  return row
}

function fill(data: Transaction, newId: () => string): void {
  insertCompany(data, { name: 'TEST', displayName: 'Test', localCurrency: 'EUR', typedNumbers: true })
  for (const code of ['MAIN', 'EAST']) insertRow(data, names.location, { code })
  for (const code of ['PCS', 'BOX', 'HOUR']) insertRow(data, names.unit, { code })
  insertRow(data, names.customerPriceGroup, { code: 'RETAIL' })
  insertRow(data, names.shippingAgent, { code: 'DHL' })
  insertRow(data, names.salesperson, { code: 'OLE' })
  insertRow(data, names.salesperson, { code: 'GONE', blocked: true })
  insertCurrencies(data)
  insertTerms(data)
  insertCustomers(data, newId)
  insertItems(data)
}

function insertCurrencies(data: Transaction): void {
  insertRow(data, names.currency, { code: 'USD' })
  insertRow(data, names.currency, { code: 'JPY', amountRoundingPrecision: '1', unitAmountRoundingPrecision: '0.01' })
  insertRow(data, names.currency, { code: 'XXX' })
  for (const [currencyCode, startingDate, exchangeRateAmount, relationalExchangeRateAmount] of [
    ['USD', '2026-01-01', '100', '80'],
    ['USD', '2026-03-20', '120', '100'],
    ['JPY', '2026-01-01', '100', '0.5'],
  ] as const) {
    insertRow(data, names.exchangeRate, {
      currencyCode,
      startingDate,
      exchangeRateAmount,
      relationalExchangeRateAmount,
    })
  }
}

function insertTerms(data: Transaction): void {
  for (const [code, dueDateCalculation, discountDateCalculation, discountPercent] of [
    ['1M(8D)', '1M', '8D', '2'],
    ['14D', '14D', '', '0'],
    ['COD', '0D', '', '0'],
  ] as const) {
    insertRow(data, names.paymentTerms, { code, dueDateCalculation, discountDateCalculation, discountPercent })
  }
}

const area = (code: string) => ({
  customerPostingGroup: code === 'DOMESTIC' ? 'DOMESTIC' : 'FOREIGN',
  genBusPostingGroup: code,
  vatBusPostingGroup: code,
})

function insertCustomers(data: Transaction, newId: () => string): void {
  const lindner = insertCustomer(data, newId, {
    number: '10000',
    displayName: 'Lindner Maschinenbau',
    addressLine1: 'Hafenstr. 1',
    city: 'Kiel',
    postalCode: '24103',
    country: 'DE',
    email: 'office@lindner.example',
    paymentTermsCode: '1M(8D)',
    shipmentMethodCode: 'EXW',
    shippingAgentCode: 'DHL',
    salespersonCode: 'OLE',
    invoiceDiscountCode: '10000',
    ...area('DOMESTIC'),
  })
  for (const fields of [
    { number: '20000', displayName: 'Atelier Morel', country: 'FR', paymentTermsCode: '14D', ...area('EU') },
    { number: '30000', displayName: 'Harbor Instruments', country: 'US', currencyCode: 'USD', ...area('EXPORT') },
    {
      number: '40000',
      displayName: 'Retail Nord',
      pricesIncludeTax: true,
      customerPriceGroup: 'RETAIL',
      salespersonCode: 'GONE',
      ...area('DOMESTIC'),
    },
    { number: '50000', displayName: 'Stopped', blocked: 'All', ...area('DOMESTIC') },
    { number: '50001', displayName: 'No goods', blocked: 'Ship', ...area('DOMESTIC') },
    { number: '50002', displayName: 'No bills', blocked: 'Invoice', ...area('DOMESTIC') },
    { number: '50003', displayName: 'Private', blocked: 'All', privacyBlocked: true, ...area('DOMESTIC') },
    { number: '60000', displayName: 'Branch', billToId: lindner.id, invoiceDiscountCode: '60000', ...area('DOMESTIC') },
    { number: '70000', displayName: 'Incomplete' },
    { number: '70001', displayName: 'No receivables', genBusPostingGroup: 'DOMESTIC' },
  ]) {
    insertCustomer(data, newId, fields)
  }
}

const goods = {
  type: 'Inventory',
  baseUnitOfMeasureCode: 'PCS',
  genProdPostingGroup: 'GOODS',
  vatProdPostingGroup: 'VAT19',
  inventoryPostingGroup: 'RESALE',
  allowInvoiceDiscount: true,
}

function insertItems(data: Transaction): void {
  for (const fields of [
    { number: '1000', displayName: 'Lathe', unitPrice: '100', unitCost: '60', ...goods },
    { number: '1010', displayName: 'Drill', unitPrice: '10', unitCost: '4', salesBlocked: true, ...goods },
    {
      number: '1100',
      displayName: 'Handbook',
      unitPrice: '10',
      ...goods,
      genProdPostingGroup: 'BOOKS',
      vatProdPostingGroup: 'VAT7',
    },
    {
      number: '1200',
      displayName: 'Installation',
      type: 'Service',
      unitPrice: '50',
      genProdPostingGroup: 'SERVICES',
      vatProdPostingGroup: 'VAT19',
    },
    { number: '1300', displayName: 'Old lathe', blocked: true, ...goods },
    { number: '1400', displayName: 'Chair', unitPrice: '20', variantMandatory: true, ...goods },
    { number: '1500', displayName: 'Untaxed', ...goods, vatProdPostingGroup: 'NONE' },
    { number: '1600', displayName: 'Ungrouped', ...goods, genProdPostingGroup: '' },
  ]) {
    const item = insertRow(data, names.item, fields)
    insertRow(data, names.itemUnit, { itemId: item.id, code: 'PCS', quantityPerUnit: '1' })
    if (fields.number === '1000')
      insertRow(data, names.itemUnit, { itemId: item.id, code: 'BOX', quantityPerUnit: '12' })
    if (fields.number !== '1400') continue
    insertRow(data, names.itemVariant, { itemId: item.id, code: 'RED', description: 'Chair, red' })
    insertRow(data, names.itemVariant, { itemId: item.id, code: 'BLUE', blocked: true })
    insertRow(data, names.itemVariant, { itemId: item.id, code: 'GREEN', salesBlocked: true })
  }
  const services = { baseUnitOfMeasureCode: 'HOUR', genProdPostingGroup: 'SERVICES', vatProdPostingGroup: 'VAT19' }
  insertRow(data, names.resource, {
    number: 'R0010',
    displayName: 'Anna',
    unitPrice: '50',
    unitCost: '30',
    ...services,
  })
  insertRow(data, names.resource, { number: 'R0020', displayName: 'Bo', blocked: true, ...services })
}
