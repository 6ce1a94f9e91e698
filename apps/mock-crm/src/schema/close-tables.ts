/** The activities that closing a quote, an order or an opportunity leaves behind; only the closing actions write them. Tables: reference/dataverse-protocol.md, sections 4.1 and 13. */
import {
  cascading,
  instant,
  integer,
  lookup,
  memo,
  money,
  readOnly,
  stateColumns,
  text,
  type Column,
} from './column.ts'
import { table } from './table.ts'

const activityColumns: Readonly<Record<string, Column>> = {
  subject: text(200),
  description: memo(),
  actualend: instant(),
  ...stateColumns([0, 'Open', [[1, 'Open']]], [1, 'Completed', [[2, 'Completed']]], [2, 'Canceled', [[3, 'Canceled']]]),
}

export const quoteclose = table({
  name: 'quoteclose',
  setName: 'quotecloses',
  label: 'Quote Close',
  schemaName: 'QuoteClose',
  objectTypeCode: 4211,
  activity: true,
  ownership: 'user',
  readOnly: true,
  columns: {
    ...activityColumns,
    quoteid: cascading(lookup('quote')),
    quotenumber: text(100),
    revision: readOnly(integer()),
  },
})

export const orderclose = table({
  name: 'orderclose',
  setName: 'ordercloses',
  label: 'Order Close',
  schemaName: 'OrderClose',
  objectTypeCode: 4209,
  activity: true,
  ownership: 'user',
  readOnly: true,
  columns: { ...activityColumns, salesorderid: cascading(lookup('salesorder')), ordernumber: text(100) },
})

export const opportunityclose = table({
  name: 'opportunityclose',
  setName: 'opportunitycloses',
  label: 'Opportunity Close',
  schemaName: 'OpportunityClose',
  objectTypeCode: 4208,
  activity: true,
  ownership: 'user',
  readOnly: true,
  columns: { ...activityColumns, opportunityid: cascading(lookup('opportunity')), actualrevenue: money() },
})
