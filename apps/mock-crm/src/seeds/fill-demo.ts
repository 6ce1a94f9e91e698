/** The demo organization's own data: prospects with one contact each, a note or two on their timelines, what is sold and what they may buy. */
import type { Transaction } from '@koble/odata-server'
import { fixedGuid } from '../fixed-guid.ts'
import { fullName } from '../rules/contact.ts'
import { fillAddresses } from '../rules/addresses.ts'
import { fillDocuments } from '../sales/demo-documents.ts'
import { tableOf } from '../schema/tables.ts'
import { fillCatalogue } from './fill-catalogue.ts'
import { fillOpportunities } from './fill-opportunities.ts'
import { currencyId } from './fill-organization.ts'
import { owned } from './owned.ts'
import { prospects, type Prospect } from './prospects.ts'

export function fillDemo(data: Transaction, baseCurrency: string): void {
  for (const prospect of prospects) addProspect(data, prospect, currencyId(baseCurrency))
  addNote(data, 'Havørn Shipping AS', 'Met at the Bergen fair', 'Wants lamps for two ferries, decides in January.')
  addNote(data, 'Brüder Kessler GmbH', 'Call', 'Asked for a price list in EUR.')
  fillCatalogue(data, baseCurrency)
  fillOpportunities(data, baseCurrency)
  fillDocuments(data, baseCurrency)
}

function addProspect(data: Transaction, prospect: Prospect, currency: string): void {
  const accountId = fixedGuid(`account/${prospect.name}`)
  const contactId = fixedGuid(`contact/${prospect.name}`)
  const owner = owned(fixedGuid(`user/${prospect.owner}`))
  const address = {
    address1_line1: prospect.street,
    address1_postalcode: prospect.postalCode,
    address1_city: prospect.city,
    address1_country: prospect.country,
  }
  const shared = {
    ...owner,
    ...address,
    statecode: 0,
    statuscode: 1,
    transactioncurrencyid: currency,
    exchangerate: '1',
  }
  const account = {
    id: accountId,
    name: prospect.name,
    telephone1: prospect.phone,
    websiteurl: prospect.website,
    emailaddress1: `hello@${new URL(prospect.website).hostname}`,
    customertypecode: prospect.customertypecode,
    primarycontactid: contactId,
    ...shared,
  }
  const [firstname, lastname, jobtitle] = prospect.contact
  const contact = {
    id: contactId,
    firstname,
    lastname,
    fullname: fullName(firstname, lastname),
    jobtitle,
    emailaddress1: `${asciiOf(firstname)}@${new URL(prospect.website).hostname}`,
    telephone1: prospect.phone,
    parentcustomerid: accountId,
    parentcustomeridtype: 'account',
    accountid: accountId,
    ...shared,
  }
  fillAddresses(tableOf('account'), account)
  fillAddresses(tableOf('contact'), contact)
  data.insert('account', account)
  data.insert('contact', contact)
}

const asciiOf = (name: string): string =>
  name
    .normalize('NFD')
    .replaceAll(/[^a-z]/gi, '')
    .toLowerCase()

function addNote(data: Transaction, account: string, subject: string, notetext: string): void {
  data.insert('annotation', {
    id: fixedGuid(`note/${account}/${subject}`),
    subject,
    notetext,
    isdocument: false,
    objectid: fixedGuid(`account/${account}`),
    objectidtype: 'account',
    ...owned(fixedGuid('user/anna.krog')),
  })
}
