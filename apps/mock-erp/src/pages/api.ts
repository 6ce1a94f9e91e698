/**
 * The pages' way to the emulator: its own OData API, as any other client, with the development token. A path is one of Koble's pages
 * (`customers`); one that begins with `v2.0/` belongs to API v2.0 (`v2.0/items`), one with `client/` to the web client's own service.
 */
const ROOT = '/v2.0/sandbox/api/koble/connector/v1.0'
const V2 = '/v2.0/sandbox/api/v2.0'
const CLIENT = '/client/v1.0'
/** The one set that belongs to no company. */
const COMPANIES = 'v2.0/companies'
const TOKEN = 'koble-dev-token'

export type Entity = { readonly [name: string]: unknown }

/** A property as text; "" for what is missing or no plain value. */
export function textOf(record: Entity | undefined, name: string): string {
  const value = record?.[name]
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}

/** A refusal in the service's words. */
export class ApiError extends Error {
  readonly status: number
  readonly code: string
  readonly correlationId: string | undefined

  constructor(status: number, code: string, message: string, correlationId: string | undefined) {
    super(message)
    this.status = status
    this.code = code
    this.correlationId = correlationId
  }

  /** Somebody else changed the record since it was read. */
  get isStale(): boolean {
    return this.code === 'Request_EntityChanged'
  }
}

export interface Page {
  readonly rows: readonly Entity[]
  readonly next: string | undefined
  readonly count: number | undefined
}

let company: Promise<Entity> | undefined

/** The emulated company; asked for once. */
export const currentCompany = (): Promise<Entity> => (company ??= firstCompany())

async function firstCompany(): Promise<Entity> {
  const { value } = (await call('GET', `${V2}/companies`)) as { value: Entity[] }
  const [first] = value
  if (first === undefined)
    throw new ApiError(404, 'Internal_CompanyNotFound', 'The emulator has no company.', undefined)
  return first
}

async function address(path: string): Promise<string> {
  const [prefix = '', ...rest] = path.split('/')
  const root = ROOTS[prefix]
  const below = root === undefined ? path : rest.join('/')
  if (path.startsWith(COMPANIES)) return `${V2}/${below}`
  const { id } = await currentCompany()
  return `${root ?? ROOT}/companies(${String(id)})/${below}`
}

const ROOTS: Readonly<Record<string, string>> = { 'v2.0': V2, client: CLIENT }

export async function list(path: string, query: Readonly<Record<string, string>> = {}, pageSize = 100): Promise<Page> {
  const search = new URLSearchParams(query).toString().replaceAll('+', '%20')
  return page(`${await address(path)}${search === '' ? '' : `?${search}`}`, pageSize)
}

export async function page(url: string, pageSize = 100): Promise<Page> {
  const answer = (await call('GET', url, { Prefer: `odata.maxpagesize=${pageSize}` })) as Entity
  const next = answer['@odata.nextLink']
  const count = answer['@odata.count']
  return {
    rows: (answer['value'] ?? []) as Entity[],
    next: typeof next === 'string' ? new URL(next).pathname + new URL(next).search : undefined,
    count: typeof count === 'number' ? count : undefined,
  }
}

export async function countOf(set: string, filter = ''): Promise<number> {
  const query = { $count: 'true', $select: 'id', ...(filter === '' ? {} : { $filter: filter }) }
  return (await list(set, query, 1)).count ?? 0
}

export const read = async (set: string, id: string): Promise<Entity> =>
  (await call('GET', await address(`${set}(${id})`))) as Entity

/** The one record of a setup table. */
export async function readOnly(set: string): Promise<Entity> {
  const [record] = (await list(set)).rows
  if (record === undefined) throw new ApiError(404, 'Internal_RecordNotFound', `${set} has no record.`, undefined)
  return record
}

export const create = async (set: string, body: Entity): Promise<Entity> =>
  (await call('POST', await address(set), {}, body)) as Entity

export const update = async (set: string, record: Entity, changes: Entity): Promise<Entity> =>
  (await call('PATCH', await address(`${set}(${textOf(record, 'id')})`), ifMatch(record), changes)) as Entity

export async function remove(set: string, record: Entity): Promise<void> {
  await call('DELETE', await address(`${set}(${textOf(record, 'id')})`), ifMatch(record))
}

/** A bound action: `salesOrders({id})/Microsoft.NAV.release`. */
export async function act(path: string, parameters?: Entity): Promise<Entity> {
  return (await call('POST', await address(path), { 'If-Match': '*' }, parameters)) as Entity
}

export interface BatchRequest {
  readonly method: string
  /** Below the company, in API v2.0. */
  readonly path: string
  readonly body?: Entity
}

/** Several requests of API v2.0 as one transaction: all or nothing. */
export async function transact(requests: readonly BatchRequest[]): Promise<void> {
  const { id } = await currentCompany()
  const answer = (await call(
    'POST',
    `${V2}/$batch`,
    { Isolation: 'snapshot' },
    {
      requests: requests.map(({ method, path, body }, at) => ({
        id: String(at),
        method,
        url: `companies(${String(id)})/${path}`,
        headers: { 'If-Match': '*', ...(body === undefined ? {} : { 'Content-Type': 'application/json' }) },
        ...(body === undefined ? {} : { body }),
      })),
    },
  )) as { responses: { status: number; body?: unknown }[] }
  const failed = answer.responses.find(({ status }) => status >= 400)
  if (failed !== undefined) throw refusal(failed.status, JSON.stringify(failed.body ?? {}))
}

/** Bytes of a stream property, such as a printed document. */
export async function readBytes(path: string): Promise<Blob> {
  const response = await fetch(await address(path), { headers: { Authorization: `Bearer ${TOKEN}` } })
  if (!response.ok) throw refusal(response.status, await response.text())
  return response.blob()
}

/** The emulator's own controls, beside the API. */
export const control = async (method: string, name: string, body?: Entity): Promise<Entity> =>
  (await call(method, `/emulator/${name}`, {}, body)) as Entity

/** The emulator's request log, newest first. */
export async function requestLog(): Promise<readonly Entity[]> {
  const { value } = (await control('GET', 'log')) as { value: Entity[] }
  return value.toReversed()
}

const ifMatch = (record: Entity): Record<string, string> => ({ 'If-Match': textOf(record, '@odata.etag') || '*' })

async function call(
  method: string,
  url: string,
  headers: Record<string, string> = {},
  body?: Entity,
): Promise<unknown> {
  const response = await fetch(url, {
    method,
    headers: {
      Authorization: `Bearer ${TOKEN}`,
      Accept: 'application/json',
      ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const text = await response.text()
  if (!response.ok) throw refusal(response.status, text)
  return text === '' ? {} : JSON.parse(text)
}

function refusal(status: number, text: string): ApiError {
  try {
    const { error } = JSON.parse(text) as { error: { code: string; message: string } }
    const [message = '', correlation] = error.message.split(/ {2}CorrelationId: {2}/)
    return new ApiError(status, error.code, message, correlation?.replace(/\.$/, ''))
  } catch {
    return new ApiError(status, 'Unknown', `The emulator answered ${status}.`, undefined)
  }
}

/** What to show of anything that was thrown. */
export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))

/** An error as the error state shows it. */
export const problemOf = (error: unknown) =>
  error instanceof ApiError
    ? {
        title: 'The ERP refused',
        detail: error.message,
        code: error.code,
        ...(error.correlationId === undefined ? {} : { correlationId: error.correlationId }),
      }
    : {
        title: 'The ERP does not answer',
        detail: messageOf(error),
        action: 'Check that the mock ERP runs, then retry.',
      }
