/** `subscriptions`: handshake at creation and renewal, three days of life, at most 200 (business-central-protocol, section 10.1). */
import type { EntitySetDefinition, ReadContext, Row } from '@koble/odata-server'
import type { ErpSwitches } from '../dialect/switches.ts'
import { alreadyExists, dialogError } from '../rules/refusals.ts'
import { text as textOf } from '../rules/setup.ts'
import { guid, instant, lastModified, readOnly, text } from '../sets/properties.ts'
import { names } from '../tables/names.ts'
import { parseResource } from './resource.ts'
import { supported } from './supported.ts'

const LIFETIME_MS = 3 * 24 * 60 * 60 * 1000
const MAXIMUM = 200

/** Sends one request to the receiver and answers its response. */
export type Send = (url: string, init: RequestInit) => Promise<Response>

export const subscriptions = (send: Send, switches: ErpSwitches): EntitySetDefinition => ({
  name: 'subscriptions',
  entityType: 'subscription',
  table: names.subscription,
  key: ['subscriptionId'],
  where: isAlive,
  properties: {
    subscriptionId: readOnly(text(32)),
    notificationUrl: text(2048),
    resource: text(2048),
    timestamp: { type: 'Int64', column: 'rowVersion', readOnly: true },
    userId: readOnly(guid()),
    lastModifiedDateTime: lastModified,
    clientState: text(2048),
    expirationDateTime: readOnly(instant()),
    systemCreatedAt: instant({ column: 'createdAt', readOnly: true }),
    systemCreatedBy: guid({ column: 'createdBy', readOnly: true }),
    systemModifiedAt: instant({ column: 'modifiedAt', readOnly: true }),
    systemModifiedBy: guid({ column: 'modifiedBy', readOnly: true }),
  },
  insert: {
    prepare: async (body, context) => {
      const { url, resource } = checked(body['notificationUrl'], body['resource'])
      checkNumber(context)
      if (switches.value('duplicateSubscription') === 'refused') checkFree(url, resource, context)
      await shakeHands(send, url)
    },
    before: (draft, context) => {
      draft['subscriptionId'] = context.newId().replaceAll('-', '')
      draft['userId'] = context.principal.id
      draft['expirationDateTime'] = expiry(context)
    },
  },
  modify: {
    prepare: async (row, body) => {
      const { url } = checked(body['notificationUrl'] ?? row['notificationUrl'], body['resource'] ?? row['resource'])
      await shakeHands(send, url)
    },
    before: (draft, _row, context) => {
      draft['expirationDateTime'] = expiry(context)
    },
  },
  delete: {},
})

const expiry = (context: Pick<ReadContext, 'clock'>): string =>
  new Date(context.clock.now() + LIFETIME_MS).toISOString()

function checked(url: unknown, resource: unknown): { url: string; resource: string } {
  if (typeof url !== 'string' || !URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) {
    return dialogError('The notificationUrl must be an absolute URL.')
  }
  const parsed = typeof resource === 'string' ? parseResource(resource) : undefined
  if (typeof resource !== 'string' || parsed === undefined) {
    return dialogError(`The resource '${String(resource)}' does not name an entity set of a company.`)
  }
  if (supported[parsed.root][parsed.set] === undefined) {
    return dialogError(`The resource '${parsed.root}/${parsed.set}' does not support webhooks.`)
  }
  return { url, resource }
}

const isAlive = (row: Row, context: ReadContext): boolean => textOf(row, 'expirationDateTime') > context.now

function checkNumber(context: ReadContext): void {
  let count = 0
  for (const row of context.data.scan(names.subscription)) if (isAlive(row, context)) count += 1
  if (count >= MAXIMUM) dialogError(`The limit of ${MAXIMUM} webhook subscriptions is reached.`)
}

function checkFree(notificationUrl: string, resource: string, context: ReadContext): void {
  for (const row of context.data.find(names.subscription, { notificationUrl })) {
    if (isAlive(row, context) && row['resource'] === resource) {
      alreadyExists(names.subscription, `Notification URL='${notificationUrl}',Resource='${resource}'`)
    }
  }
}

/** The receiver must answer 200 with the token as its plain body. */
async function shakeHands(send: Send, notificationUrl: string): Promise<void> {
  const url = new URL(notificationUrl)
  const token = crypto.randomUUID().replaceAll('-', '')
  url.searchParams.set('validationToken', token)
  let answer: string
  try {
    const response = await send(url.href, { method: 'POST', headers: { Accept: 'text/plain' } })
    answer = response.status === 200 ? await response.text() : `status ${response.status}`
  } catch (error) {
    answer = error instanceof Error ? error.message : String(error)
  }
  if (answer.trim() !== token) {
    dialogError(
      `The notification endpoint '${notificationUrl}' did not answer the validation token (${answer.slice(0, 100)}).`,
    )
  }
}
