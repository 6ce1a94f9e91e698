/**
 * Webhook registrations in Dataverse (reference/dataverse-protocol.md, section 11): one service endpoint that carries the secret
 * in the header `x-koble-key`, and a step for each table and message. They do not expire. Connections of one organization share the
 * endpoint, so steps of tables that are not asked for stay until all go: a nudge too many costs one look.
 */
import { KobleError, type Entity, type Subscriptions } from '@koble/core'
import { asIs, quoted, textOf, type Json, type JsonObject, type StatusAnswer } from '@koble/odata-client'
import { isOptionEntity } from './options/option-definition.ts'
import { getPage, type Organization } from './organization.ts'
import { translating } from './vendor-error.ts'

const endpointName = 'Koble'
const stepPrefix = 'Koble: '
const messages = ['Create', 'Update', 'Delete'] as const
type Message = (typeof messages)[number]

interface Endpoint {
  readonly id: string
  readonly url: string
}

/** Other programs, and other Kobles, register under users of their own. */
const byKoble = (row: JsonObject, userId: string): boolean =>
  (textOf(row, '_createdby_value') ?? userId).toLowerCase() === userId

interface Step {
  readonly table: string
  readonly message: Message
  /** Columns whose change is worth a nudge; null: any. */
  readonly attributes: string | null
}

export const subscriptions = (organization: Organization): Subscriptions => ({
  async ensure({ entities, url, secret }, signal) {
    const endpoint = await ensureEndpoint(organization, url, secret, signal)
    const wanted = entities.filter((entity) => !isOptionEntity(entity)).flatMap(stepsOf)
    const there = await readSteps(organization, endpoint, signal)
    for (const step of wanted) {
      const known = there.get(stepName(step))
      if (known === undefined || known.attributes === step.attributes) continue
      const values = { filteringattributes: step.attributes }
      await send(organization, 'PATCH', `${stepSet}(${known.id})`, values, signal)
    }
    const missing = wanted.filter((step) => !there.has(stepName(step)))
    const messageIds = missing.length === 0 ? new Map<string, string>() : await readMessages(organization, signal)
    for (const step of missing) await createStep(organization, endpoint, step, messageIds, signal)
    return { renewBefore: null }
  },

  async removeAll(signal) {
    for (const endpoint of await readEndpoints(organization, signal))
      await removeEndpoint(organization, endpoint.id, signal)
  },
})

const stepSet = 'sdkmessageprocessingsteps'

/** An update of columns that Koble does not map sends no nudge. */
function stepsOf(entity: Entity): readonly Step[] {
  const mapped = Object.keys(entity.fields).filter((field) => entity.fields[field]?.readOnly !== true)
  const attributes = mapped.length === 0 ? null : mapped.join(',')
  return messages.map((message) => ({
    table: entity.name,
    message,
    attributes: message === 'Update' ? attributes : null,
  }))
}

const stepName = (step: Step): string => `${stepPrefix}${step.message} of ${step.table}`

/** Those that Koble's own user made. */
async function readEndpoints(organization: Organization, signal?: AbortSignal): Promise<Endpoint[]> {
  const userId = await organization.userId()
  const page = await getPage(organization, 'Reading webhook registrations', {
    path: 'serviceendpoints',
    query: {
      select: ['serviceendpointid', 'name', 'url', '_createdby_value'],
      filter: `contract eq 8 and name eq ${quoted(endpointName)}`,
    },
    signal,
  })
  return page.rows
    .filter((row) => byKoble(row, userId))
    .map((row) => ({ id: textOf(row, 'serviceendpointid') ?? '', url: textOf(row, 'url') ?? '' }))
}

/** The secret cannot be read back, so it is written each time: a wrong one would go unnoticed. */
async function ensureEndpoint(
  organization: Organization,
  url: string,
  secret: string,
  signal?: AbortSignal,
): Promise<string> {
  const own = (await readEndpoints(organization, signal)).filter((endpoint) => isOurs(endpoint, url))
  const kept = own.find((endpoint) => endpoint.url === url) ?? own[0]
  for (const other of own) if (other !== kept) await removeEndpoint(organization, other.id, signal)
  const values = { url, authtype: 5, authvalue: settings(secret) }
  if (kept !== undefined) {
    await send(organization, 'PATCH', `serviceendpoints(${kept.id})`, values, signal)
    return kept.id
  }
  const body = { name: endpointName, contract: 8, messageformat: 2, ...values }
  return createdId(await send(organization, 'POST', 'serviceendpoints', body, signal))
}

/** To an address of the same Koble, under this secret or an earlier one; another Koble may use the organization too. */
const isOurs = (endpoint: Endpoint, url: string): boolean =>
  endpoint.url.startsWith(url.slice(0, url.lastIndexOf('/') + 1))

async function removeEndpoint(organization: Organization, id: string, signal?: AbortSignal): Promise<void> {
  for (const step of (await readSteps(organization, id, signal)).values())
    await remove(organization, stepSet, step.id, signal)
  await remove(organization, 'serviceendpoints', id, signal)
}

const settings = (secret: string): string =>
  `<settings><setting name='x-koble-key' value='${escapeXml(secret)}' /></settings>`

const escapeXml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll("'", '&apos;').replaceAll('"', '&quot;')

/** By name. */
async function readSteps(
  organization: Organization,
  endpoint: string,
  signal?: AbortSignal,
): Promise<ReadonlyMap<string, { readonly id: string; readonly attributes: string | null }>> {
  const page = await getPage(organization, 'Reading webhook registrations', {
    path: `serviceendpoints(${endpoint})/serviceendpoint_sdkmessageprocessingstep`,
    query: { select: ['sdkmessageprocessingstepid', 'name', 'filteringattributes'] },
    signal,
  })
  return new Map(
    page.rows.map((row) => {
      const id = textOf(row, 'sdkmessageprocessingstepid') ?? ''
      return [textOf(row, 'name') ?? '', { id, attributes: textOf(row, 'filteringattributes') ?? null }]
    }),
  )
}

async function readMessages(organization: Organization, signal?: AbortSignal): Promise<ReadonlyMap<string, string>> {
  const filter = messages.map((name) => `name eq ${quoted(name)}`).join(' or ')
  const query = { select: ['sdkmessageid', 'name'], filter }
  const page = await getPage(organization, 'Reading messages', { path: 'sdkmessages', query, signal })
  return new Map(page.rows.map((row) => [textOf(row, 'name') ?? '', textOf(row, 'sdkmessageid') ?? ''] as const))
}

/** A table that sends no such message is polled like any other: a nudge is a convenience. */
async function createStep(
  organization: Organization,
  endpoint: string,
  step: Step,
  messageIds: ReadonlyMap<string, string>,
  signal?: AbortSignal,
): Promise<void> {
  const filter = `primaryobjecttypecode eq ${quoted(step.table)} and sdkmessageid/name eq ${quoted(step.message)}`
  const query = { select: ['sdkmessagefilterid'], filter }
  const page = await getPage(organization, 'Reading messages', { path: 'sdkmessagefilters', query, signal })
  const filterId = textOf(page.rows[0], 'sdkmessagefilterid')
  const messageId = messageIds.get(step.message)
  if (filterId === undefined || messageId === undefined) {
    organization.log.warn('webhook.unavailable', { table: step.table, message: step.message })
    return
  }
  const body = {
    name: stepName(step),
    mode: 1,
    stage: 40,
    rank: 1,
    supporteddeployment: 0,
    asyncautodelete: true,
    ...(step.attributes === null ? {} : { filteringattributes: step.attributes }),
    'eventhandler_serviceendpoint@odata.bind': `/serviceendpoints(${endpoint})`,
    'sdkmessageid@odata.bind': `/sdkmessages(${messageId})`,
    'sdkmessagefilterid@odata.bind': `/sdkmessagefilters(${filterId})`,
  }
  await send(organization, 'POST', stepSet, body, signal)
}

const send = (
  organization: Organization,
  method: 'POST' | 'PATCH',
  path: string,
  body: Json,
  signal?: AbortSignal,
): Promise<StatusAnswer> =>
  translating('Registering webhooks', () =>
    organization.client.send({ method, path, body: JSON.stringify(body), signal }, asIs),
  )

const remove = (organization: Organization, set: string, id: string, signal?: AbortSignal): Promise<StatusAnswer> =>
  translating('Removing webhook registrations', () =>
    organization.client.send({ method: 'DELETE', path: `${set}(${id})`, accept: [404], signal }, asIs),
  )

/** A create without a representation names the new row in a header. */
export function createdId(answer: StatusAnswer): string {
  const id = /\(([0-9a-f-]{36})\)\s*$/i.exec(answer.headers.get('odata-entityid') ?? '')?.[1]
  if (id !== undefined) return id.toLowerCase()
  throw new KobleError({
    kind: 'unavailable',
    origin: 'crm',
    code: 'crm-unavailable',
    message: 'Dataverse created a row and did not say which. Koble tries again by itself.',
  })
}
