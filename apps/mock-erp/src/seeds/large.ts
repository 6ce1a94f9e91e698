/** A company of any size: customers by count, people among them, open invoices; the same counts give the same ids and values. */
import type { Database, Draft, Row, Transaction } from '@koble/odata-server'
import { postSale } from '../ledger/post-sale.ts'
import { splitName } from '../rules/contact-names.ts'
import { drawNumber, series } from '../rules/number-series.ts'
import { text } from '../rules/setup.ts'
import { insertRow } from '../tables/insert-row.ts'
import { names } from '../tables/names.ts'
import { systemUser } from '../users.ts'
import { insertDemoCompany } from './demo.ts'
import { insertCustomer, postingGroups } from './insert-customer.ts'
import { companyId } from './setup.ts'

export interface LargeCounts {
  readonly customers: number
  /** Persons, spread over the customers. */
  readonly contacts: number
  /** Open invoices, spread over the customers. */
  readonly ledgerEntries: number
}

const BATCH = 2000

const FIRST = 'Nordlicht Søndergaard Älvsjö Hafen Müller Fjord Küsten Brønd Ostsee Åkers Kreuz Linden'.split(' ')
const TRADE = 'Möbel|Optik|Verktyg & Jern|Papir|Glas & Licht|Textil|Marin|Elektro'.split('|')
const FORM = 'GmbH AG ApS AB AS Oy'.split(' ')
const PLACES = [
  ['DE', 'Hamburg', '20095'],
  ['DK', 'Aarhus', '8000'],
  ['SE', 'Malmö', '211 34'],
  ['NO', 'Bergen', '5013'],
  ['GB', 'Bristol', 'BS1 1HT'],
  ['US', 'Portland', '04101'],
] as const
const CURRENCIES = ['', 'DKK', 'SEK', 'NOK', 'GBP', 'USD'] as const
const PEOPLE = 'Anna Bo Carla Dirk Eva Finn Greta Hans'.split(' ')
const SURNAMES = 'Lund Meyer Öberg Ræder Stone Voß Winter Yngve'.split(' ')

/** Joined, because concatenated texts keep their pieces for as long as nobody reads them, and a million customers have many. */
const joined = (...pieces: readonly (string | number | undefined)[]): string => pieces.join('')

const pick = <T>(from: readonly T[], at: number): T | undefined => from[at % from.length]

export function seedLarge(database: Database, counts: LargeCounts): void {
  const newId = () => database.newId()
  const inBatches = (count: number, work: (data: Transaction, at: number) => void): void => {
    for (let from = 0; from < count; from += BATCH) {
      database.transact(systemUser, companyId, (data) => {
        for (let at = from; at < Math.min(count, from + BATCH); at += 1) work(data, at)
      })
    }
  }
  database.transact(systemUser, companyId, (data) => {
    insertDemoCompany(data)
  })
  const customers: string[] = []
  inBatches(counts.customers, (data, at) => {
    customers.push(insertCustomer(data, newId, largeCustomer(at)).id)
  })
  if (customers.length === 0) return
  const customerAt = (data: Transaction, at: number) => data.get(names.customer, pick(customers, at) ?? '')
  inBatches(counts.contacts, (data, at) => insertPerson(data, customerAt(data, at), at))
  inBatches(counts.ledgerEntries, (data, at) => insertInvoice(data, newId, customerAt(data, at), at))
}

function largeCustomer(at: number): Draft {
  const [country, city, postalCode] = pick(PLACES, at) ?? PLACES[0]
  const serial = String(at + 1).padStart(7, '0')
  return {
    number: joined('L', serial),
    displayName: [pick(FIRST, at), pick(TRADE, at * 5), pick(FORM, at), serial].join(' '),
    addressLine1: joined(pick(FIRST, at * 7), 'straße ', (at % 200) + 1),
    city,
    country,
    postalCode,
    phoneNumber: joined('+49 40 ', serial),
    email: joined('office@k', serial, '.example'),
    website: joined('https://k', serial, '.example'),
    salespersonCode: pick(['AK', 'BL', 'CM', 'DS', 'EV'], at) ?? 'AK',
    currencyCode: pick(CURRENCIES, at) ?? '',
    paymentTermsCode: pick(['30D', '14D', 'CM', '60D'], at) ?? '30D',
    shipmentMethodCode: pick(['EXW', 'CIF', 'DAP', 'FCA'], at) ?? 'EXW',
    creditLimit: String((at % 50) * 1000),
    ...postingGroups(country),
  }
}

function insertPerson(data: Transaction, customer: Row | undefined, at: number): void {
  if (customer === undefined) return
  const displayName = `${pick(PEOPLE, at)} ${pick(SURNAMES, Math.floor(at / PEOPLE.length))}`
  insertRow(data, names.contact, {
    ...splitName(displayName),
    number: drawNumber(data, series.contact, () => false),
    type: 'Person',
    displayName,
    searchName: displayName.toUpperCase(),
    companyId: text(customer, 'contactId'),
    companyName: text(customer, 'displayName'),
    country: text(customer, 'country'),
    city: text(customer, 'city'),
    email: `person${at + 1}@people.example`,
  })
}

function insertInvoice(data: Transaction, newId: () => string, customer: Row | undefined, at: number): void {
  if (customer === undefined) return
  const documentNumber = drawNumber(data, series.invoice, () => false)
  postSale(data, {
    kind: 'Invoice',
    customer,
    documentNumber,
    postingDate: `2026-${String((at % 10) + 1).padStart(2, '0')}-15`,
    net: `${100 + (at % 900)}.${String(at % 100).padStart(2, '0')}`,
    description: `Invoice ${documentNumber}`,
    documentId: newId(),
  })
}
