/** What shipments, posted invoices and posted credit memos of Koble's pages have in common (docs/koble-api-pages.md, "postedSalesShipments, ..."). */
import type { NavigationDefinition, PropertyDefinition, ReadContext, Row } from '@koble/odata-server'
import { emptyGuid } from '@koble/odata-server'
import { text as textOf } from '../../rules/setup.ts'
import { byId } from '../../sets/navigation.ts'
import {
  bool,
  choice,
  codeField,
  computed,
  date,
  decimal,
  guid,
  integer,
  readOnly,
  systemId,
  text,
} from '../../sets/properties.ts'
import { readOnlyProperties } from '../../sets/sales/addresses.ts'
import { isClosed, postedStatus, remainingAmount } from '../../sets/sales/posted-state.ts'
import { shown, shownCode, shownDate } from '../../sets/sales/shown-columns.ts'
import { invoiceDiscountTotal, lineDiscountAmount, totals } from '../../sets/sales/totals.ts'
import { names } from '../../tables/names.ts'
import * as drafts from './header-properties.ts'

type Properties = Readonly<Record<string, PropertyDefinition>>

const { id: _id, number: _number, shipToCode: _shipToCode, ...partyProperties } = drafts.parties

export const identity: Properties = { id: readOnly(systemId), number: readOnly(codeField(20)) }

export const origin: Properties = { orderId: readOnly(guid()), orderNumber: readOnly(codeField(20)) }

export const dates: Properties = {
  postingDate: shownDate('postingDate'),
  documentDate: shownDate('documentDate'),
  dueDate: shownDate('dueDate'),
  shipmentDate: shownDate('shipmentDate'),
}

export const orderDates: Properties = {
  orderDate: shownDate('orderDate'),
  requestedDeliveryDate: shownDate('requestedDeliveryDate'),
  promisedDeliveryDate: shownDate('promisedDeliveryDate'),
}

export const parties = readOnlyProperties({ ...partyProperties, ...drafts.references })

export const terms: Properties = {
  ...readOnlyProperties({ ...drafts.terms, ...drafts.priceGroup }),
  shippingAgentServiceCode: shownCode('shippingAgentServiceCode', 10),
  packageTrackingNumber: shown('packageTrackingNumber', text(50)),
  ...readOnlyProperties(drafts.opportunityProperties),
}

/** Of invoices and credit memos. */
export const amounts: Properties = {
  paymentDiscountPercent: readOnly(decimal()),
  paymentDiscountDate: readOnly(date()),
  discountAmount: invoiceDiscountTotal,
  lineDiscountAmount,
  ...totals,
  customerLedgerEntryNumber: shown('ledgerEntryNumber', integer()),
  remainingAmount: computed(decimal(), remainingAmount),
  closed: computed(bool(), isClosed),
  status: computed(choice('postedSalesDocumentStatus', ['Open', 'Paid', 'Canceled', 'Corrective']), postedStatus),
  cancelled: readOnly(bool()),
  corrective: readOnly(bool()),
  cancelledById: computed(guid(), (row, context) => cancelledBy(row, context)?.id ?? emptyGuid),
  cancelledByNumber: computed(codeField(20), (row, context) => textOf(cancelledBy(row, context) ?? {}, 'number')),
  correctsId: computed(guid(), (row, context) => corrects(row, context)?.id ?? emptyGuid),
  correctsNumber: computed(codeField(20), (row, context) => textOf(corrects(row, context) ?? {}, 'number')),
}

/** The posted correction of a document that is cancelled. */
function cancelledBy(row: Row, { data }: ReadContext): Row | undefined {
  if (row['cancelled'] !== true) return undefined
  for (const other of data.find(names.salesHeader, { correctsId: row.id })) {
    if (other['corrective'] === true) return other
  }
  return undefined
}

/** What it corrects, or the invoice that a credit memo was applied to. */
function corrects(row: Row, { data }: ReadContext): Row | undefined {
  const corrected = data.get(names.salesHeader, textOf(row, 'correctsId'))
  const number = textOf(row, 'appliesToNumber')
  if (corrected !== undefined || number === '') return corrected
  return data.lookup(names.salesHeader, ['documentType', 'number'], ['Posted_x0020_Invoice', number])
}

export const navigation = (lines: string): Readonly<Record<string, NavigationDefinition>> => ({
  lines: { target: lines, collection: true, contained: true, targetColumn: 'documentId' },
  customer: byId('customers', names.customer, 'customerId'),
})
