/**
 * The body of a webhook: a RemoteExecutionContext as the service writes it. Shape:
 * reference/dataverse-protocol.md, section 11, and reference/wire-examples.md, B19.
 */
import { isLookup } from '../schema/tables.ts'
import type { Column } from '../schema/column.ts'
import type { TableSchema } from '../schema/table.ts'
import { textOf } from '../text-of.ts'

export type MessageName = 'Create' | 'Update' | 'Delete'
export type Values = Readonly<Record<string, unknown>>

export interface WebhookEvent {
  readonly message: MessageName
  readonly schema: TableSchema
  readonly id: string
  /** The columns that the write carried, by logical name; none for a deletion. */
  readonly changed: Values
  readonly primaryName: string | null
  readonly rowVersion: number
  readonly at: string
  readonly userId: string
  readonly userObjectId: string
  readonly initiatingUserId: string
  readonly businessUnitId: string
  readonly tag: string | null
  readonly correlationId: string
  readonly requestId: string
}

export interface Receiver {
  readonly stepId: string
  readonly stepName: string
  readonly mode: 0 | 1
  readonly organizationId: string
  readonly organizationName: string
  readonly operationId: string
}

const contracts = 'http://schemas.microsoft.com/xrm/2011/Contracts'

export function executionContext(event: WebhookEvent, receiver: Receiver): Record<string, unknown> {
  return {
    BusinessUnitId: event.businessUnitId,
    CorrelationId: event.correlationId,
    Depth: 1,
    InitiatingUserAzureActiveDirectoryObjectId: event.userObjectId,
    InitiatingUserId: event.initiatingUserId,
    InputParameters: [{ key: 'Target', value: target(event) }],
    IsExecutingOffline: false,
    IsInTransaction: receiver.mode === 0,
    IsOfflinePlayback: false,
    IsolationMode: 1,
    MessageName: event.message,
    Mode: receiver.mode,
    OperationCreatedOn: wireDate(event.at, '-0000'),
    OperationId: receiver.operationId,
    OrganizationId: receiver.organizationId,
    OrganizationName: receiver.organizationName,
    OutputParameters: event.message === 'Create' ? [{ key: 'id', value: event.id }] : [],
    OwningExtension: {
      Id: receiver.stepId,
      KeyAttributes: [],
      LogicalName: 'sdkmessageprocessingstep',
      Name: receiver.stepName,
      RowVersion: null,
    },
    ParentContext: null,
    PostEntityImages: event.message === 'Delete' ? [] : [primaryNameImage(event)],
    PreEntityImages: [],
    PrimaryEntityId: event.id,
    PrimaryEntityName: event.schema.name,
    RequestId: event.requestId,
    SecondaryEntityName: 'none',
    SharedVariables: event.tag === null ? [] : [{ key: 'tag', value: event.tag }],
    Stage: 40,
    UserId: event.userId,
  }
}

/** Over 256 KB the service leaves these out and says so in a header; the id remains in `PrimaryEntityId`. */
export function withoutBulk(context: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const bulk = new Set(['ParentContext', 'InputParameters', 'PreEntityImages', 'PostEntityImages'])
  return Object.fromEntries(Object.entries(context).filter(([key]) => !bulk.has(key)))
}

function target(event: WebhookEvent): Record<string, unknown> {
  if (event.message === 'Delete') return reference(event.schema.name, event.id)
  const attributes = Object.entries(event.changed).map(([key, value]) => ({
    key,
    value: attributeValue(event.schema.columns[key], value, event.changed[`${key}type`]),
  }))
  return entity(event.schema.name, event.id, attributes, String(event.rowVersion))
}

function entity(table: string, id: string, attributes: readonly unknown[], rowVersion: string | null) {
  return {
    __type: `Entity:${contracts}`,
    Attributes: attributes,
    EntityState: null,
    FormattedValues: [],
    Id: id,
    KeyAttributes: [],
    LogicalName: table,
    RelatedEntities: [],
    RowVersion: rowVersion,
  }
}

function reference(table: string, id: string): Record<string, unknown> {
  return {
    __type: `EntityReference:${contracts}`,
    Id: id,
    KeyAttributes: [],
    LogicalName: table,
    Name: null,
    RowVersion: null,
  }
}

function primaryNameImage(event: WebhookEvent): Record<string, unknown> {
  const attributes = [
    { key: event.schema.primaryName, value: event.primaryName },
    { key: event.schema.primaryId, value: event.id },
  ]
  return { key: 'AsynchronousStepPrimaryName', value: entity(event.schema.name, event.id, attributes, null) }
}

function attributeValue(column: Column | undefined, value: unknown, type: unknown): unknown {
  if (column === undefined || value === null) return value
  if (isLookup(column))
    return reference(typeof type === 'string' ? type : (column.targets?.[0]?.table ?? ''), textOf(value))
  if (column.options !== undefined) return { __type: `OptionSetValue:${contracts}`, Value: value }
  if (column.type === 'Money') return { __type: `Money:${contracts}`, Value: Number(value) }
  if (column.type === 'Decimal' || column.type === 'Double') return Number(value)
  return column.type === 'DateTime' ? wireDate(textOf(value)) : value
}

const wireDate = (instant: string, zone = ''): string => `/Date(${Date.parse(instant)}${zone})/`
