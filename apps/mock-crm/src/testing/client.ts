/** A small client for the emulator's own tests: requests straight into `fetch`, answers read once. */
import { createMockCrm, type MockCrm, type MockCrmOptions } from '../create-mock-crm.ts'

export const origin = 'http://127.0.0.1:4020'
export const root = `${origin}/api/data/v9.2`

export interface Answer {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  /** The body as JSON; an empty object when there is none. */
  readonly json: Json
}

export type Json = Readonly<Record<string, unknown>>

export interface Call {
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
  /** Bearer token; null sends none. Default: the development token. */
  readonly token?: string | null
}

export interface Client {
  readonly crm: MockCrm
  call(method: string, path: string, call?: Call): Promise<Answer>
  get(path: string, headers?: Readonly<Record<string, string>>): Promise<Answer>
  post(path: string, body: unknown, headers?: Readonly<Record<string, string>>): Promise<Answer>
  patch(path: string, body: unknown, headers?: Readonly<Record<string, string>>): Promise<Answer>
  remove(path: string, headers?: Readonly<Record<string, string>>): Promise<Answer>
  /** POSTs and answers the new row's id. */
  create(path: string, body: unknown): Promise<string>
  /** A token of the application user (or another client). */
  token(clientId?: string, secret?: string): Promise<string>
}

export async function openClient(options: MockCrmOptions = {}): Promise<Client> {
  return clientOf(await createMockCrm({ memory: options.dataDir === undefined, ...options }))
}

function clientOf(crm: MockCrm): Client {
  const call: Client['call'] = async (method, path, { body, headers = {}, token = 'koble-dev-token' } = {}) => {
    const answer = await crm.fetch(
      new Request(addressOf(path), {
        method,
        headers: {
          Accept: 'application/json',
          ...(token === null ? {} : { Authorization: `Bearer ${token}` }),
          ...(body === undefined || typeof body === 'string' ? {} : { 'Content-Type': 'application/json' }),
          ...headers,
        },
        ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      }),
    )
    const text = await answer.text()
    return { status: answer.status, headers: answer.headers, text, json: jsonOf(text) }
  }
  const client: Client = {
    crm,
    call,
    get: (path, headers = {}) => call('GET', path, { headers }),
    post: (path, body, headers = {}) => call('POST', path, { body, headers }),
    patch: (path, body, headers = {}) => call('PATCH', path, { body, headers }),
    remove: (path, headers = {}) => call('DELETE', path, { headers }),
    create: async (path, body) => {
      const answer = await call('POST', path, { body })
      const id = /\(([0-9a-f-]{36})\)$/.exec(answer.headers.get('OData-EntityId') ?? '')?.[1]
      if (id === undefined) throw new Error(`POST ${path} answered ${answer.status}: ${answer.text}`)
      return id
    },
    token: async (clientId = 'koble-demo', secret = 'koble-demo-secret') => {
      const form = new URLSearchParams({
        grant_type: 'client_credentials',
        client_id: clientId,
        client_secret: secret,
        scope: `${origin}/.default`,
      })
      const answer = await crm.fetch(
        new Request(`${origin}/demo-tenant/oauth2/v2.0/token`, { method: 'POST', body: form }),
      )
      const body: unknown = await answer.json()
      return String(Reflect.get(Object(body), 'access_token'))
    },
  }
  return client
}

const addressOf = (path: string): string => {
  if (/^https?:/.test(path)) return path
  return path.startsWith('/') ? `${origin}${path}` : `${root}/${path}`
}

function jsonOf(text: string): Json {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? { ...value } : {}
  } catch {
    return {}
  }
}

export const errorOf = (answer: Answer): { code: string; message: string } => {
  const error = Object(answer.json['error'])
  return { code: String(Reflect.get(error, 'code')), message: String(Reflect.get(error, 'message')) }
}

export const rowsOf = (answer: Answer): readonly Json[] => {
  const value = answer.json['value']
  if (!Array.isArray(value)) throw new Error(`No rows: ${answer.status} ${answer.text}`)
  return value.map((row) => ({ ...Object(row) }))
}

export const linkOf = (answer: Answer, name: '@odata.nextLink' | '@odata.deltaLink'): string =>
  String(answer.json[name])
