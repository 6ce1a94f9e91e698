/** The sales documents: a header, its lines, its number, the activity that closes it. Names: reference/dataverse-protocol.md, sections 4.1 and 4.2. */

export interface SalesDocument {
  readonly table: string
  readonly set: string
  readonly line: {
    readonly table: string
    readonly set: string
    /** The line's lookup on the header; its column and its navigation property have one name. */
    readonly header: string
  }
  /** The automatic number: its column, and the prefix that the organization's pattern begins with. */
  readonly number?: { readonly column: string; readonly prefix: string; readonly counter: string }
}

export const documents = {
  opportunity: {
    table: 'opportunity',
    set: 'opportunities',
    line: { table: 'opportunityproduct', set: 'opportunityproducts', header: 'opportunityid' },
  },
  quote: {
    table: 'quote',
    set: 'quotes',
    line: { table: 'quotedetail', set: 'quotedetails', header: 'quoteid' },
    number: { column: 'quotenumber', prefix: 'quoteprefix', counter: 'currentquotenumber' },
  },
  salesorder: {
    table: 'salesorder',
    set: 'salesorders',
    line: { table: 'salesorderdetail', set: 'salesorderdetails', header: 'salesorderid' },
    number: { column: 'ordernumber', prefix: 'orderprefix', counter: 'currentordernumber' },
  },
  invoice: {
    table: 'invoice',
    set: 'invoices',
    line: { table: 'invoicedetail', set: 'invoicedetails', header: 'invoiceid' },
    number: { column: 'invoicenumber', prefix: 'invoiceprefix', counter: 'currentinvoicenumber' },
  },
} as const satisfies Readonly<Record<string, SalesDocument>>

export type DocumentName = keyof typeof documents
