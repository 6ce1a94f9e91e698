/** The emulator's own Web API as its pages call it: same origin, with the session's cookie. */

export interface Row {
  readonly '@odata.etag'?: string
  readonly [name: string]: unknown
}

export interface Page {
  readonly rows: readonly Row[]
  readonly nextLink: string | undefined
  readonly count: number | undefined
}

/** What the service refused, in its own words. */
export class ApiError extends Error {
  readonly status: number
  readonly code: string

  constructor(status: number, code: string, message: string) {
    super(message)
    this.name = 'ApiError'
    this.status = status
    this.code = code
  }
}

const serviceRoot = '/api/data/v9.2'
const annotations = 'odata.include-annotations="*"'

const headers = (more: Readonly<Record<string, string>> = {}): Record<string, string> => ({
  Accept: 'application/json',
  'OData-MaxVersion': '4.0',
  'OData-Version': '4.0',
  ...more,
})

/** `url` begins at the service root (`accounts?$select=name`) or is a next link. */
export async function list(url: string, pageSize = 50): Promise<Page> {
  const answer = await send(addressOf(url), {
    headers: headers({ Prefer: `${annotations},odata.maxpagesize=${pageSize}` }),
  })
  const body = await objectOf(answer)
  const value = body['value']
  const next = body['@odata.nextLink']
  const count = body['@odata.count']
  return {
    rows: Array.isArray(value) ? value.filter(isRow) : [],
    nextLink: typeof next === 'string' ? next : undefined,
    count: typeof count === 'number' ? count : undefined,
  }
}

export async function retrieve(url: string): Promise<Row> {
  return objectOf(await send(addressOf(url), { headers: headers({ Prefer: annotations }) }))
}

/** The new row's id. */
export async function create(setName: string, body: object): Promise<string> {
  const answer = await send(addressOf(setName), request('POST', body))
  return /\(([0-9a-f-]{36})\)$/i.exec(answer.headers.get('OData-EntityId') ?? '')?.[1] ?? ''
}

/** With `etag` the write is refused when someone else wrote since (412). */
export async function update(url: string, body: object, etag?: string): Promise<void> {
  await send(addressOf(url), request('PATCH', body, { 'If-Match': etag ?? '*' }))
}

export async function remove(url: string, etag?: string): Promise<void> {
  await send(addressOf(url), { method: 'DELETE', headers: headers({ 'If-Match': etag ?? '*' }) })
}

const request = (method: string, body: object, more: Readonly<Record<string, string>> = {}): RequestInit => ({
  method,
  headers: headers({ 'Content-Type': 'application/json', ...more }),
  body: JSON.stringify(body),
})

const addressOf = (url: string): string => (/^https?:/.test(url) ? url : `${serviceRoot}/${url}`)

async function send(address: string, init: RequestInit): Promise<Response> {
  const answer = await fetch(address, init).catch(() => undefined)
  if (answer === undefined) throw new ApiError(0, '', 'The CRM emulator does not answer. Is it running?')
  if (answer.ok) return answer
  const body = await objectOf(answer).catch((): Row => ({}))
  const error = body['error']
  const found = isRow(error) ? error : {}
  throw new ApiError(
    answer.status,
    typeof found['code'] === 'string' ? found['code'] : '',
    typeof found['message'] === 'string' ? found['message'] : `The service answered ${answer.status}.`,
  )
}

async function objectOf(answer: Response): Promise<Row> {
  const body: unknown = await answer.json()
  return isRow(body) ? body : {}
}

const isRow = (value: unknown): value is Row => typeof value === 'object' && value !== null && !Array.isArray(value)

export const textOf = (value: unknown): string =>
  typeof value === 'string' ? value : typeof value === 'number' || typeof value === 'boolean' ? String(value) : ''

/** The name that the service shows for a value (choice label, lookup's name). */
export const shown = (row: Row, name: string): string =>
  textOf(row[`${name}@OData.Community.Display.V1.FormattedValue`]) || textOf(row[name])

/** An error as the shared elements show it. */
export function problemOf(error: unknown): {
  title: string
  detail: string
  code: string
  status: number
  action: string
} {
  if (error instanceof ApiError) {
    return {
      title: titleOf(error),
      detail: error.message,
      code: error.code,
      status: error.status,
      action: actionOf(error),
    }
  }
  const detail = error instanceof Error ? error.message : String(error)
  return { title: 'Something went wrong', detail, code: '', status: 0, action: 'Reload the page.' }
}

const titles: Readonly<Record<number, string>> = {
  0: 'No answer',
  401: 'You are signed out',
  403: 'You may not do this',
  404: 'Not found',
  412: 'Someone else changed this record',
  429: 'Too many requests',
}

const titleOf = (error: ApiError): string => titles[error.status] ?? 'The service refused this'

function actionOf(error: ApiError): string {
  const privilege = /is missing (prv\w+) privilege/.exec(error.message)?.[1]
  if (privilege !== undefined)
    return `Your security roles lack ${privilege}. An administrator can give you a role that has it.`
  if (error.status === 401) return 'Sign in again.'
  if (error.status === 412) return 'Reload to see the record as it is now, then make your change again.'
  return error.status === 404
    ? 'It may have been deleted. Go back to the list.'
    : 'Correct the values, then save again.'
}
