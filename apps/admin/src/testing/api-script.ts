/** The server in a page's test: scripted answers at `fetch`, and the event stream at `EventSource`. */
import { vi } from 'vitest'

export type Request = {
  readonly method: string
  readonly path: string
  readonly query: URLSearchParams
  readonly body: unknown
}
/** `"GET /api/connections/c1"`: a value, a promise of one, a `Response` for what is no success, or a function of the request that gives either. */
export type Script = Record<string, unknown>

export type ApiScript = {
  readonly requests: readonly Request[]
  /** Changes what is answered from now on. */
  readonly answer: (key: string, answer: unknown) => void
  /** Says an event to every open stream. */
  readonly say: (type: string, data: object) => void
  readonly sent: (method: string) => readonly Request[]
}

export const refusal = (status: number, code: string, detail: string, more: object = {}): Response =>
  new Response(JSON.stringify({ title: 'Refused', status, code, detail, correlationId: 'corr-1', ...more }), {
    status,
    headers: { 'content-type': 'application/problem+json' },
  })

/** An answer that comes when the test says so. */
export const later = (): { readonly answer: Promise<unknown>; readonly come: (value: unknown) => void } => {
  let come: (value: unknown) => void = () => undefined
  const answer = new Promise<unknown>((resolve) => (come = resolve))
  return { answer, come }
}

class ScriptedEvents extends EventTarget {
  static readonly CLOSED = 2
  static open = new Set<ScriptedEvents>()
  readyState = 1
  constructor() {
    super()
    ScriptedEvents.open.add(this)
    queueMicrotask(() => this.dispatchEvent(new Event('open')))
  }
  close(): void {
    ScriptedEvents.open.delete(this)
  }
}

const bodyOf = (text: string): unknown => (text === '' ? undefined : JSON.parse(text))

export function scriptApi(script: Script): ApiScript {
  const answers = new Map(Object.entries(script))
  const requests: Request[] = []
  const respond = async (asked: globalThis.Request): Promise<Response> => {
    const url = new URL(asked.url)
    const request = {
      method: asked.method,
      path: url.pathname,
      query: url.searchParams,
      body: bodyOf(await asked.text()),
    }
    requests.push(request)
    const key = `${request.method} ${request.path}`
    if (!answers.has(key)) return refusal(404, 'not-scripted', `Nothing is scripted for ${key}.`)
    const found = answers.get(key)
    const value: unknown = await (typeof found === 'function' ? found(request) : found)
    if (value instanceof Response) return value.clone()
    return value === undefined ? new Response(null, { status: 204 }) : Response.json(value)
  }
  vi.stubGlobal('fetch', (input: RequestInfo | URL, init?: RequestInit) =>
    respond(new Request(new URL(input instanceof Request ? input.url : input, location.origin), init)),
  )
  vi.stubGlobal('EventSource', ScriptedEvents)
  return {
    requests,
    answer: (key, answer) => void answers.set(key, answer),
    say: (type, data) => {
      for (const source of ScriptedEvents.open)
        source.dispatchEvent(new MessageEvent(type, { data: JSON.stringify(data) }))
    },
    sent: (method) => requests.filter((request) => request.method === method),
  }
}
