/** Dataverse's contacts: the columns that Koble maps (reference/dataverse-schema.json). */
import { entity, nullable, option, readOnly, reference, text } from '@koble/core'

export const contact = entity(
  'crm',
  'contact',
  { label: 'contact', nameField: 'fullname', key: 'contactid' },
  {
    fullname: readOnly(nullable(text(160))),
    firstname: nullable(text(50)),
    middlename: nullable(text(50)),
    lastname: nullable(text(50)),
    jobtitle: nullable(text(100)),
    /** The account; blank when another contact is the parent. */
    parentcustomerid: reference('account'),
    address1_line1: nullable(text(250)),
    address1_line2: nullable(text(250)),
    address1_city: nullable(text(80)),
    address1_stateorprovince: nullable(text(50)),
    address1_postalcode: nullable(text(20)),
    address1_country: nullable(text(80)),
    telephone1: nullable(text(50)),
    mobilephone: nullable(text(50)),
    fax: nullable(text(50)),
    pager: nullable(text(50)),
    emailaddress1: nullable(text(100)),
    websiteurl: nullable(text(200)),
    transactioncurrencyid: reference('transactioncurrency'),
    /** A user; blank when a team owns the row. */
    ownerid: reference('systemuser'),
    /** 0 active, 1 inactive. */
    statecode: option(0, 1),
    statuscode: nullable(option(1, 2)),
    koble_company: reference('koble_company'),
  },
)
