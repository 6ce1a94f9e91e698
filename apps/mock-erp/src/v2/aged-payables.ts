/** API v2.0 `agedAccountsPayables`: what the company owes by due date in periods of 30 days, with a total row (erp-business-logic, section 4). */
import type { EntitySetDefinition, ReadContext, Row } from '@koble/odata-server'
import { emptyGuid } from '@koble/odata-server'
import { vendorFigures } from '../ledger/vendor-figures.ts'
import { localCurrency, text as textOf, workDate } from '../rules/setup.ts'
import { computedRow } from '../sets/computed-row.ts'
import { codeField, date, decimal, guid, readOnly, text } from '../sets/properties.ts'
import { names } from '../tables/names.ts'
import { canonical, sum } from '../values/decimal.ts'

const AMOUNTS = ['balanceDue', 'currentAmount', 'period1Amount', 'period2Amount', 'period3Amount'] as const

export const agedAccountsPayables: EntitySetDefinition = {
  name: 'agedAccountsPayables',
  entityType: 'agedAccountsPayable',
  rows: agedRows,
  key: ['vendorId'],
  properties: {
    vendorId: readOnly(guid()),
    vendorNumber: readOnly(codeField(20)),
    name: readOnly(text(100)),
    currencyCode: readOnly(codeField(10)),
    ...Object.fromEntries(AMOUNTS.map((name) => [name, readOnly(decimal())])),
    agedAsOfDate: readOnly(date()),
    periodLengthFilter: readOnly(text(32)),
  },
}

function agedRows(context: ReadContext): Iterable<Row> {
  const rows = Array.from(context.data.scan(names.vendor), (vendor) => agedPayablesRow(vendor, context))
  const totals = AMOUNTS.map((name) => [name, canonical(sum(rows.map((row) => textOf(row, name))))])
  const total = { vendorId: emptyGuid, vendorNumber: '', name: 'Total', ...Object.fromEntries(totals) }
  return [...rows, computedRow(emptyGuid, { ...frame(context), ...total })]
}

export function agedPayablesRow(vendor: Row, context: ReadContext): Row {
  const { aging, balance } = vendorFigures(context.data, vendor.id, workDate(context.clock))
  const [current, first, second, third, older] = aging
  return computedRow(vendor.id, {
    ...frame(context),
    vendorId: vendor.id,
    vendorNumber: textOf(vendor, 'number'),
    name: textOf(vendor, 'displayName'),
    balanceDue: balance,
    currentAmount: current,
    period1Amount: first,
    period2Amount: second,
    period3Amount: canonical(sum([third, older])),
  })
}

const frame = (context: ReadContext): Readonly<Record<string, string>> => ({
  currencyCode: localCurrency(context.data),
  agedAsOfDate: workDate(context.clock),
  periodLengthFilter: '30D',
})
