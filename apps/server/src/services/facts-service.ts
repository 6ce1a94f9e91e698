/** Live facts for a CRM row: asked of the ERP now, with the instant they hold for. */
import { erpEntities } from '@koble/business-central/entities'
import type { Clock, ConnectionId, CrmId, Value } from '@koble/core'
import type { CouplingShown, Store } from '@koble/store'
import type { FactValue, Facts } from '../api/schemas/fact.ts'
import { isoTime } from '../api/schemas/value.ts'
import { notFound } from '../http/problem.ts'
import type { Remotes } from '../remotes/remotes.ts'
import type { FactsService } from './services.ts'

const text = (value: Value | undefined): string | null => (value === null || value === undefined ? null : String(value))
const plain = { unit: null, currency: null, severity: 'none', link: null } as const

export function factsService(parts: {
  readonly store: Store
  readonly remotes: Remotes
  readonly clock: Clock
}): FactsService {
  const { store, remotes } = parts
  const find = async (connection: ConnectionId, id: string, crmEntity: string): Promise<CouplingShown | null> => {
    if ((await store.connections.get(connection)) === null) throw notFound(`Connection ${connection}`)
    const mappings = (await store.mappings.list(connection))
      .filter(({ definition }) => definition.crm === crmEntity)
      .map(({ name }) => name)
    const couplings =
      mappings.length === 0 ? [] : await store.couplings.findByRecord(connection, 'crm', id as CrmId, mappings)
    return couplings[0] ?? null
  }

  return {
    async accountStatistics(connection, accountId) {
      const id = connection as ConnectionId
      const coupling = await find(id, accountId, 'account')
      if (coupling === null || coupling.state === 'creating') return notCoupled('account-statistics')
      const { erp, row } = await remotes.open(id, 'interactive')
      const statistics = (await erp.readCustomerStatistics([coupling.erpId])).get(coupling.erpId)
      if (statistics === undefined) return gone('account-statistics', coupling.erpName)
      const currency = text(statistics.values['currencyCode']) ?? (await erp.readSession()).localCurrencyCode ?? null
      const link = erp.recordUrl(erpEntities.customers, coupling.erpId)
      return {
        kind: 'account-statistics',
        state: 'ok',
        title: coupling.erpName,
        message: statistics.partial
          ? `The ERP has not Koble’s pages in ${row.companyName ?? 'this company'}: only the balance and the overdue amount are shown.`
          : null,
        values: statisticsValues(statistics.values, currency, link),
        asOf: statistics.asOf,
      }
    },

    async coupling(connection, entity, id) {
      const coupling = await find(connection as ConnectionId, id, entity)
      if (coupling === null) return notCoupled('coupling')
      return {
        kind: 'coupling',
        state: 'ok',
        title: coupling.erpName,
        message: messageOf(coupling),
        values: couplingValues(coupling),
        asOf: isoTime(parts.clock.now()),
      }
    },
  }
}

const notCoupled = (kind: string): Facts => ({
  kind,
  state: 'notCoupled',
  title: null,
  message:
    'This record is not coupled with one of the ERP. An administrator can couple it in Koble’s console, or it is created with the next full synchronization.',
  values: [],
  asOf: null,
})

const gone = (kind: string, name: string | null): Facts => ({
  kind,
  state: 'notFound',
  title: name,
  message: `The ERP no longer has ${name ?? 'this record'}. The next synchronization decides what becomes of the coupling.`,
  values: [],
  asOf: null,
})

const isPositive = (value: Value | undefined): boolean =>
  /[1-9]/.test(text(value) ?? '') && !(text(value) ?? '').startsWith('-')

function statisticsValues(
  values: Readonly<Record<string, Value>>,
  currency: string | null,
  link: string | null,
): FactValue[] {
  const money = (key: string, severity: FactValue['severity'] = 'none', to: string | null = null): FactValue[] =>
    values[key] === undefined
      ? []
      : [{ ...plain, key, value: text(values[key]), kind: 'money', currency, severity, link: to }]
  return [
    ...money('balance', 'none', link),
    ...money('overdueAmount', isPositive(values['overdueAmount']) ? 'warning' : 'none'),
    ...money('creditLimit', overLimit(values) ? 'severe' : 'none'),
    ...money('salesThisYear'),
    ...money('salesLastYear'),
  ]
}

/** A credit limit of nothing means that there is none. Decimal strings of money fit a comparison as numbers. */
function overLimit(values: Readonly<Record<string, Value>>): boolean {
  return isPositive(values['creditLimit']) && Number(values['balance'] ?? 0) > Number(values['creditLimit'])
}

const severities: Readonly<Record<CouplingShown['standing'], FactValue['severity']>> = {
  coupled: 'good',
  creating: 'none',
  waiting: 'warning',
  conflict: 'severe',
  failed: 'severe',
  skipped: 'warning',
}

const couplingValues = (coupling: CouplingShown): FactValue[] => [
  { ...plain, key: 'state', value: coupling.standing, kind: 'text', severity: severities[coupling.standing] },
  { ...plain, key: 'agreedAt', value: isoTime(coupling.agreedAt), kind: 'instant' },
  { ...plain, key: 'erpName', value: coupling.erpName, kind: 'text' },
]

function messageOf(coupling: CouplingShown): string | null {
  if (coupling.standing === 'conflict')
    return 'Both systems changed the same field. An administrator decides in Koble’s console; until then the field stays as it is on both sides.'
  return coupling.problem?.message ?? null
}
