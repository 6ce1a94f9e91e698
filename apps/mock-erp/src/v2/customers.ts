/** API v2.0 `customers` and `customerFinancialDetails` (business-central-api.json; business-central-protocol, section 12). */
import type { EntitySetDefinition } from '@koble/odata-server'
import { customerDelete, customerInsert, customerModify } from '../rules/customers.ts'
import { text as textOf } from '../rules/setup.ts'
import { customerFigures } from '../sets/figures-of.ts'
import { byCode } from '../sets/navigation.ts'
import { idProperty, keyProperty, related, type Pair } from '../sets/pair.ts'
import {
  addressLines,
  codePair,
  country,
  currency,
  email,
  phone,
  salesperson,
  taxRegistrationNumber,
} from '../sets/party-properties.ts'
import {
  bool,
  choice,
  codeField,
  computed,
  decimal,
  lastModified,
  readOnly,
  systemId,
  text,
} from '../sets/properties.ts'
import { names } from '../tables/names.ts'
import { members } from '../values/members.ts'
import { agedRow } from './aged-receivables.ts'
import { documentAttachmentsBelow } from './attachments.ts'
import { contactRowsOf } from './contacts-information.ts'
import { defaultDimensionsBelow } from './default-dimensions.ts'
import { picture } from './pictures.ts'

/** In a company with VAT the tax areas are the VAT business posting groups. */
const taxArea: Pair = codePair(names.vatBusPostingGroup, 'vatBusPostingGroup')

export const customers: EntitySetDefinition = {
  name: 'customers',
  entityType: 'customer',
  table: names.customer,
  properties: {
    id: systemId,
    number: codeField(20),
    displayName: text(100),
    type: choice('contactType', members.contactType),
    ...addressLines,
    city: text(30),
    state: text(30),
    country: country(names.customer),
    postalCode: codeField(20),
    phoneNumber: phone('phoneNumber', 'Phone No.', names.customer),
    email,
    website: text(80),
    salespersonCode: keyProperty('salespersonCode', salesperson(names.customer)),
    balanceDue: computed(decimal(), (row, context) => customerFigures(row, context).balanceDue),
    creditLimit: decimal(),
    taxLiable: bool(),
    taxAreaId: idProperty('taxAreaId', taxArea),
    taxAreaDisplayName: computed(text(100), (row, { data }) =>
      textOf(related(taxArea, row, data) ?? {}, 'displayName'),
    ),
    taxRegistrationNumber,
    currencyId: idProperty('currencyId', currency('code')),
    currencyCode: keyProperty('currencyCode', currency('code')),
    paymentTermsId: idProperty('paymentTermsId', codePair(names.paymentTerms, 'paymentTermsCode')),
    shipmentMethodId: idProperty('shipmentMethodId', codePair(names.shipmentMethod, 'shipmentMethodCode')),
    paymentMethodId: idProperty('paymentMethodId', codePair(names.paymentMethod, 'paymentMethodCode')),
    blocked: choice('customerBlocked', members.customerBlocked),
    lastModifiedDateTime: lastModified,
  },
  navigation: {
    customerFinancialDetails: {
      target: 'customerFinancialDetails',
      rows: (row) => [row],
      readOnly: true,
    },
    agedAccountsReceivable: {
      target: 'agedAccountsReceivables',
      rows: (row, context) => [agedRow(row, context)],
      readOnly: true,
    },
    contactsInformation: {
      target: 'contactsInformation',
      collection: true,
      rows: (row, context) => contactRowsOf(row, 'Customer', context),
      readOnly: true,
    },
    picture: picture('Customer'),
    defaultDimensions: defaultDimensionsBelow,
    documentAttachments: documentAttachmentsBelow,
    currency: byCode('currencies', names.currency, 'currencyCode'),
    paymentTerm: byCode('paymentTerms', names.paymentTerms, 'paymentTermsCode'),
    shipmentMethod: byCode('shipmentMethods', names.shipmentMethod, 'shipmentMethodCode'),
    paymentMethod: byCode('paymentMethods', names.paymentMethod, 'paymentMethodCode'),
  },
  insert: customerInsert,
  modify: customerModify,
  delete: customerDelete,
}

export const customerFinancialDetails: EntitySetDefinition = {
  name: 'customerFinancialDetails',
  entityType: 'customerFinancialDetail',
  table: names.customer,
  properties: {
    id: readOnly(systemId),
    number: readOnly(codeField(20)),
    balance: computed(decimal(), (row, context) => customerFigures(row, context).balance),
    totalSalesExcludingTax: computed(decimal(), (row, context) => customerFigures(row, context).salesBefore),
    overdueAmount: computed(decimal(), (row, context) => customerFigures(row, context).balanceDueBefore),
    lastModifiedDateTime: lastModified,
  },
}
