/** Koble's own `customerStatistics` page: computed from the ledgers when read (docs/koble-api-pages.md). */
import type { EntitySetDefinition, PropertyDefinition, ReadContext, Row } from '@koble/odata-server'
import type { Figures } from '../ledger/figures.ts'
import { amount, localCurrency, text as textOf, workDate } from '../rules/setup.ts'
import { customerFigures } from '../sets/figures-of.ts'
import {
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

function availableCredit(row: Row, context: ReadContext): string {
  const limit = big(amount(row, 'creditLimit'))
  return limit.eq(0) ? '0' : canonical(limit.minus(customerFigures(row, context).balance))
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
    availableCredit: computed(decimal(), availableCredit),
    salesThisYear: figure((figures) => figures.salesThisYear),
    salesLastYear: figure((figures) => figures.salesLastYear),
    paymentsThisYear: figure((figures) => figures.paymentsThisYear),
    outstandingInvoices: computed(integer(), (row, context) => customerFigures(row, context).outstandingInvoices),
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
    workDate: computed(date(), (_row, context) => workDate(context.clock)),
    asOf: computed(instant(), (_row, context) => context.now),
    ledgerRowVersion: computed({ type: 'Int64' }, (row, context) => customerFigures(row, context).ledgerRowVersion),
    systemRowVersion: systemFields['systemRowVersion'] ?? { type: 'Int64' },
    lastModifiedDateTime: lastModified,
  },
}
