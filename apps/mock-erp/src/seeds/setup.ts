/** What is setup and not master data: series, accounts, posting groups, templates, countries, payment methods (erp-business-logic, section 7.3). */
import type { Transaction } from '@koble/odata-server'
import { insertRow } from '../tables/insert-row.ts'
import { names } from '../tables/names.ts'
import { addressFormat } from '../v2/code-sets.ts'
import { insertAccounts } from './setup-accounts.ts'
import { insertPostingSetup } from './setup-posting.ts'

/** One fixed id, so that connections and webhook registrations outlive a reset. */
export const companyId = '9d1e6c2a-7b40-4f11-9c2b-6045bde98c10'

export interface CompanySetup {
  readonly name: string
  readonly displayName: string
  readonly localCurrency: string
  /** Every series takes typed numbers (the empty company). */
  readonly typedNumbers: boolean
}

/** Code, name, last number used, may numbers be typed. */
const SERIES = [
  ['CUST', 'Customers', 'C00000', true],
  ['VEND', 'Vendors', 'V00000', true],
  ['CONT', 'Contacts', 'CT000000', false],
  ['ITEM', 'Items', '0999', true],
  ['RES', 'Resources', 'R0000', true],
  ['OPP', 'Opportunities', 'OP000000', false],
  ['S-PL', 'Sales price lists', 'SPL0000', true],
  ['S-QUO', 'Sales quotes', 'SQ1000', false],
  ['S-ORD', 'Sales orders', 'SO101000', false],
  ['S-INV', 'Sales invoices', 'SI102000', false],
  ['S-CRM', 'Sales credit memos', 'SC103000', false],
  ['S-RET', 'Sales return orders', 'SR104000', false],
  ['S-BLK', 'Blanket sales orders', 'SB105000', false],
  ['S-SHPT', 'Posted sales shipments', 'PSS102000', false],
  ['S-INV+', 'Posted sales invoices', 'PSI103000', false],
  ['S-CRM+', 'Posted sales credit memos', 'PSC104000', false],
  ['P-ORD', 'Purchase orders', 'PO106000', false],
  ['P-RCPT', 'Posted purchase receipts', 'PPR107000', false],
  ['P-INV+', 'Posted purchase invoices', 'PPI108000', false],
  ['TRANS', 'Transfer orders', 'TO1000', false],
  ['T-SHPT', 'Posted transfer shipments', 'PTS1000', false],
  ['T-RCPT', 'Posted transfer receipts', 'PTR1000', false],
  ['I-JNL', 'Item journal documents', 'IJ0000', true],
  ['PAY', 'Payments', 'PAY0000', true],
  ['GJNL', 'General journal documents', 'GJ0000', true],
] as const

const COUNTRIES = `AT Austria|AU Australia|BE Belgium|BG Bulgaria|BR Brazil|CA Canada|CH Switzerland|CN China|CZ Czechia|DE Germany|DK Denmark|EE Estonia
ES Spain|FI Finland|FR France|GB United Kingdom|GR Greece|HR Croatia|HU Hungary|IE Ireland|IN India|IS Iceland|IT Italy|JP Japan|LT Lithuania
LU Luxembourg|LV Latvia|MX Mexico|NL Netherlands|NO Norway|NZ New Zealand|PL Poland|PT Portugal|RO Romania|SE Sweden|SG Singapore|SI Slovenia|SK Slovakia|TR Türkiye|US United States|ZA South Africa`

const PAYMENT_METHODS = [
  ['BANK', 'Bank transfer'],
  ['CASH', 'Cash'],
  ['CHECK', 'Check'],
  ['CREDITCARD', 'Credit card'],
] as const

const countries = COUNTRIES.split(/[|\n]/).map((line) => ({
  code: line.slice(0, 2),
  displayName: line.slice(3),
}))

/** Writes the company (into the database's root) and its setup (into the company's partition). */
export function insertCompany(data: Transaction, setup: CompanySetup): void {
  insertRow(data.in(''), names.company, {
    id: companyId,
    name: setup.name,
    displayName: setup.displayName,
    systemVersion: '28.0.0.0',
    businessProfileId: '',
  })
  insertRow(data, names.setup, {
    localCurrencyCode: setup.localCurrency,
    customerTemplate: 'CUSTOMER',
    vendorTemplate: 'VENDOR',
    itemTemplate: 'ITEM',
    vatCalculationFrom: 'Bill-to',
    amountRoundingPrecision: '0.01',
    unitAmountRoundingPrecision: '0.00001',
    invoiceRoundingPrecision: '0.01',
  })
  insertRow(data, names.companyInformation, { displayName: setup.displayName, country: 'DE' })
  insertModuleSetups(data)
  for (const [code, displayName, lastNumberUsed, manual] of SERIES) {
    insertRow(data, names.numberSeries, { code, displayName, lastNumberUsed, manual: manual || setup.typedNumbers })
  }
  insertAccounts(data)
  insertPostingSetup(data)
  insertTemplates(data)
  insertPeriods(data)
  for (const country of countries) insertRow(data, names.country, { ...country, addressFormat })
  for (const [code, displayName] of PAYMENT_METHODS) insertRow(data, names.paymentMethod, { code, displayName })
  insertRow(data, names.journal, {
    code: 'GENERAL',
    displayName: 'Customer payments',
    templateName: 'CASHRCPT',
    balancingAccountNumber: '1100',
  })
  insertRow(data, names.journal, { code: 'DEFAULT', displayName: 'General journal', templateName: 'GENERAL' })
}

function insertModuleSetups(data: Transaction): void {
  insertRow(data, names.salesSetup, {
    discountPosting: 'No_x0020_Discounts',
    defaultQuantityToShip: 'Remainder',
    creditWarnings: 'Both_x0020_Warnings',
    archiveQuotes: 'Always',
    defaultPostingDate: 'Work_x0020_Date',
    freightAccountNumber: '4800',
    archiveOrders: true,
    stockoutWarning: true,
  })
  insertRow(data, names.purchaseSetup, {})
  insertRow(data, names.inventorySetup, {
    automaticCostPosting: true,
    defaultCostingMethod: 'FIFO',
    defaultUnitCode: 'PCS',
  })
}

/** Fiscal years are calendar years; those before 2025 are closed. */
function insertPeriods(data: Transaction): void {
  for (const year of [2024, 2025, 2026, 2027, 2028]) {
    for (let month = 1; month <= 12; month += 1) {
      const startingDate = `${year}-${String(month).padStart(2, '0')}-01`
      insertRow(data, names.accountingPeriod, {
        startingDate,
        displayName: MONTHS[month - 1] ?? '',
        newFiscalYear: month === 1,
        closed: year < 2025,
        dateLocked: year < 2025,
      })
    }
  }
}

const MONTHS = 'January February March April May June July August September October November December'.split(' ')

function insertTemplates(data: Transaction): void {
  for (const [suffix, group, area] of [
    ['', 'DOMESTIC', 'DOMESTIC'],
    ['-EU', 'FOREIGN', 'EU'],
    ['-EXPORT', 'FOREIGN', 'EXPORT'],
  ] as const) {
    const groups = { genBusPostingGroup: area, vatBusPostingGroup: area }
    for (const [entity, field] of [
      ['Customer', 'customerPostingGroup'],
      ['Vendor', 'vendorPostingGroup'],
    ] as const) {
      const code = `${entity.toUpperCase()}${suffix}`
      insertRow(data, names.template, { code, displayName: code, entity, [field]: group, ...groups })
    }
  }
  const goods = { genProdPostingGroup: 'GOODS', vatProdPostingGroup: 'VAT19' }
  insertRow(data, names.template, {
    code: 'ITEM',
    displayName: 'Item for resale',
    entity: 'Item',
    type: 'Inventory',
    inventoryPostingGroup: 'RESALE',
    ...goods,
  })
  insertRow(data, names.template, {
    code: 'SERVICE',
    displayName: 'Service',
    entity: 'Item',
    type: 'Service',
    genProdPostingGroup: 'SERVICES',
    vatProdPostingGroup: 'VAT19',
  })
}
