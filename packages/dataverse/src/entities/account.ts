/**
 * Dataverse's accounts: the columns that Koble maps (reference/dataverse-schema.json). Fields carry the columns' logical
 * names; lookups hold ids, choices that are coupled like records hold the option's value as text.
 */
import { boolean, decimal, entity, nullable, option, readOnly, reference, text } from '@koble/core'

export const account = entity(
  'crm',
  'account',
  { label: 'account', nameField: 'name', key: 'accountid' },
  {
    name: text(160),
    accountnumber: nullable(text(20)),
    /** 3 is Customer. */
    customertypecode: nullable(option(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12)),
    address1_primarycontactname: nullable(text(100)),
    address1_line1: nullable(text(250)),
    address1_line2: nullable(text(250)),
    address1_city: nullable(text(80)),
    address1_stateorprovince: nullable(text(50)),
    address1_postalcode: nullable(text(20)),
    address1_country: nullable(text(80)),
    telephone1: nullable(text(50)),
    fax: nullable(text(50)),
    emailaddress1: nullable(text(100)),
    websiteurl: nullable(text(200)),
    transactioncurrencyid: reference('transactioncurrency'),
    paymenttermscode: reference('option:account.paymenttermscode'),
    address1_freighttermscode: reference('option:account.address1_freighttermscode'),
    /** In the row's currency. */
    creditlimit: nullable(decimal(4)),
    creditonhold: nullable(boolean()),
    primarycontactid: reference('contact'),
    /** A user; blank when a team owns the row. */
    ownerid: reference('systemuser'),
    /** 0 active, 1 inactive. */
    statecode: option(0, 1),
    statuscode: nullable(option(1, 2)),
    koble_company: reference('koble_company'),
    koble_accountstatistics: reference('koble_accountstatistics'),
    exchangerate: readOnly(nullable(decimal(10))),
  },
)
