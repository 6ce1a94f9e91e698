/** What every seed has: the organization, its business unit, roles, users, messages, option sets, base currency. */
import type { Draft, Transaction } from '@koble/odata-server'
import { fixedGuid } from '../fixed-guid.ts'
import { fullName } from '../rules/contact.ts'
import { tables } from '../schema/tables.ts'
import { roleDefinitions } from '../security/privileges.ts'
import { currencyNames } from './currencies.ts'
import { applicationUser, people, type Person } from './people.ts'

const organizationId = fixedGuid('organization')
export const businessUnitId = fixedGuid('businessunit')
const organizationName = 'Fjordlys CRM'

/** Adds what is missing and leaves what people have changed, so that it also completes a reset that kept some tables. */
export function fillOrganization(data: Transaction, baseCurrency: string): void {
  addCurrency(data, baseCurrency, '1')
  addOrganization(data, currencyId(baseCurrency), currencyNames(baseCurrency).symbol)
  ensure(data, 'businessunit', businessUnitId, {
    name: organizationName,
    organizationid: organizationId,
    isdisabled: false,
  })
  addRoles(data)
  for (const person of people) addPerson(data, person)
  addApplicationUser(data)
  addMessages(data)
  addOptions(data)
}

export const currencyId = (code: string): string => fixedGuid(`currency/${code}`)

export function addCurrency(data: Transaction, code: string, exchangerate: string): void {
  const names = currencyNames(code)
  ensure(data, 'transactioncurrency', currencyId(code), {
    currencyname: names.name,
    isocurrencycode: code,
    currencysymbol: names.symbol,
    currencyprecision: names.precision,
    exchangerate,
    organizationid: organizationId,
    statecode: 0,
    statuscode: 1,
  })
}

function addOrganization(data: Transaction, basecurrencyid: string, symbol: string): void {
  ensure(data, 'organization', organizationId, {
    name: organizationName,
    languagecode: 1033,
    localeid: 1033,
    currencydecimalprecision: 2,
    pricingdecimalprecision: 2,
    expirechangetrackingindays: 7,
    issopintegrationenabled: false,
    oobpricecalculationenabled: true,
    discountcalculationmethod: 0,
    quoteprefix: 'QUO',
    orderprefix: 'ORD',
    invoiceprefix: 'INV',
    uniquespecifierlength: 6,
    createproductswithoutparentinactivestate: false,
    isdisabled: false,
    isauditenabled: false,
    schemanameprefix: 'new',
    maxuploadfilesize: 5_242_880,
  })
  data.update('organization', organizationId, {
    basecurrencyid,
    basecurrencysymbol: symbol,
    basecurrencyprecision: 2,
    ...firstNumbers,
  })
}

/** A seed begins to count anew, so that it gives the same numbers every time. */
const firstNumbers = { currentquotenumber: 1000, currentordernumber: 1000, currentinvoicenumber: 1000 }

function addRoles(data: Transaction): void {
  for (const { name } of roleDefinitions) {
    const id = fixedGuid(`role/${name}`)
    ensure(data, 'role', id, { name, businessunitid: businessUnitId, ismanaged: false, roleidunique: id })
  }
}

function addPerson(data: Transaction, person: Person): void {
  ensure(data, 'systemuser', person.id, {
    firstname: person.firstname,
    lastname: person.lastname,
    fullname: fullName(person.firstname, person.lastname),
    internalemailaddress: person.email,
    domainname: person.email,
    title: person.title,
    azureactivedirectoryobjectid: person.objectId,
    accessmode: 0,
    islicensed: true,
    ...user(),
  })
  addHolder(data, person.id, person.role)
}

function addApplicationUser(data: Transaction): void {
  ensure(data, 'systemuser', applicationUser.id, {
    firstname: 'Koble',
    lastname: 'Integration',
    fullname: 'Koble Integration',
    internalemailaddress: 'koble@fjordlys.example',
    domainname: 'koble@fjordlys.example',
    azureactivedirectoryobjectid: applicationUser.objectId,
    applicationid: applicationUser.applicationId,
    accessmode: 4,
    islicensed: false,
    ...user(),
    isintegrationuser: true,
  })
  addHolder(data, applicationUser.id, applicationUser.role)
}

const user = (): Draft => ({ businessunitid: businessUnitId, isdisabled: false, isintegrationuser: false })

function addHolder(data: Transaction, userId: string, role: string): void {
  ensure(data, 'systemuserroles', fixedGuid(`holder/${userId}/${role}`), {
    systemuserid: userId,
    roleid: fixedGuid(`role/${role}`),
  })
}

const messages = ['Create', 'Update', 'Delete', 'CreateMultiple', 'UpdateMultiple', 'UpsertMultiple']

/** A filter for every message and table that takes it: how clients learn what may be registered and called. */
function addMessages(data: Transaction): void {
  for (const message of messages) {
    const messageId = fixedGuid(`message/${message}`)
    ensure(data, 'sdkmessage', messageId, { name: message })
    for (const schema of tables.values()) {
      if (schema.readOnly) continue
      ensure(data, 'sdkmessagefilter', fixedGuid(`filter/${message}/${schema.name}`), {
        sdkmessageid: messageId,
        primaryobjecttypecode: schema.name,
      })
    }
  }
}

function addOptions(data: Transaction): void {
  for (const schema of tables.values()) {
    for (const [name, column] of Object.entries(schema.columns)) {
      for (const [index, option] of (column.options ?? []).entries()) {
        ensure(data, 'stringmap', fixedGuid(`option/${schema.name}/${name}/${option.value}`), {
          objecttypecode: schema.name,
          attributename: name,
          attributevalue: option.value,
          value: option.label,
          displayorder: index + 1,
          langid: 1033,
        })
      }
    }
  }
}

function ensure(data: Transaction, table: string, id: string, columns: Draft): void {
  if (data.get(table, id) === undefined) data.insert(table, { id, ...columns })
}
