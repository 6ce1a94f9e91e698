/** Koble's own `customerStatistics` page: computed from ledgers and open documents when read (docs/koble-api-pages.md; erp-business-logic, section 4). */
import type { EntitySetDefinition, PropertyDefinition, ReadContext, Row } from '@koble/odata-server'
import type { Figures } from '../ledger/figures.ts'
import { amount, localCurrency, text as textOf, workDate } from '../rules/setup.ts'
import type { Outstanding } from '../sales/outstanding-of.ts'
import { customerDocuments, customerFigures } from '../sets/figures-of.ts'
import {
  bool,
  choice,
  codeField,
  computed,
  date,
  decimal,
  instant,
  integer,
  lastModified,
  readOnly,
  systemFields,
  systemId,
  text,
} from '../sets/properties.ts'
import { names } from '../tables/names.ts'
import { members } from '../values/members.ts'
import { totalOf } from '../ledger/total-of.ts'
import { big, canonical, negate } from '../values/decimal.ts'

const NO_DATE = '0001-01-01'

const figure = (read: (figures: Figures) => string): PropertyDefinition =>
  computed(decimal(), (row, context) => read(customerFigures(row, context)))

const ofEntry = (
  property: PropertyDefinition,
  which: 'lastInvoice' | 'lastPayment',
  read: (entry: Row) => string,
  none: string,
): PropertyDefinition =>
  computed(property, (row, context) => {
    const entry = customerFigures(row, context)[which]
    return entry === undefined ? none : read(entry)
  })

const postingDate = (entry: Row): string => textOf(entry, 'postingDate')

const documentFigure = (read: (documents: Outstanding) => string): PropertyDefinition =>
  computed(decimal(), (row, context) => read(customerDocuments(row, context)))

const countOf = (read: (figures: Figures) => number): PropertyDefinition =>
  computed(integer(), (row, context) => read(customerFigures(row, context)))

const totalAmount = (row: Row, context: ReadContext): string =>
  totalOf(customerFigures(row, context).balance, customerDocuments(row, context))

/** 0 without a limit. */
function creditLeft(row: Row, used: string): string {
  const limit = big(amount(row, 'creditLimit'))
  return limit.eq(0) ? '0' : canonical(limit.minus(used))
}

export const customerStatistics: EntitySetDefinition = {
  name: 'customerStatistics',
  entityType: 'customerStatistics',
  table: names.customer,
  properties: {
    id: readOnly(systemId),
    number: readOnly(codeField(20)),
    displayName: readOnly(text(100)),
    currencyCode: computed(codeField(10), (_row, context) => localCurrency(context.data)),
    balance: figure((figures) => figures.balance),
    balanceDue: figure((figures) => figures.balanceDue),
    overdueAmount: figure((figures) => figures.overdueAmount),
    creditLimit: readOnly(decimal()),
    availableCredit: computed(decimal(), (row, context) => creditLeft(row, customerFigures(row, context).balance)),
    salesThisYear: figure((figures) => figures.salesThisYear),
    salesLastYear: figure((figures) => figures.salesLastYear),
    paymentsThisYear: figure((figures) => figures.paymentsThisYear),
    outstandingInvoices: countOf((figures) => figures.outstandingInvoices),
    outstandingInvoicesAmount: figure((figures) => figures.outstandingInvoicesAmount),
    lastInvoiceNumber: ofEntry(codeField(20), 'lastInvoice', (entry) => textOf(entry, 'documentNumber'), ''),
    lastInvoiceDate: ofEntry(date(), 'lastInvoice', postingDate, NO_DATE),
    lastInvoiceAmount: ofEntry(decimal(), 'lastInvoice', (entry) => amount(entry, 'originalAmountLcy'), '0'),
    lastPaymentDate: ofEntry(date(), 'lastPayment', postingDate, NO_DATE),
    lastPaymentAmount: ofEntry(decimal(), 'lastPayment', (entry) => negate(amount(entry, 'originalAmountLcy')), '0'),
    agingCurrent: figure(({ aging }) => aging[0]),
    aging1To30: figure(({ aging }) => aging[1]),
    aging31To60: figure(({ aging }) => aging[2]),
    aging61To90: figure(({ aging }) => aging[3]),
    agingOver90: figure(({ aging }) => aging[4]),
    outstandingOrdersAmount: documentFigure((documents) => documents.ordersLcy),
    shippedNotInvoicedAmount: documentFigure((documents) => documents.shippedNotInvoicedLcy),
    unpostedInvoicesAmount: documentFigure((documents) => documents.invoicesLcy),
    invoicesFromShipmentsAmount: documentFigure((documents) => documents.invoicesFromShipmentsLcy),
    // There are no prepayments.
    invoicedPrepaymentAmount: computed(decimal(), () => '0'),
    returnsReceivedNotInvoicedAmount: documentFigure((documents) => documents.returnsReceivedNotInvoicedLcy),
    totalAmount: computed(decimal(), totalAmount),
    availableCreditAfterOrders: computed(decimal(), (row, context) => creditLeft(row, totalAmount(row, context))),
    openOrders: computed(integer(), (row, context) => customerDocuments(row, context).openOrders),
    salesThisFiscalYear: figure((figures) => figures.salesThisFiscalYear),
    salesLastFiscalYear: figure((figures) => figures.salesLastFiscalYear),
    profitThisFiscalYear: figure((figures) => figures.profitThisFiscalYear),
    fiscalYearStartDate: computed(date(), (row, context) => customerFigures(row, context).fiscalYearStartDate),
    overdueInvoices: countOf((figures) => figures.overdueInvoices),
    oldestOverdueDate: computed(date(), (row, context) => customerFigures(row, context).oldestOverdueDate),
    averageDaysToPay: figure((figures) => figures.averageDaysToPay),
    daysSinceLastSale: countOf((figures) => figures.daysSinceLastSale),
    blocked: readOnly(choice('customerBlocked', members.customerBlocked)),
    privacyBlocked: readOnly(bool()),
    paymentTermsCode: readOnly(codeField(10)),
    workDate: computed(date(), (_row, context) => workDate(context.clock)),
    asOf: computed(instant(), (_row, context) => context.now),
    ledgerRowVersion: computed({ type: 'Int64' }, (row, context) => customerFigures(row, context).ledgerRowVersion),
    systemRowVersion: systemFields['systemRowVersion'] ?? { type: 'Int64' },
    lastModifiedDateTime: lastModified,
  },
}
