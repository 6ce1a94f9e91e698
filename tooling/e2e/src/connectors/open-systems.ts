/** Both emulators in process and the connectors on them: what a test of the connectors needs of the world. */
import { connectBusinessCentral, listCompanies, type BusinessCentral } from '@koble/business-central'
import type {
  Clock,
  Connector,
  EffectId,
  Entity,
  FieldType,
  Log,
  RecordId,
  RemoteRecord,
  RemoteWrite,
  Tag,
  Value,
  Values,
} from '@koble/core'
import { connectDataverse, type Dataverse } from '@koble/dataverse'
import { createMockCrm } from '@koble/mock-crm'
import { createMockErp } from '@koble/mock-erp'

const erpUrl = 'http://127.0.0.1:4010'
const crmUrl = 'http://127.0.0.1:4020'
const credentials = { clientId: 'koble-demo', clientSecret: 'koble-demo-secret', tenant: 'contoso' }

export const clock: Clock = {
  now: () => Date.now(),
  sleep: (ms, signal) =>
    new Promise((resolve, reject) => {
      const timer = setTimeout(resolve, ms)
      signal?.addEventListener('abort', () => {
        clearTimeout(timer)
        reject(signal.reason instanceof Error ? signal.reason : new Error('aborted'))
      })
    }),
}
export const log: Log = { info: () => undefined, warn: () => undefined, error: () => undefined, with: () => log }

type Receive = (url: string, init: RequestInit) => Promise<Response>
type Answer = (request: Request) => Promise<Response>
const fetchOf = (answer: Answer) => (url: string, init: RequestInit) => answer(new Request(url, init))

export interface OpenedErp {
  readonly connector: BusinessCentral
  /** As a person would: over the same API, with the development token. */
  readonly person: BusinessCentral
  readonly control: (path: string, body?: unknown, method?: string) => Promise<unknown>
  readonly close: () => Promise<void>
}

/** `receive`: what is at the addresses that webhooks call. `hasPages`: false for an environment without Koble's extension. */
export async function openErp(
  options: { readonly receive?: Receive; readonly hasPages?: boolean; readonly seed?: 'demo' | 'empty' } = {},
): Promise<OpenedErp> {
  const { receive, hasPages, seed = 'demo' } = options
  const outgoing = receive === undefined ? {} : { fetch: receive }
  const erp = await createMockErp({ memory: true, seed: { seed }, ...outgoing })
  const answer: Answer = (request) =>
    hasPages === false && new URL(request.url).pathname.includes('/api/koble/')
      ? Promise.resolve(unknownSegment())
      : erp.fetch(request)
  const access = { fetch: fetchOf(answer), baseUrl: `${erpUrl}/v2.0/sandbox`, clock, log }
  const own = { ...access, credentials: { ...credentials, authority: erpUrl } }
  const companyId = (await listCompanies(own))[0]?.id ?? ''
  return {
    connector: connectBusinessCentral({ ...own, companyId }),
    person: connectBusinessCentral({ ...access, credentials: { token: 'koble-dev-token' }, companyId }),
    control: control(answer, erpUrl),
    close: () => erp.close(),
  }
}

const unknownSegment = (): Response =>
  Response.json(
    { error: { code: 'BadRequest_ResourceNotFound', message: "Resource not found for the segment 'koble'." } },
    { status: 404 },
  )

export interface OpenedCrm {
  readonly connector: Dataverse
  readonly person: Dataverse
  readonly control: (path: string, body?: unknown, method?: string) => Promise<unknown>
  readonly close: () => Promise<void>
}

export async function openCrm(receive?: Receive): Promise<OpenedCrm> {
  const crm = await createMockCrm({ memory: true, ...(receive === undefined ? {} : { fetch: receive }) })
  const answer: Answer = (request) => crm.fetch(request)
  const access = { fetch: fetchOf(answer), baseUrl: crmUrl, clock, log, newId: () => crypto.randomUUID() }
  return {
    connector: connectDataverse({ ...access, credentials: { ...credentials, authority: crmUrl } }),
    person: connectDataverse({ ...access, credentials: { token: 'koble-dev-token' } }),
    control: control(answer, crmUrl),
    close: () => crm.close(),
  }
}

const control =
  (answer: Answer, origin: string) =>
  async (path: string, body?: unknown, method = body === undefined ? 'GET' : 'PUT'): Promise<unknown> => {
    const init =
      body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }
    const response = await answer(new Request(`${origin}/emulator/${path}`, { method, ...init }))
    const text = await response.text()
    if (!response.ok) throw new Error(`${method} /emulator/${path} answered ${response.status}: ${text}`)
    return text === '' ? null : JSON.parse(text)
  }

export const newId = (): RecordId => crypto.randomUUID() as RecordId

export const write = (
  entity: Entity,
  operation: RemoteWrite['operation'],
  id: RecordId,
  values: Values,
  tag: Tag | null = null,
): RemoteWrite => ({
  effectId: crypto.randomUUID() as EffectId,
  entity,
  operation,
  id,
  values,
  tag,
  select: Object.keys(entity.fields),
})

/** The one record with this value, which must be there. */
export async function findOne(
  connector: Pick<BusinessCentral, 'findByValues'>,
  entity: Entity,
  field: string,
  value: string,
): Promise<RemoteRecord> {
  const fields = Object.keys(entity.fields)
  const [found] = await connector.findByValues({ entity, fields, field, values: [value] })
  if (found === undefined) throw new Error(`There is no ${entity.label} whose ${field} is ${value}`)
  return found
}

/** Values of the demo data that the entity's own definition does not allow. */
export async function strangeValues(
  connector: Pick<Connector, 'readPage'>,
  entity: Entity,
): Promise<readonly string[]> {
  const fields = Object.keys(entity.fields)
  const page = await connector.readPage({ entity, fields, where: [], cursor: null, pageSize: 1_000 })
  const found = page.records.flatMap((record) =>
    fields.filter((field) => isStrange(entity.fields[field], record.values[field] ?? null)),
  )
  return [...new Set(found)]
}

function isStrange(type: FieldType | undefined, value: Value): boolean {
  if (type === undefined) return true
  if (value === null) return !type.nullable
  if (type.options !== undefined) return !type.options.some((option) => option === value)
  if (type.kind === 'decimal') return !/^-?\d+(\.\d*[1-9])?$/.test(String(value))
  return typeof value === 'string' && type.maxLength !== undefined && value.length > type.maxLength
}
