/** What the headers of all sales documents of API v2.0 have in common, in the groups that their pages are made of (business-central-api.json). */
import type { NavigationDefinition, PropertyDefinition } from '@koble/odata-server'
import { byCode, byId } from '../../sets/navigation.ts'
import { idProperty, keyProperty } from '../../sets/pair.ts'
import { bool, codeField, computed, date, lastModified, readOnly, systemId, text } from '../../sets/properties.ts'
import { address } from '../../sets/sales/addresses.ts'
import { headerField } from '../../sets/sales/header-field.ts'
import {
  billToCustomer,
  headerCurrency,
  paymentTerms,
  salesperson as salespersonPair,
  sellToCustomer,
  shipmentMethod,
} from '../../sets/sales/header-pairs.ts'
import { relationError } from '../../rules/refusals.ts'
import { names } from '../../tables/names.ts'
import { attachmentsBelow, documentAttachmentsBelow } from '../attachments.ts'
import { dimensionSetLinesBelow } from '../dimension-set-lines.ts'
import { pdfDocumentBelow } from '../pdf-document.ts'
import { discountBeforeTax } from './discount-before-tax.ts'

export const numbers = {
  id: systemId,
  number: readOnly(codeField(20)),
  externalDocumentNumber: headerField('externalDocumentNumber', codeField(35)),
}

export const headerDate = (column: Parameters<typeof headerField>[0]): PropertyDefinition => headerField(column, date())

export const customers = {
  customerId: idProperty('customerId', sellToCustomer),
  customerNumber: keyProperty('customerNumber', sellToCustomer),
  customerName: { ...readOnly(text(100)), column: 'sellToName' },
  billToName: { ...readOnly(text(100)), column: 'billToName' },
  billToCustomerId: idProperty('billToCustomerId', billToCustomer),
  billToCustomerNumber: keyProperty('billToCustomerNumber', billToCustomer),
}

export const shipToNames = {
  shipToName: headerField('shipToName', text(100)),
  shipToContact: headerField('shipToContact', text(100)),
}

export const sellToAddress = address('sellTo')
export const billToAddress = address('billTo')
export const shipToAddress = address('shipTo')

const currency = headerCurrency('code')
export const currencyId = idProperty('currencyId', currency)
export const currencyCode = keyProperty('currencyCode', currency)

export const terms = {
  paymentTermsId: idProperty('paymentTermsId', paymentTerms),
  shipmentMethodId: idProperty('shipmentMethodId', shipmentMethod),
  salesperson: keyProperty('salesperson', {
    ...salespersonPair,
    unknownKey: (code) => relationError('Salesperson Code', names.salesHeader, code, names.salesperson),
  }),
}

export const discountAppliedBeforeTax: PropertyDefinition = computed(bool(), discountBeforeTax)

export const ways = {
  lastModifiedDateTime: lastModified,
  phoneNumber: headerField('phoneNumber', text(30)),
  email: headerField('email', text(80)),
}

/** `lines`: the set of the document's lines, which is the property's name too. */
export const headerNavigation = (lines: string): Readonly<Record<string, NavigationDefinition>> => ({
  customer: byId('customers', names.customer, 'customerId'),
  currency: byCode('currencies', names.currency, 'currencyCode'),
  paymentTerm: byCode('paymentTerms', names.paymentTerms, 'paymentTermsCode'),
  shipmentMethod: byCode('shipmentMethods', names.shipmentMethod, 'shipmentMethodCode'),
  [lines]: { target: lines, collection: true, contained: true, targetColumn: 'documentId' },
  dimensionSetLines: dimensionSetLinesBelow,
  pdfDocument: pdfDocumentBelow,
  attachments: attachmentsBelow,
  documentAttachments: documentAttachmentsBelow,
})
