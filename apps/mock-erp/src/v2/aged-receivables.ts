/** API v2.0 `agedAccountsReceivables`: by due date in periods of 30 days, with a total row (erp-business-logic, section 4). */
import type { EntitySetDefinition, ReadContext, Row } from '@koble/odata-server'
import { emptyGuid } from '@koble/odata-server'
import { localCurrency, text as textOf, workDate } from '../rules/setup.ts'
import { computedRow } from '../sets/computed-row.ts'
import { customerFigures } from '../sets/figures-of.ts'
import { codeField, date, decimal, guid, readOnly, text } from '../sets/properties.ts'
import { names } from '../tables/names.ts'
import { addFormula } from '../values/date-formula.ts'
import { canonical, sum } from '../values/decimal.ts'

const AMOUNTS = ['balanceDue', 'currentAmount', 'period1Amount', 'period2Amount', 'period3Amount'] as const

export const agedAccountsReceivables: EntitySetDefinition = {
  name: 'agedAccountsReceivables',
  entityType: 'agedAccountsReceivable',
  rows: agedRows,
  key: ['customerId'],
  properties: {
    customerId: readOnly(guid()),
    customerNumber: readOnly(codeField(20)),
    name: readOnly(text(100)),
    currencyCode: readOnly(codeField(10)),
    balanceDue: readOnly(decimal()),
    currentAmount: readOnly(decimal()),
    period1Label: readOnly(text(100)),
    period1Amount: readOnly(decimal()),
    period2Label: readOnly(text(100)),
    period2Amount: readOnly(decimal()),
    period3Label: readOnly(text(100)),
    period3Amount: readOnly(decimal()),
    agedAsOfDate: readOnly(date()),
    periodLengthFilter: readOnly(text(32)),
  },
}

function* agedRows(context: ReadContext): Iterable<Row> {
  const rows: Row[] = []
  for (const customer of context.data.scan(names.customer)) {
    const row = agedRow(customer, context)
    rows.push(row)
    yield row
  }
  const totals = AMOUNTS.map((name) => [name, canonical(sum(rows.map((row) => textOf(row, name))))])
  yield computedRow(emptyGuid, {
    ...frame(context),
    customerId: emptyGuid,
    customerNumber: '',
    name: 'Total',
    ...Object.fromEntries(totals),
  })
}

export function agedRow(customer: Row, context: ReadContext): Row {
  const { aging, balance } = customerFigures(customer, context)
  const [current, first, second, third, older] = aging
  return computedRow(customer.id, {
    ...frame(context),
    customerId: customer.id,
    customerNumber: textOf(customer, 'number'),
    name: textOf(customer, 'displayName'),
    balanceDue: balance,
    currentAmount: current,
    period1Amount: first,
    period2Amount: second,
    period3Amount: canonical(sum([third, older])),
  })
}

function frame(context: ReadContext): Readonly<Record<string, string>> {
  const today = workDate(context.clock)
  const back = (formula: string): string => addFormula(today, formula)
  return {
    currencyCode: localCurrency(context.data),
    agedAsOfDate: today,
    periodLengthFilter: '30D',
    period1Label: `${back('-30D')}..${back('-1D')}`,
    period2Label: `${back('-60D')}..${back('-31D')}`,
    period3Label: `..${back('-61D')}`,
  }
}
