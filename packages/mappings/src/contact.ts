/**
 * Contacts of both systems, both ways (reference/table-mappings.md, ContactContactMapping): persons that belong to a customer's company
 * here, to an account there. A contact waits for its customer; a customer's primary contact follows later, so the two tables, which
 * name each other, converge.
 */
import { contacts } from '@koble/business-central/entities'
import { tableMapping } from '@koble/core'
import { contact as crmContact } from '@koble/dataverse/entities'

export const contact = tableMapping(
  contacts,
  crmContact,
  {
    name: 'contact',
    label: 'Contacts',
    onlyCoupled: false,
    erpFilter: [
      { field: 'type', operator: 'eq', value: 'Person' },
      { field: 'customerId', operator: 'isNotBlank' },
    ],
    crmFilter: [
      { field: 'parentcustomerid', operator: 'isNotBlank' },
      { field: 'statecode', operator: 'eq', value: 0 },
    ],
    deactivate: { crm: { statecode: 1 } },
    match: [
      { fields: [{ field: 'email', ignoreCase: true }] },
      {
        fields: [
          { field: 'firstName', ignoreCase: true },
          { field: 'surname', ignoreCase: true },
          { field: 'phoneNumber', ignoreCase: true },
        ],
      },
    ],
    dependsOn: ['customer'],
  },
  (map) => [
    map.constantToErp('type', 'Person', { onlyOnCreate: true }),
    map.both('customerId', 'parentcustomerid', { reference: { mapping: 'customer', whenUncoupled: 'wait' } }),
    map.toCrm('salespersonId', 'ownerid', {
      keepWhenBlank: true,
      reference: { mapping: 'salesperson', whenUncoupled: 'later' },
    }),
    map.both('currencyId', 'transactioncurrencyid', {
      reference: { mapping: 'currency', whenUncoupled: 'wait', blankMeans: 'localCurrency' },
    }),
    map.both('addressLine1', 'address1_line1'),
    map.both('addressLine2', 'address1_line2'),
    map.both('country', 'address1_country'),
    map.both('postalCode', 'address1_postalcode'),
    map.both('city', 'address1_city'),
    map.both('state', 'address1_stateorprovince'),
    map.both('email', 'emailaddress1'),
    map.both('faxNumber', 'fax'),
    map.both('firstName', 'firstname'),
    map.both('middleName', 'middlename'),
    map.both('surname', 'lastname'),
    map.both('website', 'websiteurl'),
    map.both('mobilePhoneNumber', 'mobilephone'),
    map.both('pager', 'pager'),
    map.both('phoneNumber', 'telephone1'),
  ],
)
