/**
 * Delivers committed changes to the registered webhooks: asynchronous steps after the operation, filtering attributes for updates,
 * one more attempt on 502, 503 and 504, everything else final and visible as a system job (reference/dataverse-protocol.md, section 11).
 */
import type {
  Change,
  Database,
  JsonObject,
  NotificationOutcome,
  NotificationQueue,
  Row,
  Transaction,
} from '@koble/odata-server'
import { tables } from '../schema/tables.ts'
import type { TableSchema } from '../schema/table.ts'
import { kitColumns } from '../service/stored-table.ts'
import { callerOf, organizationOf, principalOf, userOf } from '../service/users.ts'
import { executionContext, withoutBulk, type MessageName, type WebhookEvent } from './execution-context.ts'
import { endpointAddress } from './endpoint-address.ts'

/** What the platform takes between the operation and its asynchronous steps; `notificationDelayMs` overrides it. */
const asynchronousDelayMs = 500
const payloadLimit = 256 * 1024

const messageOf: Readonly<Record<Change['kind'], MessageName>> = {
  insert: 'Create',
  update: 'Update',
  delete: 'Delete',
}

export interface DispatcherOptions {
  readonly database: Database
  readonly notifications: NotificationQueue
  readonly delayMs: () => number | undefined
  /** Name in `x-ms-dynamics-organization`. */
  readonly host: () => string
}

/** Starts delivering; the answer stops it. */
export function dispatchWebhooks(options: DispatcherOptions): () => void {
  return options.database.onCommit((changes) => {
    const correlationId = options.database.newId()
    for (const change of changes) dispatch(change, correlationId, options)
  })
}

function dispatch(change: Change, correlationId: string, options: DispatcherOptions): void {
  const schema = tables.get(change.table)
  if (schema === undefined || schema.readOnly || internal.has(schema.name) || isSilent(change)) return
  for (const step of matchingSteps(change, schema, options.database)) send(change, schema, step, correlationId, options)
}

/** The writer asked for no custom logic: in a deletion only the request itself can say so. */
const isSilent = (change: Change): boolean =>
  change.by.claims?.['silent'] === true || (change.kind !== 'delete' && change.after?.['writesilent'] === true)

/** Writes of the emulator's own bookkeeping raise no messages. */
const internal = new Set(['asyncoperation', 'stringmap'])

function* matchingSteps(change: Change, schema: TableSchema, database: Database): Iterable<Row> {
  const data = database.read()
  const message = messageOf[change.kind]
  for (const step of data.scan('sdkmessageprocessingstep')) {
    if (step['statecode'] === 1) continue
    if (data.get('sdkmessage', String(step['sdkmessageid']))?.['name'] !== message) continue
    const filter = data.get('sdkmessagefilter', String(step['sdkmessagefilterid']))
    if (filter !== undefined && filter['primaryobjecttypecode'] !== schema.name) continue
    if (message === 'Update' && !touches(step, change.after)) continue
    yield step
  }
}

function touches(step: Row, row: Row | undefined): boolean {
  const wanted = namesIn(step['filteringattributes'])
  if (wanted.length === 0) return true
  const written = new Set(namesIn(row?.['writtencolumns']))
  return wanted.some((name) => written.has(name))
}

const namesIn = (list: unknown): readonly string[] =>
  typeof list === 'string'
    ? list
        .split(',')
        .map((name) => name.trim().toLowerCase())
        .filter(Boolean)
    : []

function send(change: Change, schema: TableSchema, step: Row, correlationId: string, options: DispatcherOptions): void {
  const data = options.database.read()
  const endpoint = data.get('serviceendpoint', String(step['eventhandler']))
  if (endpoint === undefined) return
  const organization = organizationOf(data)
  const operationId = options.database.newId()
  const context = executionContext(eventOf(change, schema, correlationId, options.database), {
    stepId: step.id,
    stepName: String(step['name'] ?? ''),
    mode: 1,
    organizationId: organization?.id ?? '',
    organizationName: 'fjordlys',
    operationId,
  })
  const exceeded = JSON.stringify(context).length > payloadLimit
  const address = endpointAddress(endpoint)
  const delayMs = options.delayMs() ?? asynchronousDelayMs
  options.notifications.enqueue(
    {
      url: address.url,
      headers: {
        'Content-Type': 'application/json; charset=utf-8',
        'x-ms-dynamics-organization': options.host(),
        'x-ms-dynamics-entity-name': schema.name,
        'x-ms-dynamics-request-name': messageOf[change.kind],
        'x-ms-correlation-request-id': correlationId,
        'x-request-id': operationId,
        ...(exceeded ? { 'x-ms-dynamics-msg-size-exceeded': 'true' } : {}),
        ...address.headers,
      },
      body: (exceeded ? withoutBulk(context) : context) as JsonObject,
      subject: `${schema.name} ${messageOf[change.kind]}`,
    },
    {
      delayMs,
      key: `${step.id}/${operationId}`,
      retry: retryOnce,
      done: (outcome) => recordJob(outcome, step, change, schema, operationId, options.database),
    },
  )
}

function eventOf(change: Change, schema: TableSchema, correlationId: string, database: Database): WebhookEvent {
  const row = change.after ?? change.before
  const user = userOf(database.read(), change.by.id)
  return {
    message: messageOf[change.kind],
    schema,
    id: change.id,
    changed: change.kind === 'delete' ? {} : carried(change, schema),
    primaryName: typeof row?.[schema.primaryName] === 'string' ? String(row[schema.primaryName]) : null,
    rowVersion: row?.rowVersion ?? 0,
    at: row?.modifiedAt ?? database.clock.iso(),
    userId: change.by.id,
    userObjectId: String(user?.['azureactivedirectoryobjectid'] ?? '00000000-0000-0000-0000-000000000000'),
    initiatingUserId: callerOf(change.by) ?? change.by.id,
    businessUnitId: String(user?.['businessunitid'] ?? ''),
    tag: tagOf(change),
    correlationId,
    requestId: database.newId(),
  }
}

function tagOf(change: Change): string | null {
  const tag = change.after?.['writetag'] ?? change.by.claims?.['tag']
  return typeof tag === 'string' ? tag : null
}

/** Only the written columns plus the system's. */
function carried(change: Change, schema: TableSchema): Record<string, unknown> {
  const row = change.after
  if (row === undefined) return {}
  const names = [...namesIn(row['writtencolumns']), 'modifiedby']
  const values = names.flatMap((name) => [
    [name, row[kitColumns[name] ?? name] ?? null],
    [`${name}type`, row[`${name}type`]],
  ])
  const kept = values.filter(
    ([name, value]) => typeof name === 'string' && (value !== undefined || name in schema.columns),
  )
  return { ...Object.fromEntries(kept), [schema.primaryId]: change.id, modifiedon: row.modifiedAt }
}

function retryOnce(outcome: NotificationOutcome): number | undefined {
  if (outcome.attempt > 1 || !('status' in outcome)) return undefined
  return [502, 503, 504].includes(outcome.status) ? 0 : undefined
}

/** A delivery that failed stays visible as a failed system job; one that worked deletes itself when the step says so. */
function recordJob(
  outcome: NotificationOutcome,
  step: Row,
  change: Change,
  schema: TableSchema,
  id: string,
  database: Database,
): void {
  const succeeded = 'status' in outcome && outcome.status >= 200 && outcome.status < 300
  if (succeeded && step['asyncautodelete'] === true) return
  const user = userOf(database.read(), change.by.id)
  if (user === undefined) return
  database.transact(principalOf(user), '', (data: Transaction) => {
    data.insert('asyncoperation', {
      id,
      name: String(step['name'] ?? ''),
      messagename: messageOf[change.kind],
      primaryentitytype: schema.name,
      operationtype: 1,
      statecode: 3,
      statuscode: succeeded ? 30 : 31,
      errorcode: succeeded ? 0 : errorCode(outcome),
      message: succeeded ? null : failureText(outcome),
      friendlymessage: succeeded ? null : failureText(outcome),
      startedon: database.clock.iso(),
      completedon: database.clock.iso(),
      owningextensionid: step.id,
    })
  })
}

/** Signed forms of 0x80050201 (non-success status) and 0x80050205 (request failed). */
const errorCode = (outcome: NotificationOutcome): number => ('status' in outcome ? -2_147_155_455 : -2_147_155_451)

const failureText = (outcome: NotificationOutcome): string =>
  'status' in outcome
    ? `The webhook call failed because the http request didn't succeed: it answered ${outcome.status} at attempt ${outcome.attempt}.`
    : `The webhook call failed because the http request failed: ${outcome.failure}`
