/**
 * Business Central's customers as Koble's pages serve them (docs/koble-api-pages.md). Fields stand in the order in which a
 * body is written, because the pages validate them in that order: a new country clears post code, city and state.
 */
import { boolean, code, decimal, entity, nullable, option, readOnly, reference, resetting, text } from '@koble/core'

export const customers = entity(
  'erp',
  'customers',
  { label: 'customer', nameField: 'displayName' },
  {
    /** Blank on creation: the next of the number series. */
    number: nullable(code(20)),
    displayName: text(100),
    displayName2: nullable(text(50)),
    type: option('Company', 'Person'),
    contactName: nullable(text(100)),
    addressLine1: nullable(text(100)),
    addressLine2: nullable(text(50)),
    country: resetting(nullable(code(10)), 'city', 'state', 'postalCode'),
    city: nullable(text(30)),
    state: nullable(text(30)),
    postalCode: nullable(code(20)),
    phoneNumber: nullable(text(30)),
    mobilePhoneNumber: nullable(text(30)),
    faxNumber: nullable(text(30)),
    email: nullable(text(80)),
    website: nullable(text(80)),
    salespersonId: reference('salespeople'),
    /** Blank is the local currency. */
    currencyId: reference('currencies'),
    paymentTermsId: reference('paymentTerms'),
    shipmentMethodId: reference('shipmentMethods'),
    shippingAgentCode: nullable(code(10)),
    /** In local currency; 0 is no limit. */
    creditLimit: decimal(),
    privacyBlocked: boolean(),
    blocked: option('_x0020_', 'Ship', 'Invoice', 'All'),
    primaryContactId: reference('contacts'),
    taxRegistrationNumber: nullable(text(20)),
    /** The contact that the ERP keeps for this customer. */
    contactId: readOnly(reference('contacts')),
    balance: readOnly(decimal()),
    balanceDue: readOnly(decimal()),
  },
)
