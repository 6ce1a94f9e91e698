/** Answers of the API for the pages' browser tests: tables in memory, each request kept. The true API is tested elsewhere, without a browser. */
import type { Entity } from '../api.ts'

export interface Sent {
  readonly method: string
  /** Without origin, decoded. */
  readonly url: string
  readonly ifMatch: string | null
  readonly body: unknown
}

export interface CannedApi {
  readonly sent: Sent[]
  /** By set, and by `set/navigation` for what is read below a record. */
  readonly tables: Record<string, Entity[]>
  /** What a new record of a set has beside its body. */
  readonly begun: Record<string, Entity>
  /** What an action answers and changes, by name. */
  readonly actions: Record<string, (record: Entity) => Entity>
  /** What `/emulator/…` answers, by name. */
  readonly controls: Record<string, Entity>
  /** Writes are answered when it settles. */
  writable: Promise<void>
  /** Takes the place of the answer to one kind of request. */
  refusal: { readonly method: string; answer(): Response } | undefined
  readonly last: (method: string) => Sent | undefined
  readonly stop: () => void
}

const json = (body: unknown, status = 200): Response => Response.json(body, { status })

export const refusal = (status: number, code: string, message: string): Response =>
  json({ error: { code, message: `${message}  CorrelationId:  7c5bcb8a-629c-40e0-a510-48f644001f30.` } }, status)

/** Replaces the window's `fetch` until `stop`. */
export function startCannedApi(tables: Record<string, Entity[]>): CannedApi {
  const platformFetch = window.fetch
  const sent: Sent[] = []
  const api: CannedApi = {
    sent,
    tables,
    begun: {},
    actions: {},
    controls: { log: { value: [] } },
    writable: Promise.resolve(),
    refusal: undefined,
    last: (method) => sent.findLast((request) => request.method === method),
    stop: () => (window.fetch = platformFetch),
  }
  window.fetch = (input, init) => {
    const url = new URL(typeof input === 'string' || input instanceof URL ? input : input.url, location.origin)
    const method = init?.method ?? 'GET'
    const body: unknown = typeof init?.body === 'string' ? JSON.parse(init.body) : undefined
    const request = {
      method,
      url: decodeURIComponent(url.pathname + url.search),
      ifMatch: new Headers(init?.headers).get('If-Match'),
      body,
    }
    sent.push(request)
    const answered = (): Response =>
      api.refusal?.method === method ? api.refusal.answer() : answer(api, request, decodeURIComponent(url.pathname))
    return method === 'GET' ? Promise.resolve(answered()) : api.writable.then(answered)
  }
  return api
}

function answer(api: CannedApi, { method, body }: Sent, path: string): Response {
  const name = /^\/emulator\/(\w+)$/.exec(path)?.[1]
  if (name !== undefined) return json(api.controls[name] ?? {})
  if (path.endsWith('/companies')) return json({ value: [{ id: 'company', displayName: 'Fjordlys Trading GmbH' }] })
  const [, set = '', id, below] = /companies\(company\)\/(\w+)(?:\(([^)]+)\))?(?:\/([\w.]+))?/.exec(path) ?? []
  const record = api.tables[set]?.find((one) => one['id'] === id)
  const action = below?.replace('Microsoft.NAV.', '')
  if (method === 'POST' && below?.startsWith('Microsoft.NAV.') === true)
    return json({ value: JSON.stringify(api.actions[action ?? '']?.(record ?? {}) ?? {}) })
  const nested = /\/\w+\(([^)]+)\)$/.exec(path.slice(path.indexOf(`${set}(`) + set.length))?.[1]
  const table = (api.tables[below === undefined ? set : `${set}/${below}`] ??= [])
  return row(table, method, below === undefined ? id : nested, {
    ...(method === 'POST' ? api.begun[set] : {}),
    ...(body as Entity),
  })
}

function row(table: Entity[], method: string, id: string | undefined, body: Entity): Response {
  if (method === 'POST') return json(added(table, body), 201)
  if (id === undefined) return json({ '@odata.count': table.length, value: table })
  const at = table.findIndex((one) => one['id'] === id)
  const found = table[at]
  if (found === undefined) return refusal(404, 'Internal_RecordNotFound', `There is no record ${id}.`)
  if (method === 'DELETE') table.splice(at, 1)
  if (method === 'PATCH') table[at] = { ...found, ...body, '@odata.etag': `${String(found['@odata.etag'])}+` }
  return method === 'DELETE' ? new Response(null, { status: 204 }) : json(table[at])
}

function added(table: Entity[], body: Entity): Entity {
  const count = table.length + 1
  const made = { '@odata.etag': 'W/"1"', id: `new${count}`, number: `N${count}`, sequence: count * 10_000, ...body }
  table.push(made)
  return made
}
