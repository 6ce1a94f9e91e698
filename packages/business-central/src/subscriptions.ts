/**
 * Webhook registrations in Business Central (reference/business-central-protocol.md, section 10): one a set, three days long,
 * each with a handshake when it is made or renewed. `clientState` carries the secret. Connections of one company share them, so
 * those of sets that are not asked for stay: another connection renews them, or they end by themselves.
 */
import { KobleError, type Entity, type Subscriptions } from '@koble/core'
import { asIs, asJson, isJsonObject, textOf, type Json, type JsonObject } from '@koble/odata-client'
import { getPage, rootOf, type Environment } from './environment.ts'
import { feedSets } from './feed/version-feed.ts'
import type { Session } from './session.ts'
import { translating } from './vendor-error.ts'
import { wireTable } from './wire/wire-table.ts'

interface Registration {
  readonly id: string
  readonly resource: string
  readonly url: string
  readonly secret: string
  /** Who made it, lower case; null when the service does not say. */
  readonly userId: string | null
  readonly expiresAt: number
}

const hourMs = 3_600_000
/** Renewed when less than this is left of its three days. */
const renewWhenLeftMs = 48 * hourMs

export const subscriptions = (environment: Environment): Subscriptions => ({
  async ensure({ entities, url, secret }, signal) {
    const session = await environment.session()
    const wanted = resourcesOf(environment, entities, session)
    const isWanted = (one: Registration): boolean =>
      wanted.some((resource) => normal(resource) === normal(one.resource))
    const all = await list(environment, session, signal)
    const own = all.filter((one) => isOurs(environment, session, one, url) && isWanted(one))
    const usable = own.filter((one) => one.url === url && one.secret === secret)
    for (const one of own) if (!usable.includes(one)) await remove(environment, session, one, signal)
    const now = environment.clock.now()
    const ends: number[] = []
    for (const resource of wanted) {
      const there = usable.find((one) => normal(one.resource) === normal(resource))
      if (there === undefined) ends.push(await create(environment, session, { resource, url, secret }, signal))
      else if (there.expiresAt - now < renewWhenLeftMs) ends.push(await renew(environment, session, there, signal))
      else ends.push(there.expiresAt)
    }
    return { renewBefore: ends.length === 0 ? null : Math.min(...ends) - 24 * hourMs }
  },

  async removeAll(signal) {
    const session = await environment.session()
    for (const one of await list(environment, session, signal))
      if (isOfCompany(environment, one) && isByKoble(session, one)) await remove(environment, session, one, signal)
  },
})

const companyResource = (environment: Environment, session: Session, set: string): string =>
  `/api/${rootOf(session)}/companies(${environment.companyId})/${set}`

/** Absolute or relative, whatever case: one form. */
const normal = (resource: string): string =>
  `/${resource.replace(/^https?:\/\/[^/]+.*?(?=\/api\/)/i, '').replace(/^\/+/, '')}`.toLowerCase()

function resourcesOf(environment: Environment, entities: readonly Entity[], session: Session): readonly string[] {
  const sets = entities.flatMap((entity) => {
    const standard = wireTable(entity).standardSet
    return session.hasPages ? feedSets(entity) : standard === null ? [] : [standard]
  })
  return [...new Set(sets)].map((set) => companyResource(environment, session, set))
}

const isOfCompany = (environment: Environment, one: Registration): boolean =>
  normal(one.resource).includes(`/companies(${environment.companyId})/`)

/** Of this company, by Koble's user and to an address of the same Koble: whatever else is registered is somebody else's. */
const isOurs = (environment: Environment, session: Session, one: Registration, url: string): boolean =>
  isOfCompany(environment, one) && isByKoble(session, one) && one.url.startsWith(url.slice(0, url.lastIndexOf('/') + 1))

/** Other programs register for the same company under users of their own. */
const isByKoble = (session: Session, one: Registration): boolean =>
  one.userId === null || session.userId === null || one.userId === session.userId

async function list(environment: Environment, session: Session, signal?: AbortSignal): Promise<Registration[]> {
  const found: Registration[] = []
  let path: string | null = `${rootOf(session)}/subscriptions`
  while (path !== null) {
    const page = await getPage(environment, 'Reading webhook subscriptions', { path, signal })
    found.push(...page.rows.map(readRegistration))
    path = page.nextLink
  }
  return found
}

const readRegistration = (row: JsonObject): Registration => ({
  id: textOf(row, 'subscriptionId') ?? '',
  resource: textOf(row, 'resource') ?? '',
  url: textOf(row, 'notificationUrl') ?? '',
  secret: textOf(row, 'clientState') ?? '',
  userId: textOf(row, 'userId')?.toLowerCase() ?? null,
  expiresAt: Date.parse(textOf(row, 'expirationDateTime') ?? '') || 0,
})

const create = (
  environment: Environment,
  session: Session,
  wanted: { readonly resource: string; readonly url: string; readonly secret: string },
  signal?: AbortSignal,
): Promise<number> =>
  translating(`Subscribing to ${wanted.resource}`, async () => {
    const body = JSON.stringify({
      notificationUrl: wanted.url,
      resource: wanted.resource,
      clientState: wanted.secret,
    })
    const path = `${rootOf(session)}/subscriptions`
    return expiryOf(await environment.client.send({ method: 'POST', path, body, signal }, asJson))
  })

const renew = (environment: Environment, session: Session, one: Registration, signal?: AbortSignal): Promise<number> =>
  translating(`Renewing the subscription to ${one.resource}`, async () => {
    const path = `${rootOf(session)}/subscriptions('${one.id}')`
    const headers = { 'if-match': '*' }
    return expiryOf(await environment.client.send({ method: 'PATCH', path, headers, body: '{}', signal }, asJson))
  })

const remove = (environment: Environment, session: Session, one: Registration, signal?: AbortSignal): Promise<void> =>
  translating(`Removing the subscription to ${one.resource}`, async () => {
    const path = `${rootOf(session)}/subscriptions('${one.id}')`
    const headers = { 'if-match': '*' }
    await environment.client.send({ method: 'DELETE', path, headers, accept: [404], signal }, asIs)
  })

function expiryOf(body: Json): number {
  const at = Date.parse((isJsonObject(body) ? textOf(body, 'expirationDateTime') : undefined) ?? '')
  if (!Number.isNaN(at)) return at
  throw new KobleError({
    kind: 'unavailable',
    origin: 'erp',
    code: 'erp-unavailable',
    message: 'Business Central answered a subscription without its end. Koble tries again by itself.',
  })
}
