/** For tests of the connectors: a service that answers a script, request by request, and keeps what it was asked. */
import { parseJson, type Json } from '../json.ts'
import type { Fetch } from '../ports.ts'

export interface SeenRequest {
  readonly method: string
  /** Without the service's base, decoded as sent. */
  readonly url: string
  readonly headers: Headers
  /** Parsed when it is JSON, else the text. */
  readonly body: Json | undefined
}

export interface ScriptedAnswer {
  readonly status?: number
  readonly headers?: Readonly<Record<string, string>>
  /** An object is sent as JSON, a text as it is. */
  readonly body?: unknown
}

/** One request's answer; an Error is thrown instead, as `fetch` does when there is no answer. */
export type Step = ScriptedAnswer | Error | ((request: SeenRequest) => ScriptedAnswer | Error)

export interface ScriptedService {
  readonly fetch: Fetch
  readonly seen: readonly SeenRequest[]
  /** `GET v2.0/companies`, one a request. */
  readonly lines: () => readonly string[]
}

export function scriptedService(baseUrl: string, steps: readonly Step[]): ScriptedService {
  const seen: SeenRequest[] = []
  const fetch: Fetch = (url, init) => {
    if (init.signal?.aborted === true) return Promise.reject(new DOMException('aborted', 'AbortError'))
    const request = readRequest(baseUrl, url, init)
    const step = steps[seen.length]
    seen.push(request)
    if (step === undefined) throw new Error(`The script has no answer to ${request.method} ${request.url}`)
    const answer = typeof step === 'function' ? step(request) : step
    return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(respond(answer))
  }
  return { fetch, seen, lines: () => seen.map(({ method, url }) => `${method} ${url}`) }
}

function readRequest(baseUrl: string, url: string, init: RequestInit): SeenRequest {
  const text = typeof init.body === 'string' ? init.body : undefined
  return {
    method: init.method ?? 'GET',
    url: url.startsWith(`${baseUrl}/`) ? url.slice(baseUrl.length + 1) : url,
    headers: new Headers(init.headers),
    body: text === undefined ? undefined : (tryJson(text) ?? text),
  }
}

function respond({ status = 200, headers = {}, body }: ScriptedAnswer): Response {
  const text = body === undefined ? null : typeof body === 'string' ? body : JSON.stringify(body)
  const type = typeof body === 'string' ? {} : { 'content-type': 'application/json' }
  return new Response(status === 204 ? null : text, { status, headers: { ...type, ...headers } })
}

function tryJson(text: string): Json | undefined {
  try {
    return parseJson(text)
  } catch {
    return undefined
  }
}
