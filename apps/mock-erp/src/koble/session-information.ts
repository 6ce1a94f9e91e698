/** Koble's own `sessionInformation` page: who calls, in which company (docs/koble-api-pages.md). */
import type { EntitySetDefinition, ReadContext, Row } from '@koble/odata-server'
import { localCurrency, text as textOf, workDate } from '../rules/setup.ts'
import { computedRow } from '../sets/computed-row.ts'
import { bool, codeField, date, guid, instant, readOnly, text } from '../sets/properties.ts'
import { names } from '../tables/names.ts'

export const sessionInformation: EntitySetDefinition = {
  name: 'sessionInformation',
  entityType: 'sessionInformation',
  rows: (context) => [sessionRow(context)],
  key: ['id'],
  etags: false,
  properties: {
    id: readOnly(guid()),
    userName: readOnly(text(80)),
    isApplication: readOnly(bool()),
    companyId: readOnly(guid()),
    companyName: readOnly(text(30)),
    companyDisplayName: readOnly(text(250)),
    localCurrencyCode: readOnly(codeField(10)),
    workDate: readOnly(date()),
    serverTime: readOnly(instant()),
    extensionVersion: readOnly(text(20)),
  },
}

function sessionRow(context: ReadContext): Row {
  const { data, principal, scope } = context
  const company = data.in('').get(names.company, scope.partition)
  return computedRow(principal.id, {
    userName: principal.name,
    isApplication: !principal.person,
    companyId: scope.partition,
    companyName: textOf(company ?? {}, 'name'),
    companyDisplayName: textOf(company ?? {}, 'displayName'),
    localCurrencyCode: localCurrency(data),
    workDate: workDate(context.clock),
    serverTime: context.now,
    extensionVersion: '1.0',
  })
}
