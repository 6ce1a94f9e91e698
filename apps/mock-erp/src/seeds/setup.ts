/** What is setup and not master data: series, accounts, posting groups, templates, countries, payment methods (erp-business-logic, section 7.3). */
import type { Transaction } from '@koble/odata-server'
import { insertRow } from '../tables/insert-row.ts'
import { names } from '../tables/names.ts'
import { addressFormat } from '../v2/code-sets.ts'

/** One fixed id, so that connections and webhook registrations outlive a reset. */
export const companyId = '9d1e6c2a-7b40-4f11-9c2b-6045bde98c10'

export interface CompanySetup {
  readonly name: string
  readonly displayName: string
  readonly localCurrency: string
  /** Every series takes typed numbers (the empty company). */
  readonly typedNumbers: boolean
}

const SERIES = [
  ['CUST', 'Customers', 'C00000', true],
  ['CONT', 'Contacts', 'CT000000', false],
  ['PAY', 'Payments', 'PAY0000', true],
  ['S-INV+', 'Posted sales invoices', 'PSI103000', false],
  ['S-CRM+', 'Posted sales credit memos', 'PSC104000', false],
] as const

const ACCOUNTS = [
  ['1100', 'Bank', 'Balance', true],
  ['1200', 'Receivables, domestic', 'Balance', false],
  ['1210', 'Receivables, foreign', 'Balance', false],
  ['2200', 'Sales VAT', 'Balance', false],
  ['3000', 'Equity / opening balance', 'Balance', true],
  ['4100', 'Sales goods, domestic', 'Income', true],
  ['4110', 'Sales goods, EU', 'Income', true],
  ['4120', 'Sales goods, export', 'Income', true],
  ['4920', 'Payment discounts granted', 'Income', true],
  ['7110', 'Application rounding', 'Income', true],
  ['7200', 'Realized exchange gains', 'Income', true],
  ['7210', 'Realized exchange losses', 'Income', true],
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
    amountRoundingPrecision: '0.01',
  })
  for (const [code, displayName, lastNumberUsed, manual] of SERIES) {
    insertRow(data, names.numberSeries, { code, displayName, lastNumberUsed, manual: manual || setup.typedNumbers })
  }
  for (const [number, displayName, kind, directPosting] of ACCOUNTS) {
    insertRow(data, names.account, { number, displayName, kind, directPosting })
  }
  insertGroups(data)
  for (const country of countries) insertRow(data, names.country, { ...country, addressFormat })
  for (const [code, displayName] of PAYMENT_METHODS) insertRow(data, names.paymentMethod, { code, displayName })
  insertRow(data, names.journal, { code: 'GENERAL', displayName: 'Customer payments', balancingAccountNumber: '1100' })
}

function insertGroups(data: Transaction): void {
  for (const [code, receivablesAccount] of [
    ['DOMESTIC', '1200'],
    ['FOREIGN', '1210'],
  ] as const) {
    const accounts = { receivablesAccount, discountAccount: '4920', roundingAccount: '7110' }
    insertRow(data, names.postingGroup, { code, displayName: code, ...accounts })
  }
  for (const [code, customerPostingGroup, area] of [
    ['CUSTOMER', 'DOMESTIC', 'DOMESTIC'],
    ['CUSTOMER-EU', 'FOREIGN', 'EU'],
    ['CUSTOMER-EXPORT', 'FOREIGN', 'EXPORT'],
  ] as const) {
    const groups = { customerPostingGroup, genBusPostingGroup: area, vatBusPostingGroup: area }
    insertRow(data, names.template, {
      code,
      displayName: code,
      ...groups,
      paymentTermsCode: '',
      shipmentMethodCode: '',
    })
  }
}
