/**
 * API v2.0 `salesInvoices` and `salesInvoiceLines`: drafts and posted ones in one set (business-central-api.json; business-central-protocol, sections 3.1, 9, 13;
 * wire-examples, A20 and A21).
 */
import type { EntitySetDefinition, Row } from '@koble/odata-server'
import { emptyGuid } from '@koble/odata-server'
import { dialogError } from '../rules/refusals.ts'
import { text as textOf } from '../rules/setup.ts'
import { bool, codeField, computed, date, decimal, guid, readOnly, text } from '../sets/properties.ts'
import { readOnlyProperties } from '../sets/sales/addresses.ts'
import { shortcutDimensions } from '../sets/sales/dimension-code.ts'
import { discountAmount } from '../sets/sales/discount-amount.ts'
import { documentRules } from '../sets/sales/document-rules.ts'
import { headerField } from '../sets/sales/header-field.ts'
import { NO_DOCUMENT, pageLineRules } from '../sets/sales/line-rules.ts'
import { isPosted, remainingAmount } from '../sets/sales/posted-state.ts'
import { totals, totalsOf } from '../sets/sales/totals.ts'
import { names } from '../tables/names.ts'
import { dimensionSetLinesBelow } from './dimension-set-lines.ts'
import * as header from './sales/header-properties.ts'
import { invoiceActions } from './sales/invoice-actions.ts'
import { invoiceLineProperties, lineNavigation } from './sales/line-properties.ts'
import { draftLineRules, draftRules } from './sales/posted-rules.ts'
import { invoiceStatus } from './sales/status.ts'

const documentType = ['Invoice', 'Posted_x0020_Invoice']

/** There is no table of dispute statuses: none can be found. */
const disputed =
  (name: 'disputeStatusId' | 'disputeStatus') =>
  (_draft: unknown, value: unknown): void => {
    if (value === '' || value === emptyGuid) return
    dialogError(
      name === 'disputeStatus'
        ? 'The dispute status cannot be found.'
        : 'The "disputeStatusId" does not match to a Dispute Status.',
    )
  }

/** The order that an invoice came from; none when it no longer exists: its number stays. */
const orderId = (row: Row, data: { readonly get: (table: string, id: string) => Row | undefined }): string =>
  data.get(names.salesHeader, textOf(row, 'orderId'))?.id ?? emptyGuid

export const salesInvoices: EntitySetDefinition = {
  name: 'salesInvoices',
  entityType: 'salesInvoice',
  table: names.salesHeader,
  fixed: { documentType },
  order: ['number'],
  properties: {
    ...header.numbers,
    invoiceDate: header.headerDate('documentDate'),
    postingDate: header.headerDate('postingDate'),
    dueDate: header.headerDate('dueDate'),
    promisedPayDate: date(),
    customerPurchaseOrderReference: headerField('yourReference', text(35)),
    ...header.customers,
    ...header.shipToNames,
    ...header.sellToAddress,
    ...readOnlyProperties(header.billToAddress),
    ...header.shipToAddress,
    currencyId: header.currencyId,
    ...shortcutDimensions,
    currencyCode: header.currencyCode,
    orderId: computed(guid(), (row, { data }) => orderId(row, data)),
    orderNumber: readOnly(codeField(20)),
    paymentTermsId: header.terms.paymentTermsId,
    shipmentMethodId: header.terms.shipmentMethodId,
    salesperson: header.terms.salesperson,
    disputeStatusId: guid({ get: () => emptyGuid, set: disputed('disputeStatusId') }),
    disputeStatus: codeField(10, { get: () => '', set: disputed('disputeStatus') }),
    pricesIncludeTax: readOnly(bool()),
    remainingAmount: computed(decimal(), (row, context) => {
      if (!isPosted(row)) return totalsOf(row, context).amountIncludingTax
      return row['cancelled'] === true ? '0' : remainingAmount(row, context)
    }),
    discountAmount,
    discountAppliedBeforeTax: header.discountAppliedBeforeTax,
    ...totals,
    status: invoiceStatus,
    ...header.ways,
  },
  navigation: header.headerNavigation('salesInvoiceLines'),
  ...draftRules('Invoice', documentRules('Invoice', 'salesInvoiceLines')),
  operations: invoiceActions,
}

export const salesInvoiceLines: EntitySetDefinition = {
  name: 'salesInvoiceLines',
  entityType: 'salesInvoiceLine',
  table: names.salesLine,
  fixed: { documentType },
  requiresParent: ['documentId'],
  properties: invoiceLineProperties,
  navigation: { ...lineNavigation('salesInvoice', 'salesInvoices'), dimensionSetLines: dimensionSetLinesBelow },
  ...draftLineRules('Invoice', pageLineRules('Invoice', { withoutDocument: NO_DOCUMENT })),
}
