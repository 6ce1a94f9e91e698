/** The figures that Business Central computes for a customer when it is asked (docs/koble-api-pages.md, "customerStatistics"). In local currency. */
import { code, date, decimal, entity, instant, integer, nullable, readOnly, text } from '@koble/core'

const amount = readOnly(decimal())

/** Its id is the customer's. */
export const customerStatistics = entity(
  'erp',
  'customerStatistics',
  { label: 'customer statistics', nameField: 'displayName' },
  {
    number: readOnly(code(20)),
    displayName: readOnly(nullable(text(100))),
    currencyCode: readOnly(nullable(code(10))),
    balance: amount,
    balanceDue: amount,
    overdueAmount: amount,
    creditLimit: amount,
    availableCredit: amount,
    salesThisYear: amount,
    salesLastYear: amount,
    paymentsThisYear: amount,
    outstandingInvoices: readOnly(integer()),
    outstandingInvoicesAmount: amount,
    lastInvoiceNumber: readOnly(nullable(code(20))),
    lastInvoiceDate: readOnly(nullable(date())),
    lastInvoiceAmount: amount,
    lastPaymentDate: readOnly(nullable(date())),
    lastPaymentAmount: amount,
    agingCurrent: amount,
    aging1To30: amount,
    aging31To60: amount,
    aging61To90: amount,
    agingOver90: amount,
    workDate: readOnly(nullable(date())),
    asOf: readOnly(instant()),
  },
)
