/** The demo company: Fjordlys Trading in Flensburg, local currency EUR, 40 customers, 60 people there, two years of ledgers. */
import type { Database, Row, Transaction } from '@koble/odata-server'
import { postPayment } from '../ledger/post-payment.ts'
import { adjustInventory } from '../posting/adjust-inventory.ts'
import type { PostingContext } from '../posting/posting-context.ts'
import { splitName } from '../rules/contact-names.ts'
import { drawNumber, series } from '../rules/number-series.ts'
import { amount, text } from '../rules/setup.ts'
import { insertRow } from '../tables/insert-row.ts'
import { findAll } from '../tables/find-all.ts'
import { names } from '../tables/names.ts'
import { systemUser } from '../users.ts'
import { currencyDefaults } from '../v2/code-sets.ts'
import { big, canonical, roundTo } from '../values/decimal.ts'
import { demoCustomers, type DemoCustomer } from './demo-customers.ts'
import { demoEvents, type DemoEvent } from './demo-documents.ts'
import { demoItems } from './demo-items.ts'
import { insertDemoMasters, itemByNumber } from './demo-masters.ts'
import { postDemoDocument } from './post-demo-document.ts'
import {
  demoCurrencies,
  demoLocations,
  demoPaymentTerms,
  demoRates,
  demoSalespeople,
  demoShipmentMethods,
  demoUnits,
} from './demo-tables.ts'
import { insertCustomer, postingGroups } from './insert-customer.ts'
import { insertDemoExtras } from './insert-demo-extras.ts'
import { insertOpenDocuments } from './insert-open-documents.ts'
import { companyId, insertCompany } from './setup.ts'

export function seedDemo(database: Database): void {
  const newId = () => database.newId()
  database.transact(systemUser, companyId, (data) => {
    const context: PostingContext = {
      data,
      newId,
      clock: database.clock,
      principal: systemUser,
      now: database.clock.iso(),
    }
    insertDemoCompany(data)
    const customers = demoCustomers.map((customer, at) => insertDemoCustomer(data, newId, customer, at))
    insertDemoMasters(data, newId)
    stockUp(context)
    const invoices = new Map<string, Row>()
    for (const [turn, event] of demoEvents(demoCustomers).entries()) post(context, event, turn, customers, invoices)
    insertDemoExtras(data, customers)
    insertOpenDocuments(context, customers)
    block(data, customers)
  })
}

/** What lay in the main warehouse when the history begins. */
function stockUp(context: PostingContext): void {
  for (const { number, stock, blocked } of demoItems) {
    if (stock === '0' || blocked === true) continue
    const item = itemByNumber(context.data, number)
    adjustInventory(
      item,
      { quantity: stock, locationCode: 'MAIN', variantCode: '', postingDate: '2025-01-02' },
      context,
    )
  }
}

/** The demo company and its small tables, which the large one has too. */
export function insertDemoCompany(data: Transaction): void {
  insertCompany(data, {
    name: 'Fjordlys Trading',
    displayName: 'Fjordlys Trading GmbH',
    localCurrency: 'EUR',
    typedNumbers: false,
  })
  for (const currency of demoCurrencies) insertRow(data, names.currency, { ...currencyDefaults, ...currency })
  for (const [currencyCode, startingDate, relationalExchangeRateAmount] of demoRates) {
    insertRow(data, names.exchangeRate, {
      currencyCode,
      startingDate,
      exchangeRateAmount: '100',
      relationalCurrencyCode: '',
      relationalExchangeRateAmount,
    })
  }
  for (const terms of demoPaymentTerms) {
    insertRow(data, names.paymentTerms, { discountDateCalculation: '', discountPercent: '0', ...terms })
  }
  for (const method of demoShipmentMethods) insertRow(data, names.shipmentMethod, method)
  for (const person of demoSalespeople) insertRow(data, names.salesperson, person)
  for (const unit of demoUnits) insertRow(data, names.unit, unit)
  for (const location of demoLocations) insertRow(data, names.location, location)
}

function insertDemoCustomer(data: Transaction, newId: () => string, demo: DemoCustomer, at: number): Row {
  const domain = `${asciiWord(demo.name)}.example`
  const customer = insertCustomer(data, newId, {
    number: `C${String(10 * (at + 1)).padStart(5, '0')}`,
    displayName: demo.name,
    displayName2: demo.name2 ?? '',
    addressLine1: demo.street,
    addressLine2: demo.street2 ?? '',
    city: demo.city,
    state: demo.state ?? '',
    country: demo.country,
    postalCode: demo.postCode,
    phoneNumber: `${DIAL[demo.country] ?? '+49'} 555 ${String(1000 + at * 37).padStart(4, '0')}`,
    email: `office@${domain}`,
    website: `https://www.${domain}`,
    salespersonCode: demo.salesperson,
    currencyCode: demo.currency ?? '',
    paymentTermsCode: demo.terms,
    shipmentMethodCode: demo.shipment,
    creditLimit: demo.limit,
    ...postingGroups(demo.country),
  })
  const people = demo.people.map((name, place) => insertPerson(data, customer, name, domain, place))
  const [first] = people
  if (first === undefined) return customer
  return data.update(names.customer, customer.id, {
    primaryContactId: first.id,
    contactName: text(first, 'displayName'),
  })
}

const JOBS = ['Managing director', 'Purchasing'] as const

function insertPerson(data: Transaction, customer: Row, displayName: string, domain: string, place: number): Row {
  const company = data.get(names.contact, text(customer, 'contactId'))
  const shared = [
    'addressLine1',
    'addressLine2',
    'city',
    'state',
    'country',
    'postalCode',
    'salespersonCode',
    'currencyCode',
  ]
  return insertRow(data, names.contact, {
    ...Object.fromEntries(shared.map((column) => [column, text(customer, column)])),
    ...splitName(displayName),
    number: drawNumber(data, series.contact, () => false),
    type: 'Person',
    displayName,
    searchName: displayName.toUpperCase(),
    companyId: company?.id ?? '',
    companyName: text(customer, 'displayName'),
    jobTitle: JOBS[place] ?? '',
    email: `${asciiWord(displayName.split(' ').at(-1) ?? displayName)}@${domain}`,
    phoneNumber: text(customer, 'phoneNumber'),
  })
}

function post(
  context: PostingContext,
  event: DemoEvent,
  turn: number,
  customers: readonly Row[],
  invoices: Map<string, Row>,
): void {
  const customer = customers[event.customer]
  if (customer === undefined) return
  const key = `${event.customer} ${event.invoice}`
  const invoice = current(context.data, invoices.get(key))
  if (event.kind === 'payment') return pay(context.data, event, customer, invoice)
  const isInvoice = event.kind === 'invoice'
  const document = postDemoDocument(context, {
    kind: isInvoice ? 'Invoice' : 'Credit_x0020_Memo',
    customer,
    date: event.date,
    net: event.net ?? '0',
    turn,
    ...(isInvoice || invoice === undefined ? {} : { appliesToNumber: text(invoice, 'documentNumber') }),
  })
  const [entry] = findAll(context.data, names.ledgerEntry, { documentNumber: text(document, 'number') })
  if (isInvoice && entry !== undefined) invoices.set(key, entry)
}

const current = (data: Transaction, entry: Row | undefined): Row | undefined =>
  entry === undefined ? undefined : data.get(names.ledgerEntry, entry.id)

function pay(data: Transaction, event: DemoEvent, customer: Row, invoice: Row | undefined): void {
  if (invoice === undefined) return
  const share = big(amount(invoice, 'remainingAmount')).times(event.share ?? '1')
  const paid = roundTo(share.plus(event.extra ?? '0'))
  const documentNumber = drawNumber(data, series.payment, () => false)
  postPayment(data, {
    customer,
    documentNumber,
    postingDate: event.date,
    amount: canonical(paid.times(-1)),
    currencyCode: text(invoice, 'currencyCode'),
    description: `Payment ${documentNumber} of ${text(invoice, 'documentNumber')}`,
    balancingAccount: '1100',
    appliesTo: invoice,
  })
}

/** Blocked at the end: nothing could be posted to them before. */
function block(data: Transaction, customers: readonly Row[]): void {
  for (const [at, { blocked }] of demoCustomers.entries()) {
    const customer = customers[at]
    if (blocked !== undefined && customer !== undefined) data.update(names.customer, customer.id, { blocked })
  }
}

const DIAL: Readonly<Record<string, string>> = {
  DE: '+49',
  AT: '+43',
  FR: '+33',
  NL: '+31',
  BE: '+32',
  ES: '+34',
  IT: '+39',
  FI: '+358',
  IE: '+353',
  EE: '+372',
  DK: '+45',
  SE: '+46',
  NO: '+47',
  GB: '+44',
  US: '+1',
}

const SPELLED: Readonly<Record<string, string>> = { ß: 'ss', ø: 'o', Ø: 'O', æ: 'ae', Æ: 'Ae', å: 'a', Å: 'A' }

/** The first words of a name as a host name would spell them. */
function asciiWord(name: string): string {
  const plain = name
    .replaceAll(/[ßøØæÆåÅ]/g, (char) => SPELLED[char] ?? char)
    .normalize('NFD')
    .replaceAll(/[^A-Za-z ]/g, '')
  return plain.trim().split(/\s+/).slice(0, 2).join('-').toLowerCase()
}
