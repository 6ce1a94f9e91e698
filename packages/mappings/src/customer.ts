/**
 * Customers and accounts, both ways (reference/table-mappings.md, CustomerAccountMapping), with the demo's policy: partners are
 * made for new records of either side.
 *
 * `blocked` and `statecode` are each other's state. All blocked is inactive; blocked for shipment or invoicing only is active. A customer
 * that is blocked in any way is outside its filter, and so is an inactive account: nothing but the state travels until it is back.
 * The country stands before post code, city and county, which the ERP empties when the country changes.
 */
import { customers } from '@koble/business-central/entities'
import { tableMapping } from '@koble/core'
import { account } from '@koble/dataverse/entities'

export const customer = tableMapping(
  customers,
  account,
  {
    name: 'customer',
    label: 'Customers',
    onlyCoupled: false,
    erpFilter: [{ field: 'blocked', operator: 'eq', value: '_x0020_' }],
    crmFilter: [
      { field: 'statecode', operator: 'eq', value: 0 },
      { field: 'customertypecode', operator: 'eq', value: 3 },
    ],
    deactivate: { erp: { blocked: 'All' }, crm: { statecode: 1 } },
    match: [
      { fields: [{ field: 'number', ignoreCase: true }] },
      {
        fields: [
          { field: 'displayName', ignoreCase: true },
          { field: 'city', ignoreCase: true },
        ],
      },
      { fields: [{ field: 'displayName', ignoreCase: true }] },
    ],
    dependsOn: ['currency', 'payment-terms', 'shipment-method', 'salesperson'],
  },
  (map) => [
    map.toCrm('number', 'accountnumber'),
    map.constantToCrm('customertypecode', 3, { onlyOnCreate: true }),
    map.toCrm('salespersonId', 'ownerid', {
      keepWhenBlank: true,
      reference: { mapping: 'salesperson', whenUncoupled: 'later' },
    }),
    map.both('displayName', 'name'),
    map.both('contactName', 'address1_primarycontactname'),
    map.both('addressLine1', 'address1_line1'),
    map.both('addressLine2', 'address1_line2'),
    map.both('country', 'address1_country'),
    map.both('postalCode', 'address1_postalcode'),
    map.both('city', 'address1_city'),
    map.both('state', 'address1_stateorprovince'),
    map.both('currencyId', 'transactioncurrencyid', {
      reference: { mapping: 'currency', whenUncoupled: 'wait', blankMeans: 'localCurrency' },
    }),
    map.both('email', 'emailaddress1'),
    map.both('faxNumber', 'fax'),
    map.both('website', 'websiteurl'),
    map.both('phoneNumber', 'telephone1'),
    map.both('shipmentMethodId', 'address1_freighttermscode', {
      reference: { mapping: 'shipment-method', whenUncoupled: 'later' },
    }),
    map.both('paymentTermsId', 'paymenttermscode', {
      reference: { mapping: 'payment-terms', whenUncoupled: 'later' },
    }),
    map.toCrm('creditLimit', 'creditlimit', { converter: { name: 'decimal' } }),
    map.both('primaryContactId', 'primarycontactid', { reference: { mapping: 'contact', whenUncoupled: 'later' } }),
    map.both('blocked', 'statecode', {
      stateField: true,
      converter: {
        name: 'option-map',
        parameters: { members: { _x0020_: 0, All: 1, Ship: 0, Invoice: 0 }, back: { '0': '_x0020_' } },
      },
    }),
  ],
)
