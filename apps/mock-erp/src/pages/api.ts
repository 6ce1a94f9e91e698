/** The pages' way to the emulator: its own OData API, as any other client, with the development token. */
const ROOT = '/v2.0/sandbox/api/koble/connector/v1.0'
const V2 = '/v2.0/sandbox/api/v2.0'
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

async function address(path: string, root: string): Promise<string> {
  const { id } = await currentCompany()
  return `${root}/companies(${String(id)})/${path}`
}

export async function list(path: string, query: Readonly<Record<string, string>> = {}, pageSize = 100): Promise<Page> {
  const search = new URLSearchParams(query).toString().replaceAll('+', '%20')
  return page(`${await address(path, ROOT)}${search === '' ? '' : `?${search}`}`, pageSize)
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

export const read = async (set: string, id: string): Promise<Entity> =>
  (await call('GET', await address(`${set}(${id})`, ROOT))) as Entity

export const create = async (set: string, body: Entity): Promise<Entity> =>
  (await call('POST', await address(set, ROOT), {}, body)) as Entity

export const update = async (set: string, record: Entity, changes: Entity): Promise<Entity> =>
  (await call('PATCH', await address(`${set}(${textOf(record, 'id')})`, ROOT), ifMatch(record), changes)) as Entity

export async function remove(set: string, record: Entity): Promise<void> {
  await call('DELETE', await address(`${set}(${textOf(record, 'id')})`, ROOT), ifMatch(record))
}

export const createV2 = async (path: string, body: Entity): Promise<Entity> =>
  (await call('POST', await address(path, V2), {}, body)) as Entity

export async function actV2(path: string): Promise<void> {
  await call('POST', await address(path, V2), { 'If-Match': '*' })
}

export async function removeV2(path: string): Promise<void> {
  await call('DELETE', await address(path, V2), { 'If-Match': '*' })
}

/** The emulator's request log, newest first. */
export async function requestLog(): Promise<readonly Entity[]> {
  const { value } = (await call('GET', '/emulator/log')) as { value: Entity[] }
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
        detail: error instanceof Error ? error.message : String(error),
        action: 'Check that the mock ERP runs, then retry.',
      }
