/** Koble's `customerMonthlySales`: a customer's sales and profit of the last thirteen months (docs/koble-api-pages.md). */
import type { EntitySetDefinition, ReadContext, Row } from '@koble/odata-server'
import { monthlySales } from '../ledger/monthly-sales.ts'
import { dialogError } from '../rules/refusals.ts'
import { workDate } from '../rules/setup.ts'
import { computedRow } from '../sets/computed-row.ts'
import { filterParameters } from '../sets/filter-parameters.ts'
import { date, decimal, guid, readOnly } from '../sets/properties.ts'

export const customerMonthlySales: EntitySetDefinition = {
  name: 'customerMonthlySales',
  entityType: 'customerMonthlySales',
  rows: monthsAsked,
  key: ['customerId', 'month'],
  etags: false,
  properties: {
    customerId: readOnly(guid()),
    month: readOnly(date()),
    salesAmount: readOnly(decimal()),
    profitAmount: readOnly(decimal()),
  },
}

function* monthsAsked(context: ReadContext): Iterable<Row> {
  const customers = filterParameters(context, { customerId: 'many' }).ids('customerId')
  if (customers.length === 0) dialogError('You must specify a customerId to get the sales.')
  for (const customerId of new Set(customers)) {
    for (const row of monthlySales(context.data, customerId, workDate(context.clock))) {
      yield computedRow(`${customerId} ${row.month}`, { customerId, ...row })
    }
  }
}
