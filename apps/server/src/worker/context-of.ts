/** What the engine is given for one connection, from what is stored now. */
import {
  KobleError,
  resolveMapping,
  type Clock,
  type ConnectionContext,
  type ConnectionId,
  type CrmId,
  type ErpId,
  type ErrorDetail,
  type Events,
  type FixedLink,
  type Log,
  type NewId,
} from '@koble/core'
import { crmEntities } from '@koble/dataverse/entities'
import type { Priority } from '@koble/odata-client'
import type { Store } from '@koble/store'
import { allEntities } from '../remotes/entities.ts'
import type { Remote, Remotes } from '../remotes/remotes.ts'

export interface ContextParts {
  readonly store: Store
  readonly remotes: Remotes
  readonly clock: Clock
  readonly log: Log
  readonly newId: NewId
  readonly events: Events
}

export type ContextOf = (connection: ConnectionId, priority: Priority) => Promise<ConnectionContext>

/** A currency row may be deleted and made again in the CRM; a write that names the old one fails until it is asked for anew. */
const linksKeptMs = 60_000

export function contextReader(parts: ContextParts): ContextOf {
  // Gone with the remote that they belong to, which is opened anew whenever a setting changes.
  const links = new WeakMap<Remote, { readonly asked: Promise<readonly FixedLink[]>; readonly until: number }>()
  const linksOf = (remote: Remote): Promise<readonly FixedLink[]> => {
    const known = links.get(remote)
    if (known !== undefined && known.until > parts.clock.now()) return known.asked
    const asked = localCurrencyLinks(remote, parts.log).catch((error: unknown) => {
      links.delete(remote)
      throw error
    })
    links.set(remote, { asked, until: parts.clock.now() + linksKeptMs })
    return asked
  }

  return async (connection, priority) => {
    const remote = await parts.remotes.open(connection, priority)
    const definitions = (await parts.store.mappings.list(connection))
      .map(({ definition }) => definition)
      .filter(({ enabled }) => enabled)
    return {
      connection,
      connectors: { erp: remote.erp, crm: remote.crm },
      mappings: definitions.map((definition) => resolveMapping(definition, allEntities)),
      fixedLinks: await linksOf(remote),
      store: parts.store.engine,
      clock: parts.clock,
      log: parts.log.with({ connection }),
      newId: parts.newId,
      events: parts.events,
    }
  }
}

/** A blank currency in the ERP is its local one, which is a row of its own in the CRM. Not there yet: asked again with the next run. */
async function localCurrencyLinks({ erp, crm, row }: Remote, log: Log): Promise<readonly FixedLink[]> {
  const code = (await erp.readSession()).localCurrencyCode
  if (code === null) return []
  const found = await crm.findByValues({
    entity: crmEntities.transactioncurrency,
    fields: ['isocurrencycode', 'exchangerate'],
    field: 'isocurrencycode',
    values: [code],
  })
  const [currency] = found
  const problem =
    currency === undefined
      ? localCurrencyMissing(code)
      : currency.values['exchangerate'] === '1'
        ? null
        : baseCurrencyDiffers(code)
  if (currency !== undefined && problem === null)
    return [{ mapping: 'currency', erpId: '' as ErpId, crmId: currency.id as CrmId }]
  log.warn('currency.localUnusable', { connection: row.id, code })
  throw new KobleError(problem ?? localCurrencyMissing(code))
}

const misconfigured = (code: string, message: string): ErrorDetail => ({
  kind: 'misconfigured',
  origin: 'crm',
  code,
  message,
})

const localCurrencyMissing = (code: string): ErrorDetail =>
  misconfigured(
    'local-currency-missing',
    `The CRM has no currency ${code}, which is the ERP's local currency. Create it in the CRM's settings, then start again.`,
  )

/** Rates would have to be computed across the local currency; until they are, none is better than a wrong one. */
const baseCurrencyDiffers = (code: string): ErrorDetail =>
  misconfigured(
    'base-currency-differs',
    `The CRM's base currency is not ${code}, the ERP's local currency. This version connects only systems in which both are the same.`,
  )
