/** Invoices and their lines. Columns: reference/dataverse-schema.json; states: reference/dataverse-protocol.md, section 13. */
import {
  choice,
  day,
  decimal,
  flag,
  formRequired,
  guid,
  lookup,
  memo,
  onCreate,
  onUpdate,
  readOnly,
  restricting,
  stateColumns,
  text,
} from './column.ts'
import { paymentTerms, shippingMethods } from './party-columns.ts'
import {
  customer,
  deliveryColumns,
  documentAddresses,
  documentAmounts,
  erpCompany,
  lineColumns,
  process,
} from './sales-columns.ts'
import { table } from './table.ts'

export const invoice = table({
  name: 'invoice',
  setName: 'invoices',
  label: 'Invoice',
  objectTypeCode: 1090,
  ownership: 'user',
  changeTracking: true,
  columns: {
    invoicenumber: onCreate(text(100)),
    name: formRequired(text(2048)),
    ...customer(restricting),
    opportunityid: restricting(lookup('opportunity')),
    salesorderid: restricting(lookup('salesorder')),
    pricelevelid: restricting(lookup('pricelevel')),
    prioritycode: choice({ 1: 'Default Value' }),
    description: memo(),
    lastbackofficesubmit: day(),
    datedelivered: day(),
    duedate: day(),
    ispricelocked: onUpdate(flag()),
    ...documentAmounts,
    transactioncurrencyid: onCreate(lookup('transactioncurrency')),
    paymenttermscode: choice(paymentTerms),
    shippingmethodcode: choice(shippingMethods),
    ...documentAddresses,
    entityimageid: readOnly(guid()),
    ...process,
    koble_company: erpCompany(),
    ...stateColumns(
      [
        0,
        'Active',
        [
          [1, 'New'],
          [2, 'Partially Shipped'],
          [4, 'Billed'],
          [5, 'Booked (applies to services)'],
          [6, 'Installed (applies to services)'],
        ],
      ],
      [
        1,
        'Closed (deprecated)',
        [
          [3, 'Canceled (deprecated)'],
          [7, 'Paid in Full (deprecated)'],
        ],
      ],
      [
        2,
        'Paid',
        [
          [100_001, 'Complete'],
          [100_002, 'Partial'],
        ],
      ],
      [3, 'Canceled', [[100_003, 'Canceled']]],
    ),
  },
  collections: [
    { name: 'invoice_details', table: 'invoicedetail', column: 'invoiceid' },
    { name: 'Invoice_Annotation', table: 'annotation', column: 'objectid' },
    { name: 'Invoice_Tasks', table: 'task', column: 'regardingobjectid' },
    { name: 'invoice_Posts', table: 'post', column: 'regardingobjectid' },
  ],
})

export const invoicedetail = table({
  name: 'invoicedetail',
  setName: 'invoicedetails',
  label: 'Invoice Product',
  schemaName: 'InvoiceDetail',
  objectTypeCode: 1091,
  primaryName: 'productdescription',
  header: { table: 'invoice', column: 'invoiceid' },
  changeTracking: true,
  columns: {
    ...lineColumns('invoiceid', 'invoice'),
    actualdeliveryon: day(),
    shippingtrackingnumber: text(100),
    quantityshipped: decimal(),
    quantitybackordered: decimal(),
    quantitycancelled: decimal(),
    iscopied: flag(),
    ...deliveryColumns,
  },
})
