/** API v2.0 `vendors` (business-central-api.json; business-central-protocol, section 12). */
import type { EntitySetDefinition } from '@koble/odata-server'
import { vendorFigures } from '../ledger/vendor-figures.ts'
import { workDate } from '../rules/setup.ts'
import { vendorDelete, vendorInsert, vendorModify } from '../rules/vendors.ts'
import { byCode } from '../sets/navigation.ts'
import { idProperty, keyProperty } from '../sets/pair.ts'
import {
  addressLines,
  codePair,
  country,
  currency,
  email,
  phone,
  taxRegistrationNumber,
} from '../sets/party-properties.ts'
import { bool, choice, codeField, computed, decimal, lastModified, systemId, text } from '../sets/properties.ts'
import { names } from '../tables/names.ts'
import { members } from '../values/members.ts'
import { agedPayablesRow } from './aged-payables.ts'
import { documentAttachmentsBelow } from './attachments.ts'
import { contactRowsOf } from './contacts-information.ts'
import { defaultDimensionsBelow } from './default-dimensions.ts'
import { picture } from './pictures.ts'

export const vendors: EntitySetDefinition = {
  name: 'vendors',
  entityType: 'vendor',
  table: names.vendor,
  properties: {
    id: systemId,
    number: codeField(20),
    displayName: text(100),
    ...addressLines,
    city: text(30),
    state: text(30),
    country: country(names.vendor),
    postalCode: codeField(20),
    phoneNumber: phone('phoneNumber', 'Phone No.', names.vendor),
    email,
    website: text(80),
    taxRegistrationNumber,
    currencyId: idProperty('currencyId', currency('code')),
    currencyCode: keyProperty('currencyCode', currency('code')),
    irs1099Code: codeField(10),
    paymentTermsId: idProperty('paymentTermsId', codePair(names.paymentTerms, 'paymentTermsCode')),
    paymentMethodId: idProperty('paymentMethodId', codePair(names.paymentMethod, 'paymentMethodCode')),
    taxLiable: bool(),
    blocked: choice('vendorBlocked', members.vendorBlocked),
    balance: computed(decimal(), (row, { data, clock }) => vendorFigures(data, row.id, workDate(clock)).balance),
    lastModifiedDateTime: lastModified,
  },
  navigation: {
    picture: picture('Vendor'),
    defaultDimensions: defaultDimensionsBelow,
    agedAccountsPayable: {
      target: 'agedAccountsPayables',
      rows: (row, context) => [agedPayablesRow(row, context)],
      readOnly: true,
    },
    contactsInformation: {
      target: 'contactsInformation',
      collection: true,
      rows: (row, context) => contactRowsOf(row, 'Vendor', context),
      readOnly: true,
    },
    documentAttachments: documentAttachmentsBelow,
    currency: byCode('currencies', names.currency, 'currencyCode'),
    paymentTerm: byCode('paymentTerms', names.paymentTerms, 'paymentTermsCode'),
    paymentMethod: byCode('paymentMethods', names.paymentMethod, 'paymentMethodCode'),
  },
  insert: vendorInsert,
  modify: vendorModify,
  delete: vendorDelete,
}
