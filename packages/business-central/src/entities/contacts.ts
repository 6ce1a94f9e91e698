/** Business Central's contacts as Koble's pages serve them (docs/koble-api-pages.md), in the order in which a body is written. */
import { boolean, code, entity, nullable, option, readOnly, reference, resetting, text } from '@koble/core'

export const contacts = entity(
  'erp',
  'contacts',
  { label: 'contact', nameField: 'displayName' },
  {
    /** Blank on creation: the next of the number series. */
    number: nullable(code(20)),
    type: option('Company', 'Person'),
    /** The company contact that a person belongs to; a company names itself. */
    companyId: reference('contacts'),
    companyName: readOnly(nullable(text(100))),
    /** The customer that the contact's company (or the contact itself) is. */
    customerId: reference('customers'),
    contactBusinessRelation: readOnly(
      option('_x0020_', 'Customer', 'Vendor', 'Bank_x0020_Account', 'Employee', 'None', 'Other', 'Multiple'),
    ),
    /** Of a person, written in parts: the ERP joins them to the display name, or splits that into them. */
    firstName: nullable(text(30)),
    middleName: nullable(text(30)),
    surname: nullable(text(30)),
    displayName: nullable(text(100)),
    jobTitle: nullable(text(30)),
    addressLine1: nullable(text(100)),
    addressLine2: nullable(text(50)),
    country: resetting(nullable(code(10)), 'city', 'state', 'postalCode'),
    city: nullable(text(30)),
    state: nullable(text(30)),
    postalCode: nullable(code(20)),
    phoneNumber: nullable(text(30)),
    mobilePhoneNumber: nullable(text(30)),
    faxNumber: nullable(text(30)),
    pager: nullable(text(30)),
    email: nullable(text(80)),
    website: nullable(text(80)),
    /** Blank is the local currency. */
    currencyId: reference('currencies'),
    salespersonId: reference('salespeople'),
    privacyBlocked: boolean(),
  },
)
